package fill_test

import (
	"bytes"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/fill"
	"yoshiki/templates"
)

// blankForms are the 42 forms of which nothing is filled in.
func blankForms(t testing.TB) []forms.Filled {
	t.Helper()
	var all []forms.Filled
	for _, of := range []struct{ program, revision string }{{"ismap-liu", "2023-11-10"}, {"ismap", "2022-04-01"}} {
		empty := &casefile.Case{Program: casefile.Program(of.program), Revision: casefile.Date(of.revision)}
		c, err := forms.Open(empty.Program, empty.Revision, templates.FS)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range c.IDs() {
			d, err := c.Definition(id)
			if err != nil || d.Unnumbered {
				continue
			}
			f, err := c.Blank(id, empty, casefile.Submission{})
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, f)
		}
	}
	return all
}

// TestSuggestOnBlankForms puts markers into every blank form and counts those that stand where
// the form itself has the value, of all fields and columns that have a label. No word of the form
// is lost.
func TestSuggestOnBlankForms(t *testing.T) {
	right, wanted, count := 0, 0, 0
	for _, f := range blankForms(t) {
		count++
		places, err := f.Definition.Places()
		if err != nil {
			t.Fatal(err)
		}
		labelled := map[string]bool{}
		for _, p := range places {
			if p.Label.Ja != "" {
				labelled[p.Source] = true
			}
		}
		marked := markedUp(t, &f)
		for _, format := range forms.SheetFormats {
			blank := drawn(t, f.Document, format, &f)
			made, _, err := fill.Suggest(f.Definition, blank.Data)
			if err != nil {
				t.Fatal(f.Name, err)
			}
			keepsWords(t, f.Name, format, blank.Data, made)
			got, want := named(t, format, made), named(t, format, drawn(t, marked, format, &f).Data)
			hit, all := 0, 0
			for pair, n := range want {
				if labelled[pair.source] {
					all, hit = all+n, hit+min(n, got[pair])
					if testing.Verbose() && got[pair] < n {
						t.Logf("%s.%s: %s: %s missed", f.Name, format, pair.label, pair.source)
					}
				}
			}
			right, wanted = right+hit, wanted+all
		}
	}
	t.Logf("%d of %d places in %d forms", right, wanted, count)
	if count != 42 || 100*right < 80*wanted {
		t.Errorf("%d of %d places in %d forms", right, wanted, count)
	}
}

// pair is a label and the expression that stands in its blank.
type pair struct{ label, source string }

// named are the markers of a sheet by the label to their left, or else by the header above.
func named(t testing.TB, format string, data []byte) map[pair]int {
	t.Helper()
	all := map[pair]int{}
	for _, rows := range tables(t, format, data) {
		above := map[int]string{}
		for _, row := range rows {
			left, fresh := "", map[int]string{}
			for _, c := range row {
				sources := sourcesIn(c.text)
				label := left
				if label == "" {
					label = above[c.column]
				}
				for source := range sources {
					all[pair{label, source}]++
				}
				if left = c.text; len(sources) > 0 {
					left = ""
				} else if c.text != "" {
					fresh[c.column] = c.text
				}
			}
			maps.Copy(above, fresh)
		}
	}
	return all
}

func sourcesIn(text string) map[string]bool {
	all := map[string]bool{}
	for _, m := range anyMarker.FindAllString(text, -1) {
		m = strings.TrimSpace(strings.Trim(m, "{}"))
		if strings.HasPrefix(m, "each ") || strings.HasPrefix(m, "without ") {
			continue
		}
		m, _, _ = strings.Cut(strings.TrimPrefix(m, "box "), " | ")
		m, _, _ = strings.Cut(m, " == '")
		all[m] = true
	}
	return all
}

// square is a cell that is not empty, with the column that it begins in.
type square struct {
	column int
	text   string
}

// tables are the rows of the tables of a Word file, or of the sheets of a workbook.
func tables(t testing.TB, format string, data []byte) [][][]square {
	t.Helper()
	if format == "docx" {
		return wordTables(t, partOf(t, data, "word/document.xml"))
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var all [][][]square
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		var sheet [][]square
		for _, row := range rows {
			var cells []square
			for column, text := range row {
				if strings.TrimSpace(text) != "" {
					cells = append(cells, square{column, text})
				}
			}
			sheet = append(sheet, cells)
		}
		all = append(all, sheet)
	}
	return all
}

var (
	wordTable = regexp.MustCompile(`(?s)<w:tbl>.*?</w:tbl>`)
	wordRow   = regexp.MustCompile(`(?s)<w:tr[ >].*?</w:tr>`)
	wordCell  = regexp.MustCompile(`(?s)<w:tc>.*?</w:tc>`)
	wordSpan  = regexp.MustCompile(`<w:gridSpan w:val="(\d+)"`)
)

func wordTables(t testing.TB, part string) [][][]square {
	var all [][][]square
	for _, tbl := range wordTable.FindAllString(part, -1) {
		var rows [][]square
		for _, tr := range wordRow.FindAllString(tbl, -1) {
			var row []square
			column := 0
			for _, tc := range wordCell.FindAllString(tr, -1) {
				if text := strings.Join(wordWords(t, strings.ReplaceAll(tc, "w:", "")), ""); strings.TrimSpace(text) != "" {
					row = append(row, square{column, text})
				}
				n := 1
				if m := wordSpan.FindStringSubmatch(tc); m != nil {
					n, _ = strconv.Atoi(m[1])
				}
				column += n
			}
			rows = append(rows, row)
		}
		all = append(all, rows)
	}
	return all
}

// keepsWords fails unless every word of a blank sheet stands in the copy, and nothing but markers
// beside them.
func keepsWords(t testing.TB, name, format string, blank, made []byte) {
	t.Helper()
	before, after := words(t, format, blank), words(t, format, made)
	plain := func(all []string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, anyMarker.ReplaceAllString(strings.Join(all, ""), ""))
	}
	if diff := cmp.Diff(plain(before), plain(after)); diff != "" {
		t.Errorf("%s.%s: -blank +copy\n%s", name, format, diff)
	}
}

var anyMarker = regexp.MustCompile(`\{\{.*?\}\}`)
