package vet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// The limits of XML. Word and Excel stay far below them.
const (
	maxXMLDepth      = 256
	maxXMLAttributes = 512
	maxXMLToken      = 1 << 20 // bytes of a tag or an instruction
)

// errXML says that a part is not well formed.
var errXML = errors.New("not well-formed XML")

// xmlTag is the beginning of an element. Prefixes of names are cut off.
type xmlTag struct {
	name string
	raw  []byte // the attributes, as written; valid until the next call
}

// xmlWalker walks through XML once, without building anything. There is no DOCTYPE but
// that of OpenOffice, and no entity but the five of XML: [Mark] XMLDoctype. Nothing is ever fetched.
type xmlWalker struct {
	r     *bufio.Reader
	open  []string // names of the open elements, with prefix
	names map[string]string
	token []byte
	begun bool

	start func(xmlTag) error
	end   func(name string) error
	text  func([]byte) error // valid until the next call
}

// walkXML calls start, end and text, each of which may be nil, for all of a part.
func walkXML(r io.Reader, start func(xmlTag) error, end func(string) error, text func([]byte) error) error {
	w := &xmlWalker{r: utf8Reader(r), names: map[string]string{}, start: start, end: end, text: text}
	for {
		done, err := w.next()
		if done || err != nil {
			return err
		}
	}
}

// utf8Reader reads UTF-8 or UTF-16, with or without a byte order mark (XML 1.0, appendix F).
func utf8Reader(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, 1<<15)
	head, _ := b.Peek(3)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = b.Discard(3) // they were peeked
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		return bufio.NewReader(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(b))
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		return bufio.NewReader(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(b))
	}
	return b
}

// next reads a piece of text and the tag behind it.
func (w *xmlWalker) next() (done bool, err error) {
	if err := w.readText(); err == io.EOF && w.begun && len(w.open) == 0 {
		return true, nil
	} else if err != nil {
		return false, malformed(err)
	}
	c, err := w.r.ReadByte()
	if err != nil {
		return false, malformed(err)
	}
	switch c {
	case '!':
		return false, malformed(w.special())
	case '?':
		return false, malformed(w.instruction())
	}
	if err := w.r.UnreadByte(); err != nil {
		return false, err
	}
	return false, malformed(w.tag(c == '/'))
}

// malformed makes an early end what it is in XML.
func malformed(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errXML
	}
	return err
}

// readText reads up to and including "<".
func (w *xmlWalker) readText() error {
	for {
		part, err := w.r.ReadSlice('<')
		text := bytes.TrimSuffix(part, []byte("<"))
		if len(w.open) == 0 && len(bytes.TrimSpace(text)) > 0 {
			return errXML
		}
		if w.text != nil && len(text) > 0 && len(w.open) > 0 {
			if bad := w.say(text); bad != nil {
				return bad
			}
		}
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// say hands on a text, with what its references stand for.
func (w *xmlWalker) say(text []byte) error {
	if bytes.IndexByte(text, '&') < 0 {
		return w.text(text)
	}
	decoded, err := decodeXML(text)
	if err != nil {
		return err
	}
	return w.text([]byte(decoded))
}

// special reads what begins with "<!".
func (w *xmlWalker) special() error {
	head, err := w.r.Peek(2)
	if err != nil {
		return err
	}
	if string(head) == "--" {
		return w.skip("--", "-->")
	}
	if head, _ = w.r.Peek(7); string(head) == "[CDATA[" && len(w.open) > 0 {
		return w.cdata()
	}
	if head, _ = w.r.Peek(maxDoctype); !w.begun && bareDoctype.Match(head) {
		return w.skip("", "\">")
	}
	return Mark{Class: XMLDoctype}
}

// bareDoctype is what OpenOffice wrote up to version 2: a name and nothing of its own.
var bareDoctype = regexp.MustCompile(`^DOCTYPE [\w:.-]+ PUBLIC "-//OpenOffice\.org//DTD [\w ]+ 1\.0//EN" "[\w.-]+\.dtd">`)

const maxDoctype = 200

// skip reads up to end, leaving out the opening.
func (w *xmlWalker) skip(opening, end string) error {
	if _, err := w.r.Discard(len(opening)); err != nil {
		return err
	}
	var last [3]byte
	for {
		c, err := w.r.ReadByte()
		if err != nil {
			return err
		}
		last[0], last[1], last[2] = last[1], last[2], c
		if strings.HasSuffix(string(last[:]), end) {
			return nil
		}
	}
}

func (w *xmlWalker) cdata() error {
	if w.text == nil {
		return w.skip("[CDATA[", "]]>")
	}
	if _, err := w.r.Discard(len("[CDATA[")); err != nil {
		return err
	}
	w.token = w.token[:0]
	for !bytes.HasSuffix(w.token, []byte("]]>")) {
		c, err := w.r.ReadByte()
		if err != nil {
			return err
		}
		if w.token = append(w.token, c); len(w.token) > maxXMLToken {
			return Mark{XMLLimit, "CDATA"}
		}
	}
	return w.text(w.token[:len(w.token)-3])
}

var declared = regexp.MustCompile(`(?i)\sencoding\s*=\s*["']([^"']*)["']`)

// instruction reads "<?…?>". An encoding other than those of Office is refused: another
// reader would see another document.
func (w *xmlWalker) instruction() error {
	w.token = w.token[:0]
	for !bytes.HasSuffix(w.token, []byte("?>")) {
		c, err := w.r.ReadByte()
		if err != nil {
			return err
		}
		if w.token = append(w.token, c); len(w.token) > maxXMLToken {
			return Mark{XMLLimit, "instruction"}
		}
	}
	if found := declared.FindSubmatch(w.token); bytes.HasPrefix(w.token, []byte("xml")) && found != nil {
		switch strings.ToLower(string(found[1])) {
		case "utf-8", "utf8", "utf-16", "us-ascii", "ascii":
		default:
			return Mark{OfficeDamaged, "encoding " + string(found[1])}
		}
	}
	return nil
}

// tag reads a tag up to its ">" outside quotation marks.
func (w *xmlWalker) tag(closing bool) error {
	w.token = w.token[:0]
	quote := byte(0)
	for {
		part, err := w.r.ReadSlice('>')
		if err != nil && err != bufio.ErrBufferFull {
			return err
		}
		if quote, err = quoteAfter(part, quote); err != nil {
			return err
		}
		whole := quote == 0 && part[len(part)-1] == '>'
		switch {
		case whole && len(w.token) == 0:
			return w.complete(part[:len(part)-1], closing) // where it lies
		case len(w.token)+len(part) > maxXMLToken:
			return Mark{XMLLimit, "tag"}
		}
		if w.token = append(w.token, part...); whole {
			return w.complete(w.token[:len(w.token)-1], closing)
		}
	}
}

// quoteAfter is the quotation mark that is open after a part of a tag, 0 for none.
func quoteAfter(part []byte, quote byte) (byte, error) {
	for _, c := range part {
		switch {
		case c == '<':
			return 0, errXML
		case c != '"' && c != '\'':
		case quote == 0:
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote, nil
}

// complete looks at a tag without its brackets.
func (w *xmlWalker) complete(token []byte, closing bool) error {
	if !closing {
		return w.begin(token)
	}
	return w.close(bytes.TrimSpace(token[1:]))
}

// maxNames bounds the names that are kept to be used again.
const maxNames = 1000

// name is the name of an element; there are few in a part, each many times.
func (w *xmlWalker) name(written []byte) string {
	if known, ok := w.names[string(written)]; ok {
		return known
	}
	name := string(written)
	if len(w.names) < maxNames {
		w.names[name] = name
	}
	return name
}

func (w *xmlWalker) begin(token []byte) error {
	raw, empty := bytes.CutSuffix(token, []byte("/"))
	n := 0
	for n < len(raw) && raw[n] != ' ' && raw[n] != '\t' && raw[n] != '\r' && raw[n] != '\n' {
		n++
	}
	name := w.name(raw[:n])
	if name == "" || !utf8.ValidString(name) || len(w.open) == 0 && w.begun {
		return errXML
	}
	w.begun = true
	if len(raw) > 2*maxXMLAttributes && bytes.Count(raw[n:], []byte("=")) > maxXMLAttributes {
		if attributes(raw[n:], func(string, string) {}) > maxXMLAttributes {
			return Mark{XMLLimit, "attributes"}
		}
	}
	if w.open = append(w.open, name); len(w.open) > maxXMLDepth {
		return Mark{XMLLimit, "depth"}
	}
	if w.start != nil {
		if err := w.start(xmlTag{local(name), raw[n:]}); err != nil {
			return err
		}
	}
	if empty {
		return w.close(raw[:n])
	}
	return nil
}

func (w *xmlWalker) close(written []byte) error {
	last := len(w.open) - 1
	if last < 0 || w.open[last] != string(written) {
		return errXML
	}
	name := w.open[last]
	w.open = w.open[:last]
	if w.end != nil {
		return w.end(local(name))
	}
	return nil
}

func local(name string) string {
	_, after, found := strings.Cut(name, ":")
	if !found {
		return name
	}
	return after
}
