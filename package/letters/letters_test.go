package letters_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/storage/mem"
	"yoshiki/templates"
)

func TestPattern(t *testing.T) {
	for _, x := range []struct {
		pattern, day, want string
		err                error
	}{
		{"ISMAP-LIU第{seq}号", "2026-04-01", "ISMAP-LIU第7号", nil},
		{"{era}年度　運支第{seq:4}号", "2026-04-01", "令和8年度　運支第0007号", nil},
		{"{fiscal}-{seq}", "2026-03-31", "2025-7", nil},
		{"{年}-{連番:2}", "2026-03-31", "2026-07", nil},
		{"{元号}第{連番}号", "2019-05-01", "令和元第7号", nil},
		{"第1号", "2026-04-01", "", letters.ErrNoSeq},
		{"{seq}{seq}", "2026-04-01", "", letters.ErrNoSeq},
		{"{seq", "2026-04-01", "", letters.ErrBadPlace},
		{"{seq:0}", "2026-04-01", "", letters.ErrBadPlace},
		{"{month}{seq}", "2026-04-01", "", letters.ErrBadPlace},
		{strings.Repeat("長", 61) + "{seq}", "2026-04-01", "", letters.ErrBadLength},
		{"{seq}\n", "2026-04-01", "", letters.ErrBadLength},
	} {
		p, err := letters.ParsePattern(x.pattern)
		if !errors.Is(err, x.err) {
			t.Errorf("%s: %v", x.pattern, err)
		}
		if err != nil {
			continue
		}
		year, err := p.Year(casefile.Date(x.day))
		if got := p.Write(year, 7); err != nil || got != x.want {
			t.Errorf("%s on %s: %s, %v; want %s", x.pattern, x.day, got, err, x.want)
		}
	}
}

// TestBook: of many who take numbers at once each has its own, and none is left out. A
// letter that took one and was cut off has it again; one that took two gives one back.
func TestBook(t *testing.T) {
	store, ctx := new(mem.Store), context.Background()
	p, err := letters.ParsePattern("第{seq}号")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	var all sync.Map
	for i := range 8 {
		wait.Go(func() {
			book, err := letters.OpenBook(ctx, store, "committee", p, 2026)
			if err != nil {
				t.Error(err)
				return
			}
			for n := range 25 {
				seq, err := book.Take(ctx, letters.Ref{Case: "c", ID: fmt.Sprint(i, ".", n)})
				if _, twice := all.LoadOrStore(seq, true); twice || err != nil || seq > 200 {
					t.Error(seq, twice, err)
				}
			}
		})
	}
	wait.Wait()
	cut := letters.Ref{Case: "c", ID: "3.4"}
	book, err := letters.OpenBook(ctx, store, "committee", p, 2026)
	if err != nil || len(book.Open()) != 200 {
		t.Fatal(len(book.Open()), err)
	}
	had := book.Open()[cut][0]
	if seq, err := book.Take(ctx, cut); seq != had || err != nil {
		t.Error(seq, had, err)
	}
	if err := book.Settle(ctx, cut, had); err != nil {
		t.Error(err)
	}
	if err := book.Void(ctx, 1, "書き損じ"); err != nil && had != 1 {
		t.Error(err)
	}
	again, err := letters.OpenBook(ctx, store, "committee", p, 2026)
	if err != nil || len(again.Open()) != 198 {
		t.Error(len(again.Open()), err)
	}
}

func columnsOf(t testing.TB, form string) []letters.Column {
	t.Helper()
	c, err := forms.NewLibrary(templates.FS).Open("ismap-liu", "2023-11-10")
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.Definition(form)
	if err != nil {
		t.Fatal(err)
	}
	columns, err := letters.Columns(c, d)
	if err != nil {
		t.Fatal(err)
	}
	return columns
}

// TestBlankList: what a blank list asks for is read from it: each heading, in both languages
// and formats, and what a drop-down offers. That it has no row is all that is said of it.
func TestBlankList(t *testing.T) {
	for _, form := range []string{"1-3", "1-4", "1-6", "2-5", "2-6", "2-7", "2-12", "2-13", "2-14", "2-16", "2-18", "2-19"} {
		columns := columnsOf(t, form)
		for _, language := range []string{"ja", "en"} {
			blank, err := letters.BlankCSV(columns, letters.OfLetters, language)
			if err != nil {
				t.Fatal(err)
			}
			book, err := letters.BlankXLSX(columns, letters.OfLetters, language)
			if err != nil {
				t.Fatal(err)
			}
			for name, data := range map[string][]byte{"list.csv": blank, "list.xlsx": book} {
				rows, found := letters.ReadRows(name, data, form, columns, "2026-04-01")
				if len(rows) != 0 || len(found) != 1 || found[0].ID != "letter:no-rows" {
					t.Errorf("%s %s %s: %v %v", form, language, name, rows, found)
				}
			}
		}
	}
}

// TestRows reads a list as people write it.
func TestRows(t *testing.T) {
	columns := columnsOf(t, "1-4")
	data := "案　件,日付,判断結果, 理由 ,該当と判断された範囲１　機能,よその列\n" +
		"case:a,令和7年12月5日,該当する,,アンケート,x\n" +
		",2025-12-05,該当する,,,\n" +
		"b,2025/2/30,該当する,,,\n" +
		"c,,たぶん,,,\n" +
		"d,,該当しない,影響度が高い。,,\n" +
		"\n" +
		"d,,該当しない,影響度が高い。,,\n" +
		"大文字,,該当する,,,\n"
	rows, found := letters.ReadRows("list.csv", []byte(data), "1-4", columns, "2025-12-10")
	if len(found) != 1 || found[0].ID != "letter:unknown-heading" || found[0].Severity != casefile.Warning {
		t.Errorf("%+v", found)
	}
	var got []string
	for _, r := range rows {
		line := fmt.Sprintf("%s %s %s %s", r.Case, r.Date, r.Values["decision"], r.Values["scope/0/function"])
		for _, f := range r.Findings {
			line += fmt.Sprintf(" %s:%d:%d", f.ID, f.Line, f.Column)
		}
		got = append(got, line)
	}
	want := []string{
		"a 2025-12-05 eligible アンケート",
		" 2025-12-05 eligible  letter:no-case:3:1",
		"b 2025-12-10 eligible  case:date:4:3",
		"c 2025-12-10   case:choice:5:4",
		"d 2025-12-10 ineligible ",
		"d 2025-12-10 ineligible  letter:twice:8:1",
		"大文字 2025-12-10 eligible  letter:bad-case:9:1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestWorkbookRows refuses what only Excel has, each with its cell: joined cells, formulas,
// errors.
func TestWorkbookRows(t *testing.T) {
	file := excelize.NewFile()
	defer file.Close()
	for at, text := range map[string]any{"A3": "案件", "B3": "判断結果", "A4": "a", "B4": "該当する", "A5": "b", "A6": "c", "B6": "該当する", "A8": "e", "B8": "該当する"} {
		if err := file.SetCellValue("Sheet1", at, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(file.SetCellFormula("Sheet1", "B5", "=B4"), file.MergeCell("Sheet1", "B6", "B7"), file.SetCellValue("Sheet1", "A7", "d")); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := file.Write(&b); err != nil {
		t.Fatal(err)
	}
	rows, found := letters.ReadRows("list.xlsx", b.Bytes(), "1-4", columnsOf(t, "1-4"), "2025-12-10")
	if len(found) != 0 {
		t.Error(found)
	}
	var got []string
	for _, r := range rows {
		for _, f := range r.Findings {
			got = append(got, fmt.Sprint(r.Case, " ", f.ID, " ", f.File))
		}
	}
	want := []string{"b letter:formula list.xlsx Sheet1!B5", "c letter:merged list.xlsx Sheet1!B6", "d letter:merged list.xlsx Sheet1!B7"}
	if len(rows) != 5 || !slices.Equal(got, want) {
		t.Errorf("%d rows: %q", len(rows), got)
	}
}

func FuzzRows(f *testing.F) {
	columns := columnsOf(f, "1-4")
	f.Add([]byte("案件,判断結果\na,該当する\n"))
	f.Add([]byte("案件\t訂正する文書番号\r\na\tx\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, found := letters.ReadRows("list.csv", data, "1-4", columns, "2025-12-10")
		if casefile.Failed(found) && len(rows) > 0 {
			t.Error("rows beside a list that is refused")
		}
	})
}
