package controls

import (
	"bytes"
	"testing"
)

// FuzzOpen holds that any table is refused, or read into controls of which none is there
// twice, which are the same again after they were written.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("管理策番号,管理策の名称,採否,変更前の実施内容,備考\n5.1.1,方針,○,,\n5.1.1.1PB,承認,×,前,x\n5.1.1.1.PB,,,後,\n"))
	f.Add([]byte("統制目標番号;統制目標;詳細管理策番号;詳細管理策;採用;不採用\n5.1.1;a;5.1.1.1;b;○;\n５．１．１;a;5.1.1.2;c;;レ\n"))
	f.Add([]byte("5.1.1\tx\n第5章\ty\n2005/1/1\tz\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, findings := Open("x.csv", data, Options{})
		if table == nil {
			if len(findings) == 0 {
				t.Fatal("refused without a word")
			}
			return
		}
		seen := map[string]bool{}
		for _, e := range table.Entries {
			if seen[e.key()] || !e.ID.IsControl() || e.Text("id") == "" {
				t.Fatalf("%q", e.Text("id"))
			}
			seen[e.key()] = true
		}
		if _, changes := Merge(table, table); len(changes) > 0 {
			t.Fatalf("merged with itself: %v", changes)
		}
		again(t, table)
	})
}

// again writes a table and reads it again.
func again(t *testing.T, table *Table) {
	t.Helper()
	var b bytes.Buffer
	if err := (Layout{Language: "ja"}).WriteCSV(&b, table); err != nil {
		t.Fatal(err)
	}
	back, findings := Open("x.csv", b.Bytes(), Options{})
	if back == nil {
		t.Fatalf("%v\n%s", findings, b.Bytes())
	}
	nothingLost(t, table, back)
}

// FuzzMerge holds that nothing which is written in an annex is lost, whatever the edition,
// and that a second merge changes nothing.
func FuzzMerge(f *testing.F) {
	f.Add([]byte("管理策番号,管理策の名称,採否\n5.1.1,a,○\n5.1.1.1,b,×\n"), []byte("番号,管理策\n5.1.1,b\n5.1.2,a\n"))
	f.Add([]byte("管理策番号,管理策の名称,採否,x\n5.1.1,a,○,1\n5.1.1.1.P,a,×,2\n"), []byte("番号,管理策\n5.1.1.1.B,c\n"))
	f.Fuzz(func(t *testing.T, old, edition []byte) {
		annex, _ := Open("annex.csv", old, Options{})
		criteria, _ := Open("edition.csv", edition, Options{})
		if annex == nil || criteria == nil {
			return
		}
		merged, _ := Merge(annex, onlyCriteria(criteria))
		nothingLost(t, annex, merged)
		if twice, _ := Merge(merged, onlyCriteria(criteria)); len(twice.Entries) != len(merged.Entries) {
			t.Fatalf("%d and %d controls", len(merged.Entries), len(twice.Entries))
		}
	})
}

// onlyCriteria leaves number, name and kind of each control.
func onlyCriteria(t *Table) *Table {
	bare := &Table{Name: t.Name}
	for _, e := range t.Entries {
		bare.Entries = append(bare.Entries, &Entry{ID: e.ID, Values: map[string]Value{"id": e.Values["id"], "name": e.Values["name"], "kind": e.Values["kind"]}})
	}
	return bare
}
