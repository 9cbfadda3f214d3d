package document

import "iter"

// Printed is one text of a document with the place in the case it came from.
type Printed struct {
	Text string
	Path string // JSON Pointer; "" for printed words
}

// Texts yields every text that a reader of the document sees, in reading order, the
// number and title first; empty texts are left out. Whatever a renderer prints beyond
// these is furniture of the page: head, edition, note, page numbers, the draft mark.
func (d *Document) Texts() iter.Seq[Printed] {
	return func(yield func(Printed) bool) {
		w := &walker{yield: yield}
		w.text(d.Number, "")
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				w.blockTexts(b)
			}
		}
	}
}

type walker struct {
	yield   func(Printed) bool
	stopped bool
}

func (w *walker) text(text, path string) {
	if text != "" && !w.stopped {
		w.stopped = !w.yield(Printed{text, path})
	}
}

func (w *walker) blockTexts(b Block) {
	switch b := b.(type) {
	case Title:
		w.text(b.Text, "")
	case Heading:
		w.text(b.Text, "")
	case Paragraph:
		w.text(b.Text, b.Path)
	case Item:
		w.text(b.Marker, "")
		w.text(b.Text, b.Path)
	case Sender:
		w.fields(b.Rows)
	case Fields:
		w.fields(b.Rows)
	case Table:
		w.table(b)
	case Timeline:
		w.timeline(b)
	}
}

func (w *walker) fields(rows []Field) {
	for _, f := range rows {
		w.text(f.Label, "")
		w.text(f.Value.Text, f.Value.Path)
	}
}

func (w *walker) table(t Table) {
	w.text(t.Caption, "")
	for _, c := range t.Columns {
		w.text(c.Label, "")
	}
	for _, row := range t.Rows {
		for _, v := range row {
			w.text(v.Text, v.Path)
		}
	}
	if len(t.Rows) == 0 {
		w.text(t.Empty, "")
	}
}

func (w *walker) timeline(t Timeline) {
	w.text(t.Caption, "")
	for _, tick := range t.Scale {
		w.text(tick.Label, "")
	}
	w.text(t.Today.Label, "")
	for _, row := range t.Rows {
		w.text(row.Label, "")
		for _, span := range row.Spans {
			w.text(span.Label, "")
		}
	}
}
