package docx

import (
	"strings"
	"testing"

	"yoshiki/forms/document"
)

// Rows stay together by the paragraphs of all their cells; a header always stays with the
// first row.
func TestRowsStayTogether(t *testing.T) {
	long := strings.Repeat("長い文。", 400)
	for _, test := range []struct {
		name string
		rows int
		text string
		want int // rows that stay on the page of the next
	}{
		{"none", 0, "値", 0}, {"one", 1, "値", 0}, {"two", 2, "値", 1}, {"short", 5, "値", 4},
		{"long", 60, "値", 2}, {"high", 3, long, 0}, {"lines", 3, strings.Repeat("行\n", 40), 0},
	} {
		table := document.Table{Columns: []document.Column{{Label: "列", Width: 1}, {Label: "列", Width: 1}}}
		var fields document.Fields
		for range test.rows {
			v := document.Value{Text: test.text}
			table.Rows = append(table.Rows, []document.Value{v, {Text: "短"}})
			fields.Rows = append(fields.Rows, document.Field{Label: "欄", Value: v})
		}
		for kind, d := range map[string]*document.Document{"table": one(table), "fields": one(fields)} {
			want := 2 * test.want
			if kind == "table" {
				want += 2
			}
			body := parts(t, render(t, newRenderer(t), d))[bodyPart]
			if got := strings.Count(body, keepNext); got != want {
				t.Errorf("%s, %s: %d cells stay with the next row, want %d", test.name, kind, got, want)
			}
		}
	}
}

// A single row right below a grid holds its last row, and the white between, on its page.
func TestTrailingRowStaysWithTheSheetAbove(t *testing.T) {
	row := []document.Field{{Label: "欄", Value: document.Value{Text: "値"}}}
	columns := []document.Column{{Label: "列", Width: 1}}
	for name, test := range map[string]struct {
		above document.Block
		want  int // header and row, each of one cell or two, and the white
	}{
		"fields":      {document.Fields{Rows: row}, 2 + 1},
		"table":       {document.Table{Columns: columns, Rows: [][]document.Value{{{Text: "値"}}}}, 1 + 1 + 1},
		"empty table": {document.Table{Columns: columns, Empty: "該当なし"}, 1 + 1 + 1},
		"paragraph":   {document.Paragraph{Text: "文"}, 0},
	} {
		body := parts(t, render(t, newRenderer(t), one(test.above, document.Fields{Rows: row})))[bodyPart]
		if got := strings.Count(body, keepNext); got != test.want {
			t.Errorf("%s: %d paragraphs stay with the next, want %d", name, got, test.want)
		}
	}
}
