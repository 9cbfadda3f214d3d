package rerender_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"yoshiki/forms/document"
	"yoshiki/locales"
	"yoshiki/package/rerender"
	"yoshiki/storage/mem"
)

// TestLargeReport: a report of many packages holds few of them in memory; as JSON it has all, for
// the person who signs it off the numbers of each provider and what needs somebody, and for a
// provider its own.
func TestLargeReport(t *testing.T) {
	const many, providers = 20_000, 50
	f, err := os.Create(filepath.Join(t.TempDir(), "results"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m := mover(new(mem.Store), newText)
	p := rerender.Report{Batch: 1, Target: m.Target, Made: "yoshiki test", File: f}
	before := 0
	for i := range many {
		if i == 1 { // the texts are read
			before = heap()
		}
		r := result(i, providers)
		if p.Count(r.Outcome); p.Add(m, r) != nil {
			t.Fatal("not added")
		}
	}
	if grown := heap() - before; grown > 200*many {
		t.Errorf("%d bytes are held for each of %d packages", grown/many, many)
	}
	var b bytes.Buffer
	var got struct{ Results []rerender.Result }
	if err := p.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || len(got.Results) != many || got.Results[7].Package != "pkg-7" {
		t.Errorf("%d results: %v", len(got.Results), err)
	}
	for provider, want := range map[string][]int{"": {providers, 2}, "事業者3": {many / providers}} {
		d, err := p.Document(provider, locales.New("ja"), func(string) []string { return nil })
		if err != nil {
			t.Fatal(err)
		}
		tables := rowsOf(d)
		for i := range want {
			if tables[i] != want[i] {
				t.Errorf("%q: tables of %v rows", provider, tables)
			}
		}
	}
}

// result is one of a large batch: of every ten thousandth the other text refuses the case.
func result(i, providers int) rerender.Result {
	r := rerender.Result{Package: fmt.Sprintf("pkg-%d", i), Organization: fmt.Sprintf("事業者%d", i%providers), Program: "ismap-liu", From: oldText, To: newText, Outcome: rerender.Changed}
	if i%10_000 == 0 {
		r.Outcome = rerender.Rejected
	}
	for n := range 16 {
		r.Files = append(r.Files, rerender.File{Path: fmt.Sprintf("data/10-forms/%d.pdf", n), Title: "様式", Differs: rerender.Edition})
	}
	return r
}

func rowsOf(d *document.Document) (rows []int) {
	for _, b := range d.Sections[0].Blocks {
		if t, ok := b.(document.Table); ok {
			rows = append(rows, len(t.Rows))
		}
	}
	return rows
}

func heap() int {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int(s.HeapAlloc)
}
