// Package html writes a document tree as a web page that stands alone: no script, no style
// or image from elsewhere, headings, lists and tables that a screen reader can tell apart. It
// is for what an office publishes, such as the items of the public list; what is filed is
// printed by the other renderers.
package html

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"yoshiki/forms/document"
)

//go:embed page.html
var page string

// pages is the template, parsed once.
var pages = template.Must(template.New("page").Funcs(template.FuncMap{"lines": lines, "kind": kindOf, "right": right}).Parse(page))

// Page is a document with what stands around it.
type Page struct {
	*document.Document
	Back      string // address of the page that it belongs to; "" for none
	BackWords string
}

// Render writes a page. Every text is escaped; line breaks stay.
func Render(w io.Writer, p Page) error { return pages.Execute(w, p) }

// lines are the lines of a text.
func lines(text string) []string { return strings.Split(text, "\n") }

// kindOf is what a block is, for the template.
func kindOf(b document.Block) string {
	switch b.(type) {
	case document.Title:
		return "title"
	case document.Heading:
		return "heading"
	case document.Paragraph:
		return "paragraph"
	case document.Item:
		return "item"
	case document.Sender:
		return "fields"
	case document.Fields:
		return "fields"
	case document.Table:
		return "table"
	}
	return "" // a chart has its words in the table beside it
}

func right(a document.Align) bool { return a == document.Right }
