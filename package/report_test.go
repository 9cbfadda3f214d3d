package bundle_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/forms/judge"
	"yoshiki/forms/period"
	"yoshiki/forms/schedule"
	"yoshiki/locales"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet/vettest"
)

// textOf is the text of a PDF of a package, without white space.
func textOf(t *testing.T, b *bag.Bag, path string) string {
	t.Helper()
	for _, e := range b.Entries() {
		if e.Path != path {
			continue
		}
		r, err := e.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(t.TempDir(), "paper.pdf")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return visible(string(stock(t, judge.Command(t, "pdftotext", "-raw", name, "-"))))
	}
	t.Fatalf("no %s", path)
	return ""
}

// entryOf is what the manifest says of a file.
func entryOf(t *testing.T, b *bag.Bag, path string) manifest.File {
	t.Helper()
	for _, f := range b.Manifest().Files {
		if f.Path == path {
			return f
		}
	}
	t.Fatalf("no entry for %s", path)
	return manifest.File{}
}

// TestFindings reads in the list of findings of a package what was checked, as of the day of the
// submission, every deadline with its arithmetic, and the timeline.
func TestFindings(t *testing.T) {
	const path, listed = cases + "/large-renewal.yaml", "data/00-index/findings.pdf"
	file := open(t, path)
	order := bundle.Order{Catalog: catalog(t, file.Case), File: file, Kind: "renewal", Open: beside(t, cases), Formats: []string{"pdf"}, Vet: vettest.Child(),
		Generator: manifest.Generator{Name: "yoshiki", Version: "1.2.3"}}
	p := printer(t)
	build := func() *bundle.Built {
		b, err := bundle.Build(t.Context(), p, order)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	b := build()
	if again := build(); again.TagDigest() != b.TagDigest() {
		t.Error("other bytes the second time")
	}
	entry := entryOf(t, b.Bag, listed)
	words := []string{"確認結果一覧", "登録更新申請", "令和8年9月25日", "yoshiki", b.Manifest().Case.SHA256, "エラー 0件、警告 0件", "指摘なし", "基準日 令和8年9月25日（金）"}
	ja := locales.New("ja")
	s, err := schedule.New(order.Catalog, file, "2026-09-25")
	if err != nil || len(s.Entries) < 10 {
		t.Fatalf("%d deadlines: %v", len(s.Entries), err)
	}
	for i := range s.Entries {
		e := &s.Entries[i]
		words = append(words, e.Title(ja), e.Status(ja), strings.Join(e.Arithmetic(ja), ""))
	}
	for _, row := range s.Timeline(80, ja).Rows {
		for _, span := range row.Spans {
			words = append(words, span.Label)
		}
	}
	check(t, textOf(t, b.Bag, listed), words)
	if excel := entryOf(t, b.Bag, "data/00-index/findings.xlsx"); excel.Tree != entry.Tree || entry.Tree == "" {
		t.Error("the Excel file is of another tree")
	}
	if entry.Role != manifest.Index || entry.Form != casefile.ReportForm {
		t.Errorf("entry %+v", entry)
	}
	check(t, textOf(t, b.Bag, "data/00-index/index.pdf"), []string{listed, "data/00-index/findings.xlsx"})
}

// TestFindingsOnTheSheet has every finding there, with its clause, place and repair, and
// what is late as of the day of the submission.
func TestFindingsOnTheSheet(t *testing.T) {
	file := open(t, cases+"/small-saas.yaml")
	file.Case.Attachments = nil
	file.Case.Assessment.ReportDate, file.Case.Application.Date = "2026-07-10", "2026-09-01"
	c := catalog(t, file.Case)
	found, err := c.Check(file, "registration", "")
	if err != nil || len(found) < 2 {
		t.Fatalf("%d findings: %v", len(found), err)
	}
	b, err := bundle.Build(t.Context(), printer(t), bundle.Order{Catalog: c, File: file, Kind: "registration", Formats: []string{"pdf"}, Draft: true,
		Generator: manifest.Generator{Name: "yoshiki", Version: "1.2.3"}})
	if err != nil {
		t.Fatal(err)
	}
	ja := locales.New("ja")
	words := []string{"期限後 " + schedule.Day(ja, period.Date{Year: 2026, Month: 9, Day: 1}), "期限後 " + schedule.Day(ja, period.Date{Year: 2026, Month: 7, Day: 10})}
	for _, f := range found {
		words = append(words, f.ID, f.Clause, f.Pointer, findings.Message(&f).Ja, findings.Repair(&f).Ja)
	}
	check(t, textOf(t, b.Bag, "data/00-index/findings.pdf"), words)
}

func check(t *testing.T, text string, words []string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, visible(word)) {
			t.Errorf("%q is not in the list", word)
		}
	}
}
