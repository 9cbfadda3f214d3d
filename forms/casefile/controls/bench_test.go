package controls

import (
	"bytes"
	"testing"
)

// BenchmarkNewEdition reads the criteria as published, reads an annex that is filled in,
// merges the two and counts the result.
func BenchmarkNewEdition(b *testing.B) {
	rows := criteria()
	old := tableOf(controlsOf(rows)...)
	fillIn(old)
	var annex bytes.Buffer
	if err := (Layout{Language: "ja"}).WriteXLSX(&annex, old); err != nil {
		b.Fatal(err)
	}
	edited, _ := edit(rows, 1)
	edition := attachedTables(b, edited)
	b.ReportAllocs()
	for b.Loop() {
		merged, changes := Merge(opened(b, "annex.xlsx", annex.Bytes(), Options{}), opened(b, "edition.xlsx", edition, Options{}))
		if counts := Tally(merged); counts.All.Objectives+counts.All.Details < total || len(changes) == 0 {
			b.Fatal(counts.All)
		}
	}
}
