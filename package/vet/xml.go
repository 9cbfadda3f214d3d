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

// xmlWalker walks through XML once, without building anything. There is no DOCTYPE and
// no entity but the five of XML: [Mark] XMLDoctype. Nothing is ever fetched.
type xmlWalker struct {
	r     *bufio.Reader
	open  []string // names of the open elements, with prefix
	token []byte
	begun bool

	start func(xmlTag) error
	end   func(name string) error
	text  func(string) error
}

// walkXML calls start, end and text, each of which may be nil, for all of a part.
func walkXML(r io.Reader, start func(xmlTag) error, end, text func(string) error) error {
	w := &xmlWalker{r: utf8Reader(r), start: start, end: end, text: text}
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
			decoded, bad := decodeXML(text)
			if bad != nil {
				return bad
			}
			if bad = w.text(decoded); bad != nil {
				return bad
			}
		}
		if err != bufio.ErrBufferFull {
			return err
		}
	}
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
	return Mark{Class: XMLDoctype}
}

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
		if string(last[:]) == end {
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
	return w.text(string(w.token[:len(w.token)-3]))
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
		c, err := w.r.ReadByte()
		if err != nil {
			return err
		}
		switch {
		case quote == 0 && c == '>':
			if closing {
				return w.close(string(bytes.TrimSpace(w.token[1:])))
			}
			return w.begin()
		case c == '<':
			return errXML
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
		if w.token = append(w.token, c); len(w.token) > maxXMLToken {
			return Mark{XMLLimit, "tag"}
		}
	}
}

func (w *xmlWalker) begin() error {
	raw, empty := bytes.CutSuffix(w.token, []byte("/"))
	n := bytes.IndexAny(raw, " \t\r\n")
	if n < 0 {
		n = len(raw)
	}
	name := string(raw[:n])
	if name == "" || !utf8.ValidString(name) || len(w.open) == 0 && w.begun {
		return errXML
	}
	w.begun = true
	if bytes.Count(raw[n:], []byte("=")) > maxXMLAttributes {
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
		return w.close(name)
	}
	return nil
}

func (w *xmlWalker) close(name string) error {
	last := len(w.open) - 1
	if last < 0 || w.open[last] != name {
		return errXML
	}
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
