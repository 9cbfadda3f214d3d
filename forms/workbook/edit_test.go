package workbook_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/table"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/workbook"
)

// TestAnyCase: cases made by chance, with texts that break careless code, come back as they
// were. An entry with nothing in it has no row.
func TestAnyCase(t *testing.T) {
	all := samples(t)
	for seed := range uint64(times(3)) {
		r := rand.New(rand.NewPCG(seed, 11))
		c := casetest.Edited(r, all[seed%uint64(len(all))].full, 60)
		c.Program, c.Revision, c.Company = all[seed%uint64(len(all))].full.Program, all[seed%uint64(len(all))].full.Revision, ""
		for _, s := range casefile.Statements(c) {
			s.ControlsFile = ""
		}
		settle(casefile.Of(c))
		file, found := read(write(t, layout(t, c, "registration", "ja")), nil)
		if casefile.Failed(found) {
			t.Fatal(seed, found)
		}
		alike(t, fmt.Sprint("seed ", seed), encode(t, file.Case), encode(t, c))
	}
}

// times is how often something is tried: more often with YOSHIKI_LONG.
func times(n int) int {
	if long {
		return 20 * n
	}
	return n
}

// settle takes out texts of nothing but blanks, and entries with nothing in them.
func settle(v casefile.Value) {
	if strings.TrimSpace(v.Text()) == "" && v.Model.Kind == casefile.KindText {
		v.Go.SetZero()
	}
	for i := range v.Len() {
		settle(v.Child(i))
	}
	if v.Model.Kind != casefile.KindList {
		return
	}
	kept := reflect.Zero(v.Go.Type())
	for i := range v.Len() {
		if !v.Child(i).Empty() {
			kept = reflect.Append(kept, v.Go.Index(i))
		}
	}
	v.Go.Set(kept)
}

// TestEdits: what a person types into 200 cells changes exactly those fields.
func TestEdits(t *testing.T) {
	all := samples(t)
	for seed := range uint64(2) {
		r, s := rand.New(rand.NewPCG(seed, 7)), all[seed%uint64(len(all))]
		c := casefile.Clone(s.full)
		data := write(t, layout(t, c, "registration", "ja"))
		before, _ := read(data, nil)
		book := open(t, data)
		leaves := leavesOf(before)
		for range 100 {
			at := r.IntN(len(leaves))
			pointer := leaves[at]
			leaves = append(leaves[:at:at], leaves[at+1:]...)
			v, err := casefile.Get(c, pointer)
			if err != nil {
				t.Fatal(err)
			}
			text := casetest.Text(r, v.Model.Type)
			typeIn(t, book, before, pointer, typed(catalog(t, c).Vocabulary(), v.Model.Type, text))
			if found := casefile.Set(c, pointer, text); found != nil {
				t.Fatal(pointer, found)
			}
		}
		after, found := read(save(t, book), nil)
		if casefile.Failed(found) {
			t.Fatal(found)
		}
		settle(casefile.Of(c))
		alike(t, fmt.Sprint("seed ", seed), encode(t, after.Case), encode(t, c))
	}
}

// leavesOf are the pointers of what stands in a workbook and may be typed over.
func leavesOf(f *decode.File) (all []string) {
	for v := range casefile.Walk(f.Case) {
		if v.Model.Kind == casefile.KindText && v.Pointer != "/program" && v.Pointer != "/revision" {
			all = append(all, v.Pointer)
		}
	}
	return all
}

// typed is what a person types for a value: 令和8年4月1日, はい.
func typed(v *vocabulary.Vocabulary, t reflect.Type, text string) string {
	if day, err := time.Parse(time.DateOnly, text); err == nil && t == reflect.TypeFor[casefile.Date]() && day.Year() >= 2020 {
		return day.Format("令和") + number(day.Year()-2018) + day.Format("年1月2日")
	}
	for _, c := range v.Choices(t) {
		if c.Value == text {
			return c.Words.Ja
		}
	}
	return text
}

func number(n int) string { return string(rune('０'+n/10)) + string(rune('０'+n%10)) }

// typeIn types a text into the cell of a value.
func typeIn(t testing.TB, book *excelize.File, f *decode.File, pointer string, text any) {
	t.Helper()
	at := f.Locate(casefile.Finding{Pointer: pointer})
	if at.Sheet == "" {
		t.Fatalf("%s has no cell", pointer)
	}
	put(t, book, at.Sheet, table.ColumnName(at.Column)+number10(at.Line), text)
}

func number10(n int) string {
	name, _ := excelize.CoordinatesToCellName(1, n)
	return name[1:]
}

func put(t testing.TB, book *excelize.File, sheet, cell string, value any) {
	t.Helper()
	if err := book.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func save(t testing.TB, book *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNotes: notes are kept for the next workbook, and are no part of the case.
func TestNotes(t *testing.T) {
	l := layout(t, small(), "withdrawal", "ja")
	book := open(t, write(t, l))
	notes := []string{"部長に確認", "=1+1\n二行目"}
	for i, text := range notes {
		put(t, book, "メモ", "B"+number10(6+i), text)
	}
	for range 2 {
		read := (&workbook.Reader{Vocabulary: words}).Read(save(t, book), &casefile.Faults{})
		if !slices.Equal(read.Notes, notes) {
			t.Fatalf("%q", read.Notes)
		}
		l.Notes = read.Notes
		book = open(t, write(t, l))
	}
}
