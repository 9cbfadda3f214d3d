package editing_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// TestBlankWorkbook: an empty workbook of each kind is filled in as a person does, with the
// words of choices and days of the Japanese era, and becomes a package. Each third kind is, all
// of them with YOSHIKI_LONG.
func TestBlankWorkbook(t *testing.T) {
	p := newPromise(t)
	names, err := filepath.Glob(samples + "/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]bool{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p.fillAll(t, filepath.Base(name), data, done)
		p.fillAll(t, filepath.Base(name)+" again", bytes.Replace(data, []byte("kind: new"), []byte("kind: re-application"), 2), done)
	}
	if t.Logf("%d kinds", len(done)); len(done) < 8 {
		t.Errorf("only %d kinds: %v", len(done), done)
	}
}

// fillAll fills in a workbook of each kind that a case is good for and that was not done before.
func (p *promise) fillAll(t *testing.T, name string, data []byte, done map[string]bool) {
	t.Helper()
	c := p.read(t, data)
	of := app.Text{Program: c.File.Case.Program, Revision: c.File.Case.Revision}
	catalog, err := p.app.Catalog(of)
	if err != nil {
		t.Fatal(err)
	}
	for i, kind := range catalog.Kinds() {
		key := fmt.Sprint(of.Program, " ", kind)
		if i%3 > 0 && os.Getenv("YOSHIKI_LONG") == "" || done[key] || !p.passes(t, kind, data) {
			continue
		}
		done[key] = true
		p.fill(t, name+" "+kind, catalog, kind, of, data)
	}
}

// passes reports whether a sample becomes a package of a kind.
func (p *promise) passes(t *testing.T, kind string, data []byte) bool {
	t.Helper()
	c, err := p.app.ReadCase("case.yaml", bytes.NewReader(data), p.folder)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := p.app.Check(context.Background(), c, app.CheckOrder{Kind: kind, Today: "2026-11-30"})
	return err == nil && !app.HasErrors(checked.Findings)
}

// fill fills in an empty workbook from a sample and makes the package.
func (p *promise) fill(t *testing.T, name string, catalog *forms.Catalog, kind string, of app.Text, data []byte) {
	t.Helper()
	from, err := p.app.ReadCase("case.yaml", bytes.NewReader(data), nil) // with the names of files, not what is in them
	if err != nil {
		t.Fatal(err)
	}
	_, _, book, err := editing.Sheet(p.app, editing.SheetOrder{Text: of, Kind: kind, Language: "ja"})
	if err != nil {
		t.Fatal(err)
	}
	f := &filler{words: catalog, from: from.File.Case}
	if f.kind, err = catalog.Package(kind); err != nil {
		t.Fatal(err)
	}
	if kind == "incident-urgent" { // which comes before all others
		f.from.IncidentReports = f.from.IncidentReports[:1]
	}
	var c *app.Case
	for left := 1; left > 0; {
		book, left = f.fill(t, book)
		if c, err = p.app.ReadCase("book.xlsx", bytes.NewReader(book), p.folder); err != nil {
			t.Fatal(err)
		}
		if _, _, book, err = editing.Sheet(p.app, editing.SheetOrder{Case: c, Language: "ja"}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	_, err = p.app.Package(context.Background(), c, app.PackageOrder{Kind: kind, Formats: []string{"pdf"}, Store: func(context.Context) (*app.Store, error) { return p.store, nil }})
	if refused, ok := err.(*app.Refused); ok {
		t.Errorf("%s: %q", name, errorsOf(refused.Findings))
	} else if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// filler types what a case has into a workbook.
type filler struct {
	words *forms.Catalog
	kind  *forms.PackageDef
	from  *casefile.Case
	book  *excelize.File
}

// fill types what the workbook has room for, and tells how many entries it has no section for.
func (f *filler) fill(t *testing.T, data []byte) (filled []byte, left int) {
	t.Helper()
	var err error
	if f.book, err = excelize.OpenReader(bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, sheet := range f.book.GetSheetList() {
		rows, err := f.book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i := len(rows) - 1; i >= 0; i-- {
			if len(rows[i]) == 0 {
				continue
			}
			switch mark := rows[i][0]; {
			case strings.HasPrefix(mark, "/"):
				seen[mark] = true
				if v, err := casefile.Get(f.from, mark); err == nil {
					f.put(t, sheet, 3, i+1, v)
				}
			case strings.HasPrefix(mark, "[/"):
				if v, err := casefile.Get(f.from, mark[1:]); err == nil {
					f.list(t, sheet, i+1, rows[i][1:], v)
				}
			}
		}
	}
	for v := range casefile.Walk(f.from) {
		if list, _, entry := casefile.SplitEntry(v.Pointer); entry && v.Model.Kind == casefile.KindGroup && !seen[v.Pointer+"/"+v.Model.Fields[0].Key] &&
			seen[list+"/0/"+v.Model.Fields[0].Key] {
			left++
		}
	}
	var b bytes.Buffer
	if err := f.book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), left
}

// list types the entries of a list into the rows below its headings, and puts in rows where
// there are too few.
func (f *filler) list(t *testing.T, sheet string, line int, keys []string, v casefile.Value) {
	t.Helper()
	for n := range v.Len() {
		at := line + 3 + n // below the keys, the headings and the help
		if mark, _ := f.book.GetCellValue(sheet, fmt.Sprintf("A%d", at)); mark == "]" {
			if err := f.book.InsertRows(sheet, at, 1); err != nil {
				t.Fatal(err)
			}
		}
		for column, key := range keys {
			entry := v.Child(n)
			switch {
			case key == "yoshiki:text":
				f.put(t, sheet, column+2, at, entry)
			case key != "" && !strings.HasPrefix(key, "yoshiki:"):
				if leaf, err := casefile.Get(f.from, entry.Pointer+"/"+key); err == nil {
					f.put(t, sheet, column+2, at, leaf)
				}
			}
		}
	}
}

// put types a value as a person does.
func (f *filler) put(t *testing.T, sheet string, column, row int, v casefile.Value) {
	t.Helper()
	text := v.Text()
	if text == "" || v.Pointer == "/program" || v.Pointer == "/revision" {
		return
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil && v.Model.Type == reflect.TypeFor[casefile.Date]() && day.Year() > 2019 {
		text = fmt.Sprintf("令和%d年%d月%d日", day.Year()-2018, day.Month(), day.Day())
	}
	for _, c := range f.words.Vocabulary().Choices(v.Model.Type) {
		if c.Value == text {
			text = c.Words.Ja
		}
	}
	if paper := f.kind.Paper(text); paper != nil && strings.HasSuffix(v.Path, "s.*.paper") && len(paper.Forms) == 0 {
		text = paper.Ja
	}
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.book.SetCellStr(sheet, cell, text); err != nil {
		t.Fatal(err)
	}
}
