package readback

import (
	"fmt"
)

// sheet is a page that has been read: its texts by the numbers of their marked-content
// sequences, and the words of its foot and head, which are marked as furniture.
type sheet struct {
	text []byte
	runs []runText // by number
	foot []byte
}

// runText is a part of a page's text.
type runText struct {
	from, to int
	read     bool // it is in the structure tree
}

// maxRuns is the most marked-content sequences that a page may have.
const maxRuns = 1 << 20

// matrix places a text: the numbers of ISO 32000-2, 8.3.3.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) times(n matrix) matrix {
	return matrix{m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d, m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f}
}

var unit = matrix{a: 1, d: 1}

// state is what q saves of the graphics state.
type state struct {
	at     matrix
	unseen bool // white, or a mode that draws nothing
	font   font
}

// reader interprets the operators of a page.
type reader struct {
	sheet
	state
	saved         []state
	fonts         map[string]font
	width, height float64
	operands      []object
	line          matrix
	mode          int
	run           int // number of the open sequence; furniture or none
}

const (
	none      = -1
	furniture = -2
)

// page reads the words of a page.
func (p *pdfFile) page(dict object, inherited object, fonts map[int]font) (*sheet, error) {
	r := &reader{state: state{at: unit}, run: none, fonts: map[string]font{}}
	box := dict.get("MediaBox")
	if box == nil {
		box = inherited
	}
	box, err := p.resolve(box)
	if err != nil {
		return nil, err
	}
	var edges []float64
	box.each(func(o object) { edges = append(edges, o.number()) })
	if len(edges) != 4 {
		return nil, fmt.Errorf("%w: size of a page", errPDF)
	}
	r.width, r.height = edges[2], edges[3]
	if err := p.pageFonts(r, dict, fonts); err != nil {
		return nil, err
	}
	_, content, err := p.stream(dict.get("Contents").reference())
	if err != nil {
		return nil, err
	}
	return &r.sheet, r.read(content)
}

func (p *pdfFile) pageFonts(r *reader, dict object, fonts map[int]font) error {
	resources, err := p.resolve(dict.get("Resources"))
	if err != nil {
		return err
	}
	all, err := p.resolve(resources.get("Font"))
	if err != nil {
		return err
	}
	all.entries(func(name []byte, o object) bool {
		n := o.reference()
		if fonts[n] == nil {
			fonts[n], err = p.font(o)
		}
		r.fonts["/"+string(name)] = fonts[n]
		return err == nil
	})
	return err
}

func (r *reader) read(content []byte) error {
	for at := skipSpace(content, 0); at < len(content); {
		c, end := content[at], skipToken(content, at)
		if c == '[' || c == '<' && end == at+2 && content[at+1] == '<' {
			end = skipValue(content, at)
		}
		token := object(content[at:end])
		at = skipSpace(content, end)
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '\'' || c == '"' {
			if err := r.operator(string(token)); err != nil {
				return err
			}
			r.operands = r.operands[:0]
			continue
		}
		r.operands = append(r.operands, token)
	}
	if len(r.saved) > 0 || r.run != none {
		return fmt.Errorf("%w: a page ends too early", errPDF)
	}
	return nil
}
