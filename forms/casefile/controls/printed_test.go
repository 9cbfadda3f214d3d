package controls_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/controls"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/table"
	"yoshiki/forms/press"
	"yoshiki/templates"

	"github.com/google/go-cmp/cmp"
)

// TestOurOwnStatementIsReadBack prints the statement of every sample case as a workbook
// and reads the controls out of it again, long texts that go on over several rows too.
func TestOurOwnStatementIsReadBack(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/cases/*.yaml")
	if err != nil || len(names) < 5 {
		t.Fatalf("%d cases, %v", len(names), err)
	}
	printer, err := press.NewPress(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, findings := decode.Decode(filepath.Base(name), data, os.DirFS(filepath.Dir(name)))
		if casefile.Failed(findings) {
			t.Fatal(findings)
		}
		if len(file.Case.Statement.Controls) == 0 {
			continue
		}
		lengthen(file.Case.Statement.Controls)
		printed := statement(t, printer, file.Case)
		if !bytes.Contains(sheets(t, printed), []byte("別添2")) { // a form of before the annexes of changes
			for i := range file.Case.Statement.Controls {
				c := &file.Case.Statement.Controls[i]
				c.Since, c.Versions, c.TakenOver = "", nil, casefile.TakenOver{}
			}
		}
		table, findings := controls.Open("statement.xlsx", printed, controls.Options{})
		if table == nil {
			t.Fatalf("%s: %v", name, findings)
		}
		want, got := values(controls.Of(name, file.Case.Statement.Controls)), values(table)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		read++
	}
	if read == 0 {
		t.Error("no statement was printed")
	}
}

// lengthen gives some controls texts that no row of Excel holds.
func lengthen(list []casefile.Control) {
	for i := range list {
		switch i {
		case 1:
			list[i].Implementation = casefile.Text(strings.Repeat("手順を定め、記録を残し、責任者が確かめている。", 400))
		case 2:
			list[i].Implementation = casefile.Text(strings.Repeat("一　手順を定める。\n\n　二　記録を残す。\n", 120) + " 終わり")
			list[i].Documents = casefile.Text(strings.Repeat("規程\n", 80) + "以上")
		case 3:
			list[i].Since = "2026-02-01"
			list[i].Versions = []casefile.ControlVersion{
				{Implementation: "月次で\n\n目視により確かめていた。\n", From: "2019-04-30", To: "2019-05-01"},
				{Implementation: casefile.Text(strings.Repeat("委託先に確かめさせ、報告を受けていた。", 300)), From: "2019-05-02", To: "2026-01-31"}}
		case 4:
			list[i].TakenOver = casefile.TakenOver{Service: "株式会社基盤　基盤サービス", Registration: "C23-0001-2"}
		}
	}
}

// statement prints the statement: Form 2-1 of ISMAP-LIU, Form 1 of ISMAP.
func statement(t *testing.T, printer *press.Press, c *casefile.Case) []byte {
	t.Helper()
	catalog, err := forms.Open(c.Program, c.Revision, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	id := map[casefile.Program]string{"ismap-liu": "2-1", "ismap": "1"}[c.Program]
	filled, err := catalog.Compose(id, c, casefile.Submission{})
	if err != nil || len(filled) == 0 {
		t.Fatalf("%d forms, %v", len(filled), err)
	}
	data, err := printer.Print(filled[0].Document, "xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// values are the texts of every control by column, and those of its earlier versions.
func values(t *controls.Table) []map[string]string {
	var list []map[string]string
	for _, e := range t.Entries {
		one := map[string]string{}
		for i, version := range e.Versions {
			for key, v := range version {
				one[fmt.Sprint(key, i)] = v.Text
			}
		}
		for _, key := range controls.Keys() {
			if text := e.Text(key); text != "" {
				one[key] = text
			}
		}
		list = append(list, one)
	}
	return list
}

// sheets are the names of the sheets of a workbook, and the titles of annexes that share one.
func sheets(t *testing.T, data []byte) []byte {
	t.Helper()
	book, err := table.Read(data, table.Usual)
	if err != nil {
		t.Fatal(err)
	}
	var names []byte
	for _, s := range book.Sheets {
		names = append(names, s.Name+"\n"...)
		for _, row := range s.Rows {
			if strings.HasPrefix(row.Cells[0].Text, "別添2　") {
				names = append(names, row.Cells[0].Text+"\n"...)
			}
		}
	}
	return names
}
