package docx

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"yoshiki/forms/document"
)

// FuzzTree grows a tree from bytes: whatever it holds, it is refused, or the file reopens
// and has its words.
func FuzzTree(f *testing.F) {
	f.Add([]byte("\x01登録申請書\n\x00<&]]>\x00\x05\x02\x03"))
	f.Add([]byte("\x07\x06\x05\x04\x03\x02\x01\x00𠮷\x00葛\U000E0100\x00\t"))
	f.Add(bytes.Repeat([]byte{6, 3, 2, 'a', 0, 5, 1, 'b', 0}, 20))
	r := newRenderer(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := (&seed{data}).document()
		var out bytes.Buffer
		if err := r.Render(&out, d); err != nil {
			return
		}
		read := parts(t, out.Bytes())
		if got := words(t, read[bodyPart]); !slices.Equal(got, texts(d)) {
			t.Errorf("words %q of the tree are %q in the file", texts(d), got)
		}
		for _, part := range read {
			words(t, part) // fails on what is no XML
		}
	})
}

// seed is the rest of the bytes from which a tree grows.
type seed struct{ data []byte }

func (s *seed) n(below int) int {
	if len(s.data) == 0 {
		return 0
	}
	n := int(s.data[0]) % below
	s.data = s.data[1:]
	return n
}

func (s *seed) text() string {
	text, rest, _ := bytes.Cut(s.data, []byte{0})
	s.data = rest
	return string(text)
}

func (s *seed) number() float64 {
	return []float64{0, 1, -3, 1.5, 1e300, math.NaN(), math.Inf(1), 1e-300}[s.n(8)]
}

func (s *seed) document() *document.Document {
	d := &document.Document{Number: s.text(), Title: s.text(), Edition: s.text(), Note: s.text(), Draft: s.n(2) == 1}
	for len(s.data) > 0 {
		section := document.Section{Name: s.text(), Landscape: s.n(2) == 1}
		for range s.n(8) {
			section.Blocks = append(section.Blocks, s.block())
		}
		d.Sections = append(d.Sections, section)
	}
	return d
}

func (s *seed) block() document.Block {
	switch s.n(7) {
	case 0:
		return document.Title{Text: s.text()}
	case 1:
		return document.Heading{Level: s.n(9) - 4, Text: s.text()}
	case 2:
		return document.Paragraph{Align: document.Align(s.n(6) - 1), Indent: s.number(), First: s.number(), Small: s.n(2) == 1, Text: s.text()}
	case 3:
		return document.Item{Marker: s.text(), Level: s.n(200) - 9, Text: s.text()}
	case 4:
		return document.Sender{Rows: s.fields()}
	case 5:
		return document.Fields{Rows: s.fields()}
	}
	return s.table()
}

func (s *seed) fields() (fields []document.Field) {
	for range s.n(5) {
		fields = append(fields, document.Field{Half: s.n(2) == 1, Label: s.text(), Value: s.value()})
	}
	return fields
}

func (s *seed) value() document.Value {
	return document.Value{Kind: document.Kind(s.n(6) - 1), Fixed: s.n(2) == 1, Text: s.text(), Path: s.text(), Choices: []string{s.text(), s.text()}}
}

func (s *seed) table() document.Block {
	t := document.Table{Caption: s.text(), Empty: s.text()}
	for range s.n(5) {
		t.Columns = append(t.Columns, document.Column{Width: s.number(), Align: document.Align(s.n(5)), Label: s.text()})
	}
	for range s.n(4) {
		row := make([]document.Value, len(t.Columns))
		for i := range row {
			row[i] = s.value()
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
