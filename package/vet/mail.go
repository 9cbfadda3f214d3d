package vet

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"path"
	"regexp"
	"slices"
	"strings"
)

// mails are the extensions of files that are read as a message (RFC 5322) with its parts
// (RFC 2045): mails, and web pages of one file.
var mails = strings.Fields(".eml .emlx .nws .mht .mhtml")

var (
	mimeVersion = regexp.MustCompile(`(?i)(?:^|\n)mime-version[ \t]*:`)
	headerLine  = regexp.MustCompile(`^[!-9;-~]+[ \t]*:`)
)

// maxMailHead bounds how far into a text its header may begin. Word skips what comes before.
const maxMailHead = 8 << 10

// messageIn finds where the header of a message begins, if a program reads the text as one.
func messageIn(text, ext string) (string, bool) {
	if at := mimeVersion.FindStringIndex(text[:min(len(text), maxMailHead)]); at != nil {
		return text[headBefore(text, at[0]):], true
	}
	text = strings.TrimLeft(text, "\r\n")
	return text, slices.Contains(mails, ext) && headerLine.MatchString(text)
}

// headBefore is where the lines of a header begin of which one is at a place.
func headBefore(text string, at int) int {
	for at > 0 {
		before := strings.LastIndexByte(text[:at-1], '\n') + 1
		line := text[before:at]
		if !headerLine.MatchString(line) && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "\t") {
			break
		}
		at = before
	}
	return at
}

// message looks at a message and its parts, and says which of the two kinds it is.
func (l *looker) message(text, ext string) string {
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		l.mark(ArchiveDamaged, "message")
	} else {
		l.messagePart(textproto.MIMEHeader(m.Header), m.Body)
	}
	if ext == ".mht" || ext == ".mhtml" {
		return "multipart/related"
	}
	return "message/rfc822"
}

// messagePart looks at one part, or at the parts in it.
func (l *looker) messagePart(h textproto.MIMEHeader, body io.Reader) {
	kind, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && parameters["boundary"] != "" {
		l.messageParts(multipart.NewReader(body, parameters["boundary"]))
		return
	}
	data, err := io.ReadAll(io.LimitReader(transferred(h.Get("Content-Transfer-Encoding"), body), maxText))
	if err != nil && len(data) == 0 {
		l.mark(ArchiveDamaged, partName(h, parameters))
		return
	}
	l.messageFile(partName(h, parameters), kind, data)
}

// messageParts looks at the parts of a message, up to a fault.
func (l *looker) messageParts(parts *multipart.Reader) {
	in := &looker{marks: l.marks, place: l.place, depth: l.depth + 1, budget: l.budget}
	if in.depth > MaxDepth+2 { // alternatives within related within mixed are usual
		l.mark(FileBomb, "parts nested too deeply")
		return
	}
	for range MaxEntries {
		part, err := parts.NextRawPart()
		if err != nil {
			return
		}
		in.messagePart(part.Header, part)
	}
	l.mark(FileBomb, "more than 10,000 parts")
}

// messageFile looks at what a part holds. A page and a message are looked at as such
// whatever they are called.
func (l *looker) messageFile(name, kind string, data []byte) {
	l.checkExtension(name)
	if err := l.spend(int64(len(data))); err != nil {
		l.fault(err, FileBomb)
		return
	}
	in := &looker{marks: l.marks, place: l.at(name), depth: l.depth, budget: l.budget}
	switch {
	case len(data) == 0:
	case kind == "text/html" || kind == "application/xhtml+xml" || kind == "image/svg+xml":
		in.page(data)
	case kind == "message/rfc822":
		in.message(string(data), "")
	case kind == "text/plain":
		in.uuencoded(data)
		in.content(section(data), path.Base(name))
	default:
		in.content(section(data), path.Base(name))
	}
}

// partName is the name of a part, by whichever of the two headers that give one.
func partName(h textproto.MIMEHeader, parameters map[string]string) string {
	_, disposition, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := disposition["filename"]
	if name == "" {
		name = parameters["name"]
	}
	if name == "" {
		name = h.Get("Content-Location")
	}
	if decoded, err := new(mime.WordDecoder).DecodeHeader(name); err == nil {
		name = decoded
	}
	return strings.TrimPrefix(path.Base("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// transferred undoes the encoding of a part; of one that it does not know it takes the body
// as it is.
func transferred(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, &base64Only{bufio.NewReader(body)})
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// base64Only leaves out what is not of the alphabet, as mail programs do.
type base64Only struct{ r *bufio.Reader }

func (b *base64Only) Read(into []byte) (int, error) {
	n := 0
	for n < len(into) {
		c, err := b.r.ReadByte()
		if err != nil {
			if n > 0 {
				return n, nil
			}
			return 0, err
		}
		if isLetter(c) || isDigit(c) || c == '+' || c == '/' || c == '=' {
			into[n] = c
			n++
		}
	}
	return n, nil
}

var uuBegin = regexp.MustCompile(`(?m)^begin(?:-base64)? [0-7]{3,4} ([^\r\n]+)\r?\n`)

// uuencoded looks at the files that mail programs find in a plain text between "begin" and
// "end".
func (l *looker) uuencoded(text []byte) {
	for _, at := range uuBegin.FindAllSubmatchIndex(text, maxPlaces) {
		name := string(text[at[2]:at[3]])
		l.checkExtension(name)
		if data := unUU(text[at[1]:]); len(data) > 0 && l.depth < MaxDepth {
			l.inside(name).content(section(data), name)
		}
	}
}

// unUU undoes the encoding of Unix, line by line.
func unUU(text []byte) []byte {
	var out []byte
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) < 2 || line[0] < ' ' || line[0] > '`' || len(out) > maxStream {
			return out
		}
		n, piece := int(line[0]-' ')&63, []byte{}
		for four := range slices.Chunk(append(line[1:len(line):len(line)], "   "...), 4) {
			if len(four) == 4 {
				bits := uint32(0)
				for _, c := range four {
					bits = bits<<6 | uint32(c-' ')&63
				}
				piece = append(piece, byte(bits>>16), byte(bits>>8), byte(bits))
			}
		}
		out = append(out, piece[:min(n, len(piece))]...)
	}
	return out
}
