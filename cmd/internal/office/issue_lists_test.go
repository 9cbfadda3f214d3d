package office_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/package/letters"
)

// update writes what is said of the lists anew, as it is said now.
var update = flag.Bool("update", false, "write what is said of lists that are at fault anew")

// TestBadLists: each fault of a list is told with the sheet and cell, or the line and column, and
// with its repair, whatever the list is written in; nothing else of the list is held up. What is
// said of the workbook, in both languages, stands in the sample.
func TestBadLists(t *testing.T) {
	names, err := filepath.Glob("testdata/lists/*.txtar")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			sample, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			cells, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(sample.Files[0].Data), "\t", ","))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Split(strings.TrimSpace(string(sample.Files[1].Data)), "\n")
			good := len(cells) - 1 - rowsOf(want)
			kinds := map[string][]byte{"list.xlsx": workbookOf(t, cells)}
			if !strings.Contains(string(sample.Files[0].Data), "=") && !strings.Contains(string(sample.Files[0].Data), "^") {
				kinds["list.csv"], kinds["sjis.csv"] = csvOf(t, cells, false), csvOf(t, cells, true)
			}
			for _, file := range slices.Sorted(maps.Keys(kinds)) {
				want := want
				if strings.HasSuffix(file, ".csv") {
					want = byLine(want)
				}
				got, said := refused(t, file, kinds[file], good)
				if !slices.Equal(got, want) {
					t.Errorf("%s:\n%s\nwant\n%s", file, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
				if file == "list.xlsx" {
					says(t, name, sample, said)
				}
			}
		})
	}
}

// says compares what is said with the sample.
func says(t *testing.T, name string, sample *txtar.Archive, said string) {
	t.Helper()
	if *update {
		sample.Files = append(sample.Files[:2], txtar.File{Name: "said", Data: []byte(said)})
		if err := os.WriteFile(name, txtar.Format(sample), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(sample.Files) < 3 || string(sample.Files[2].Data) != said {
		t.Errorf("it is said:\n%s", said)
	}
}

// officeOf is a store with two cases that wait for their results, one that has them, and one of
// the other programme.
func officeOf(t *testing.T, a *app.App) *app.Store {
	t.Helper()
	s := store(t, a, "mem:")
	other := pending(t, a, "ismap-a")
	other.File.Case.Program, other.File.Case.Revision = "ismap", "2022-04-01"
	for _, c := range []*app.Case{pending(t, a, "case-a"), pending(t, a, "case-b"), pending(t, a, "issued"), other} {
		if _, err := office.TakeIn(context.Background(), a, s, c); err != nil {
			t.Fatal(err)
		}
	}
	issueAll(t, a, s, results([]string{"issued"}))
	return s
}

func issueAll(t *testing.T, a *app.App, s *app.Store, rows []letters.Row) []office.Issued {
	t.Helper()
	done, err := office.Issue(context.Background(), a, office.IssueOrder{Form: "1-4", Rows: rows, Pattern: "第{seq}号", Formats: []string{"pdf"}, Store: s})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// refused issues the letters of a list and gives the errors by cell, and in words; all but the rows at fault are issued.
func refused(t *testing.T, name string, data []byte, good int) (all []string, said string) {
	t.Helper()
	a := app.New(app.Options{})
	columns, err := office.LetterColumns(a, app.Text{Program: app.DefaultProgram, Day: "2025-12-05"}, "1-4")
	if err != nil {
		t.Fatal(err)
	}
	rows, found := letters.ReadRows(name, data, "1-4", columns, casefile.Date(time.Now().Format(time.DateOnly)))
	if casefile.Failed(found) {
		t.Fatal(found)
	}
	for _, x := range issueAll(t, a, officeOf(t, a), rows) {
		for _, f := range x.Findings {
			l := findings.LineOf(f)
			if f.Severity == casefile.Error {
				all = append(all, cellOf(&f)+" "+f.ID)
				said += f.File + "\n" + l.Message.Ja + "→" + l.Repair.Ja + "\n" + l.Message.En + " → " + l.Repair.En + "\n"
			}
			if l.Repair.Ja == "" || l.Repair.En == "" || l.Message.Ja == "" || l.Message.En == "" {
				t.Errorf("%s: no repair", f.ID)
			}
		}
		if x.Status == office.NewlyIssued {
			good--
		}
	}
	if good != 0 {
		t.Errorf("%s: %d letters were held up", name, good)
	}
	return all, said
}

// byLine leaves of the places only the lines, which is what a list without cells has.
func byLine(want []string) []string {
	all := make([]string, len(want))
	for i, w := range want {
		all[i] = w[1:]
	}
	return all
}

// rowsOf is in how many rows something is at fault.
func rowsOf(want []string) int {
	rows := map[string]bool{}
	for _, w := range byLine(want) {
		rows[strings.Fields(w)[0]] = true
	}
	return len(rows)
}

// cellOf is the place of a finding: of a workbook its cell, of other lists the line.
func cellOf(f *casefile.Finding) string {
	if _, cell, ok := strings.Cut(f.File, "!"); ok {
		return cell
	}
	return fmt.Sprint(f.Line)
}

func csvOf(t *testing.T, cells [][]string, cp932 bool) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(cells); err != nil {
		t.Fatal(err)
	}
	if !cp932 {
		return b.Bytes()
	}
	data, err := japanese.ShiftJIS.NewEncoder().Bytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// workbookOf is a workbook: "=…" is a formula, "^" is joined to the cell above.
func workbookOf(t *testing.T, cells [][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range cells {
		for j, text := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			above, aboveErr := excelize.CoordinatesToCellName(j+1, max(i, 1))
			switch {
			case err != nil || aboveErr != nil:
			case text == "^":
				err = f.MergeCell("Sheet1", above, at)
			case strings.HasPrefix(text, "="):
				err = f.SetCellFormula("Sheet1", at, text)
			default:
				err = f.SetCellStr("Sheet1", at, text)
			}
			if err := errors.Join(err, aboveErr); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
