// Package document is the format-neutral tree that a filled form becomes.
//
// Compose (package forms) makes one Document from a definition and a case; the
// renderers (pdf, xlsx, docx) turn it into a file. The tree knows nothing of any
// format, and a renderer knows nothing of cases, clauses or definitions: it prints
// what stands here, every word of it, in this order.
//
// A Document is a list of sections. A section has one page geometry and starts on a
// new page (a new sheet in Excel) unless it joins the one before. A section is a list of blocks; [Block] is sealed,
// so that a renderer's type switch over the eight kinds is complete.
//
// Every text in the tree is ready to print: Japanese words, dates in the Japanese
// calendar, never nil and never markup. The only control character is "\n", a line
// break inside a block. Texts are kept byte for byte as the case has them; no
// normalisation form is applied.
package document

import (
	"slices"
	"strings"
)

// Document is one filled form.
type Document struct {
	Form     string    // id of the form in its catalogue: "2-4", "index"
	Number   string    // printed at the top left of the first page: "様式2-4"; may be ""
	Title    string    // the form's title, also the file's title property: "登録申請書"
	Edition  string    // printed small at the foot of each page: programme and revision
	Note     string    // printed small behind the edition on the first page, e.g. that a title is unconfirmed; may be ""
	Author   string    // author property of the file: the sender's name; may be ""
	Date     string    // RFC 3339 full-date for the file's date properties: "2026-04-15"
	Draft    bool      // every page is marked 下書き
	Slice    string    // what travels in the file beside its words: the part of the case that they show; may be ""
	Sections []Section // at least one
}

// Section is a run of blocks with one page geometry (A4). It starts a new page, and a new
// sheet in Excel. One that joins may stand below the end of the section before if that has
// the same geometry, and shares its sheet: see [Document.Joined].
type Section struct {
	Name      string // sheet name and bookmark, unique in the document, ≤ 31 UTF-16 units, none of []:*?/\
	Landscape bool
	Joins     bool
	Blocks    []Block
}

// Align is the horizontal placement of a text inside its block or cell.
type Align int

// The placements. Justify fills each line but the last of a paragraph.
const (
	Left Align = iota
	Center
	Right
	Justify
)

// Block is one of Title, Heading, Paragraph, Item, Sender, Fields, Table, Timeline.
type Block interface{ block() }

// Title is the form's title or a letter's subject: centred, Gothic, the largest type.
type Title struct{ Text string }

// Heading opens a part of a form: Gothic, left; Level 1 or 2.
// It stays on the page of the block that follows it.
type Heading struct {
	Level int
	Text  string
}

// Paragraph is running text in Mincho.
type Paragraph struct {
	Text   string
	Align  Align
	Indent float64 // left indent in ems (for Align Right: right indent)
	First  float64 // further indent of the first line in ems; 1 for body text of a letter
	Small  bool    // note size
	Path   string  // JSON Pointer of the case value that this is; "" for printed words
}

// Item is one entry of a numbered list: the marker hangs left of the text.
// Markers are those of official papers: "1", "(1)", "ア", "(a)".
type Item struct {
	Marker string
	Text   string
	Level  int // 0 outermost; each level is indented by one more em
	Path   string
}

// Sender is the block at the right of a letter that says who writes (or signs):
// labels and values with their left edges aligned, starting at the middle of the page. A row
// without a value that has Lines is a place to sign: room above a rule.
type Sender struct{ Rows []Field }

// Signed reports whether a row of a Sender is a place to sign.
func (f Field) Signed() bool { return f.Lines > 0 && f.Value.Text == "" }

// Fields is a ruled two-column grid: shaded label left, value right.
// Two neighbouring fields with Half share one row of four cells.
type Fields struct{ Rows []Field }

// Field is one labelled value.
type Field struct {
	Label string
	Value Value
	Half  bool
	Lines int // that the value has room for at the least; 0 is one
}

// Table is a ruled grid with a header row that repeats on each page.
type Table struct {
	Caption string // printed above; may be ""
	Columns []Column
	Rows    [][]Value // each as long as Columns
	Empty   string    // printed in one merged row when there are no Rows: "該当なし"
}

// Column describes one column of a Table.
type Column struct {
	Label string
	Width float64 // relative share of the page's width, > 0
	Align Align
}

// Kind tells what a Value is, for the formats that can type their cells.
type Kind int

// The kinds of a Value.
const (
	Text   Kind = iota
	Number      // Number holds the figure that Text prints
	Date        // Date holds the day that Text prints
	Choice      // Choices holds every text that may stand here, Text among them
)

// Value is what stands in one cell. Text is always what a reader sees, whatever the kind;
// "" is a blank to be filled in by hand.
type Value struct {
	Text    string
	Kind    Kind
	Number  float64  // Kind Number; Text is this number with grouping, and a unit or none
	Date    string   // Kind Date: RFC 3339 full-date
	Choices []string // Kind Choice
	Path    string   // JSON Pointer (RFC 6901) into the case; "" for printed words
	Fixed   bool     // printed words (a label, a clause), not to be edited by who fills in
}

// Head is printed small at the top of each page but the first: number, title and author.
func (d *Document) Head() string {
	parts := slices.DeleteFunc([]string{d.Number, d.Title, d.Author}, func(s string) bool { return s == "" })
	return strings.Join(parts, "　")
}

// Foot is printed small at the foot of the pages: the edition, and on the first page the note.
func (d *Document) Foot(first bool) []string {
	lines := []string{d.Edition}
	if first {
		lines = append(lines, d.Note)
	}
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

// Joined reports whether section i shares pages with the one before.
func (d *Document) Joined(i int) bool {
	return i > 0 && d.Sections[i].Joins && d.Sections[i].Landscape == d.Sections[i-1].Landscape
}

func (Title) block()     {}
func (Heading) block()   {}
func (Paragraph) block() {}
func (Item) block()      {}
func (Sender) block()    {}
func (Fields) block()    {}
func (Table) block()     {}
func (Timeline) block()  {}
