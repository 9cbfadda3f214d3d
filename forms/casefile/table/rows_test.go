package table

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestFilledRows: only rows that hold nothing are left out, and what numbers the others stays.
func TestFilledRows(t *testing.T) {
	for part, want := range map[string]string{
		`<a><row r="1"/><row r="2" ht="15"/><row r="3"><c/></row></a>`:           `<a><row r="3"><c/></row></a>`,
		`<a> <row r="1"/> <row r="9" /> </sheetData></a>`:                        `<a> </sheetData></a>`,
		`<a><row r="1"/><row><c/></row></a>`:                                     `<a><row r="1"/><row><c/></row></a>`,
		`<a><row r="2"/><row r="1"/><row r="3"/><b/></a>`:                        `<a><row r="2"/><row r="1"/><row r="3"/><b/></a>`,
		`<a><row r="2"/><row r="1048577"/></sheetData></a>`:                      `<a><row r="2"/><row r="1048577"/></sheetData></a>`,
		`<a><row r="1"/><row r="2" x="/>"/><row r="3"/></sheetData></a>`:         `<a><row r="1"/><row r="2" x="/>"/><row r="3"/></sheetData></a>`,
		`<a><row r='1'/><row r="2"/></sheetData></a>`:                            `<a><row r='1'/><row r="2"/></sheetData></a>`,
		`<a><![CDATA[<row r="1"/><row r="2"/>]]><row r="3"/></sheetData></a>`:    `<a><![CDATA[<row r="1"/><row r="2"/>]]><row r="3"/></sheetData></a>`,
		`<a><row r="1"/>` + strings.Repeat("x", 70_000) + `<row r="2"/></a>tail`: `<a><row r="1"/>` + strings.Repeat("x", 70_000) + `<row r="2"/></a>tail`,
	} {
		got, err := io.ReadAll(iotest.OneByteReader(newFilledRows(strings.NewReader(part))))
		if string(got) != want || err != nil {
			t.Errorf("%.80s: %.80s, want %.80s: %v", part, got, want, err)
		}
	}
	broken := errors.New("broken")
	if _, err := io.ReadAll(newFilledRows(io.MultiReader(strings.NewReader(`<row r="1"/>`), iotest.ErrReader(broken)))); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// BenchmarkEmptyRows reads a sheet that was formatted to its last row.
func BenchmarkEmptyRows(b *testing.B) {
	var part strings.Builder
	part.WriteString("<worksheet><sheetData>")
	for i := range lastRow {
		fmt.Fprintf(&part, `<row r="%d" spans="1:8" ht="15" customHeight="1" x14ac:dyDescent="0.25"/>`, i+1)
	}
	part.WriteString("</sheetData></worksheet>")
	b.SetBytes(int64(part.Len()))
	for b.Loop() {
		d := xml.NewDecoder(newFilledRows(strings.NewReader(part.String())))
		for err := error(nil); err == nil; {
			_, err = d.Token()
		}
	}
}
