package vet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yoshiki/package/vet"
)

// TestLargePart: a large part is looked at to its end, and is left where it is of no use to go on.
func TestLargePart(t *testing.T) {
	var b strings.Builder
	b.WriteString("<worksheet>")
	for i := range vet.AheadSize / 16 {
		fmt.Fprintf(&b, "<row><c><v>%d</v></c></row>", i*7919%100003)
	}
	rows := b.String()
	for text, want := range map[string][]vet.Mark{
		rows + "</worksheet>": {},
		rows + `<ddeLink ddeService="cmd" ddeTopic="x"/></worksheet>`: {{Class: vet.OfficeDDE, Where: "cmd x"}},
		rows:                                   {{Class: vet.OfficeDamaged, Where: "xl/worksheets/sheet1.xml"}},
		"<!DOCTYPE x>" + rows + "</worksheet>": {{Class: vet.XMLDoctype, Where: "xl/worksheets/sheet1.xml"}},
	} {
		v := look(office(map[string]string{"xl/worksheets/sheet1.xml": text}), "a.docx")
		if !slices.Equal(v.Marks, want) {
			t.Errorf("%.20s…: %v, want %v", text, v.Marks, want)
		}
	}
}
