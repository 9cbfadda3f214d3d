package ooxml

import (
	"bytes"
	"errors"
	"maps"
	"strings"
)

// spaces are the namespaces that are known, by the prefix that names have here. Strict files
// say the same in other words.
var spaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w", "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x", "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
	"http://schemas.openxmlformats.org/drawingml/2006/main": "a", "http://purl.oclc.org/ooxml/drawingml/main": "a",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r", "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
	"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing":    "xdr",
	"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing":                "xdr",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                 "c",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            "mc",
	"http://schemas.microsoft.com/office/word/2010/wordml":                   "w14",
	"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main":          "x14",
	"http://schemas.microsoft.com/office/excel/2006/main":                    "xm",
	"urn:schemas-microsoft-com:vml":                                          "v",
	"urn:schemas-microsoft-com:office:excel":                                 "xv",
	"urn:schemas-microsoft-com:office:office":                                "o",
	"http://www.w3.org/XML/1998/namespace":                                   "xml",
}

var errTags = errors.New("tags do not match")

// Parse gives the root of a part. Every element knows its bytes.
func Parse(data []byte) (*Node, error) {
	if err := wellFormed(data); err != nil {
		return nil, err
	}
	p := &parser{data: data, top: &Node{}, known: map[string]string{"xml": "xml"}}
	p.at = p.top
	for p.pos < len(data) {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	if p.at != p.top || len(p.top.Kids) != 1 {
		return nil, errTags
	}
	root := p.top.Kids[0]
	root.Up = nil
	return root, nil
}

// parser goes over XML that is well formed but for tags that do not match.
type parser struct {
	data    []byte
	pos     int
	top, at *Node
	known   map[string]string // prefixes by those of the file
	outer   []map[string]string
}

func (p *parser) next() error {
	rest := p.data[p.pos:]
	open := bytes.IndexByte(rest, '<')
	if open < 0 {
		p.pos = len(p.data)
		return nil
	}
	p.pos += open
	rest = rest[open:]
	for start, end := range map[string]string{"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"} {
		if bytes.HasPrefix(rest, []byte(start)) {
			p.pos += len(start) + bytes.Index(rest[len(start):], []byte(end)) + len(end)
			return nil
		}
	}
	if rest[1] == '/' {
		return p.close()
	}
	p.open()
	return nil
}

func (p *parser) close() error {
	end := p.pos + bytes.IndexByte(p.data[p.pos:], '>') + 1
	if raw := strings.TrimSpace(string(p.data[p.pos+2 : end-1])); p.at == p.top || raw != p.at.Raw {
		return errTags
	}
	p.at.End, p.at.To = p.pos, end
	p.pos = end
	p.leave()
	return nil
}

func (p *parser) leave() {
	p.at = p.at.Up
	p.known, p.outer = p.outer[len(p.outer)-1], p.outer[:len(p.outer)-1]
}

// open reads a start tag.
func (p *parser) open() {
	n := &Node{From: p.pos, Up: p.at}
	p.at.Kids = append(p.at.Kids, n)
	p.at = n
	end := p.pos + 1
	for strings.IndexByte(" \t\r\n/>", p.data[end]) < 0 {
		end++
	}
	n.Raw = string(p.data[p.pos+1 : end])
	p.pos = end
	n.attrs = p.attributes()
	single := p.data[p.pos] == '/'
	p.pos = p.pos + bytes.IndexByte(p.data[p.pos:], '>') + 1
	n.Inner, n.End, n.To = p.pos, p.pos, p.pos
	p.outer = append(p.outer, p.known)
	p.declare(n)
	n.Name = p.name(n.Raw, true)
	if single {
		p.leave()
	}
}

func (p *parser) attributes() []Attr {
	var all []Attr
	for {
		start := p.pos
		for strings.IndexByte(" \t\r\n", p.data[p.pos]) >= 0 {
			p.pos++
		}
		if c := p.data[p.pos]; c == '/' || c == '>' {
			return all
		}
		equals := p.pos + bytes.IndexByte(p.data[p.pos:], '=')
		name := strings.TrimSpace(string(p.data[p.pos:equals]))
		from := equals + 1
		for p.data[from] != '"' && p.data[from] != '\'' {
			from++
		}
		to := from + 1 + bytes.IndexByte(p.data[from+1:], p.data[from])
		all = append(all, Attr{name, Text(p.data, from+1, to), from + 1, to, start})
		p.pos = to + 1
	}
}

// declare takes the namespaces of a tag, and names its attributes by them.
func (p *parser) declare(n *Node) {
	own := false
	for _, a := range n.attrs {
		prefix, is := strings.CutPrefix(a.Name, "xmlns")
		if !is || prefix != "" && prefix[0] != ':' {
			continue
		}
		if !own {
			own, p.known = true, maps.Clone(p.known)
		}
		p.known[strings.TrimPrefix(prefix, ":")] = spaces[a.Value]
	}
	for i := range n.attrs {
		n.attrs[i].Name = p.name(n.attrs[i].Name, false)
	}
}

func (p *parser) name(raw string, element bool) string {
	prefix, local, has := strings.Cut(raw, ":")
	if !has {
		prefix, local = "", raw
	}
	if known := p.known[prefix]; known != "" && (has || element) {
		return known + ":" + local
	}
	return raw
}
