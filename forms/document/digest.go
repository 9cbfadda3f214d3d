package document

import (
	"crypto/sha256"
	"io"
)

// Digest is the SHA-256 of the whole tree, as [Document.Write] writes it. Two files with
// one digest were drawn from the same words, whatever their format.
func (d *Document) Digest() [sha256.Size]byte {
	h := sha256.New()
	_ = d.Write(h) // a hash takes everything
	return [sha256.Size]byte(h.Sum(nil))
}

// treeSchema names the writing. A change of what stands in it gets another name.
const treeSchema = "yoshiki-tree/1"

// Write writes everything that a renderer can see in one way, which depends on the tree
// alone, not on the names of Go. After the line "yoshiki-tree/1" comes one node:
//
//	node   = kind "{" *value *node "}"
//	value  = key ["=" length ":" text] ";"
//
// Kinds and keys are words of small ASCII letters; they are those of the code below, in
// its order. Length is that of the text in bytes, in decimal digits. A number is a text,
// the shortest that reads back as the same float64; a choice of words is the word. A yes
// has no text. What is "", 0, no or the first choice is left out, so that a tree which does
// not use what a later version of this schema learns keeps its digest. Nodes within nodes
// stand in the order of the tree; an empty one stays, because it has a place there.
//
// So "document{form=3:2-4;section{title{text=6:様式;}}}" is a document with one title.
func (d *Document) Write(w io.Writer) error {
	t := &treeWriter{w: w}
	t.raw(treeSchema + "\n")
	t.open("document")
	t.text("form", d.Form)
	t.text("number", d.Number)
	t.text("title", d.Title)
	t.text("edition", d.Edition)
	t.text("note", d.Note)
	t.text("author", d.Author)
	t.text("date", d.Date)
	t.flag("draft", d.Draft)
	t.text("slice", d.Slice)
	for _, s := range d.Sections {
		t.section(s)
	}
	t.close()
	return t.err
}

func (t *treeWriter) section(s Section) {
	t.open("section")
	t.text("name", s.Name)
	t.flag("landscape", s.Landscape)
	t.flag("joins", s.Joins)
	for _, b := range s.Blocks {
		t.block(b)
	}
	t.close()
}

func (t *treeWriter) block(b Block) {
	switch b := b.(type) {
	case Title:
		t.open("title")
		t.text("text", b.Text)
	case Heading:
		t.open("heading")
		t.number("level", float64(b.Level))
		t.text("text", b.Text)
	case Paragraph:
		t.open("paragraph")
		t.text("text", b.Text)
		t.word("align", alignWords[:], int(b.Align))
		t.number("indent", b.Indent)
		t.number("first", b.First)
		t.flag("small", b.Small)
		t.text("path", b.Path)
	case Item:
		t.open("item")
		t.text("marker", b.Marker)
		t.text("text", b.Text)
		t.number("level", float64(b.Level))
		t.text("path", b.Path)
	case Sender:
		t.open("sender")
		t.fields(b.Rows)
	case Fields:
		t.open("fields")
		t.fields(b.Rows)
	case Table:
		t.open("table")
		t.table(b)
	case Timeline:
		t.open("timeline")
		t.timeline(b)
	default: // nil, or a pointer to a block, which no renderer takes
		t.open("unknown")
	}
	t.close()
}
