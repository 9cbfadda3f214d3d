package bundle_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"yoshiki/forms/document"
	"yoshiki/forms/judge"
	"yoshiki/forms/press"
)

var (
	update = flag.Bool("update", false, "write the tables of measured pages anew, as far as they are measured")
	only   = flag.String("only", "", "measure all whose row begins like this regular expression: \"large-renewal 2-4 docx\"")
)

// sheet is a printed file that is measured as a PDF: its own, or what LibreOffice makes of it.
type sheet struct {
	name string // "small-saas 2-4 pdf"
	path string // of the PDF
	tree *document.Document
}

// TestPages measures how the pages of the forms look. What was measured last stands in
// testdata/pages, a row for each file, so that a change of a page shows there; run with
// -update to accept it. Of Office files only the certain is compared, but with YOSHIKI_LONG.
// Two samples are printed as PDF, and a few of their forms as LibreOffice prints
// Excel and Word; with YOSHIKI_LONG all forms of all samples, with -only some of them.
func TestPages(t *testing.T) {
	judge.Need(t, "pdftotext", "pdftoppm", "soffice")
	sheets := printedSheets(t)
	rows := make([]string, len(sheets))
	t.Run("measure", func(t *testing.T) {
		for i, s := range sheets {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				rows[i] = measure(t, s).row(s.name)
			})
		}
	})
	for _, format := range []string{"pdf", "xlsx", "docx"} {
		compareTable(t, "../testdata/pages/"+format+".txt", slices.DeleteFunc(slices.Clone(rows), func(row string) bool {
			return !strings.Contains(row, " "+format+" ")
		}))
	}
}

// compareTable wants each row to be as the file has it, by its name.
func compareTable(t *testing.T, file string, rows []string) {
	old, _ := os.ReadFile(file)
	want := map[string]string{}
	for line := range strings.Lines(string(old)) {
		if !strings.HasPrefix(line, "#") {
			want[rowName(line)] = strings.TrimSuffix(line, "\n")
		}
	}
	if !*update {
		for _, row := range rows {
			if diff := gocmp.Diff(certain(want[rowName(row)]), certain(row)); diff != "" {
				t.Errorf("%s (-table +pages):\n%s", file, diff)
			}
		}
		return
	}
	if os.Getenv("YOSHIKI_LONG") != "" && *only == "" {
		clear(want) // all are measured
	}
	for _, row := range rows {
		want[rowName(row)] = row
	}
	lines := pagesLegend
	for _, name := range slices.Sorted(maps.Keys(want)) {
		lines += want[name] + "\n"
	}
	if err := os.WriteFile(file, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
}

// certain leaves out of the row of an Office file what another version of LibreOffice may draw
// a little higher or lower: fill and gap. How many pages there are stays.
func certain(row string) string {
	fields := strings.Fields(row)
	if len(fields) < 6 || fields[2] == "pdf" || os.Getenv("YOSHIKI_LONG") != "" {
		return row
	}
	fields[3], fields[5] = fmt.Sprint(strings.Count(fields[3], ",")+1), ""
	return strings.Join(fields, " ")
}

func rowName(row string) string {
	return strings.Join(strings.Fields(row)[:3], " ")
}

// printedSheets prints what is measured, each document once.
func printedSheets(t *testing.T) []sheet {
	long, dir := os.Getenv("YOSHIKI_LONG") != "", t.TempDir()
	wanted := regexp.MustCompile("^(" + *only + ")")
	var sheets []sheet
	office := map[string][]string{}
	seen := map[[sha256.Size]byte]bool{}
	files, p := samples(t), printer(t)
	for _, sample := range slices.Sorted(maps.Keys(files)) {
		if !long && *only == "" && sample != "small-saas" && sample != "blank-ismap" {
			continue
		}
		for _, s := range p.PrintAll(t.Context(), fresh(t, files[sample].Case, seen), []string{"pdf", "xlsx", "docx"}, func(*press.Print) {}) {
			if s.Err != nil {
				t.Fatal(s.Err)
			}
			name := fmt.Sprint(sample, " ", s.Form.Name, " ", s.Format)
			if *only == "" && s.Format != "pdf" && !long && (sample != "small-saas" || !slices.Contains([]string{"1-4", "2-4", "2-20"}, s.Form.Name)) ||
				!wanted.MatchString(name) {
				continue
			}
			path := filepath.Join(dir, sample+"_"+s.Name())
			if err := os.WriteFile(path, s.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			printed := sheet{name, path, s.Form.Document}
			if s.Format != "pdf" {
				office[s.Format] = append(office[s.Format], path)
				printed.path = officePDF(filepath.Join(dir, s.Format), path)
			}
			sheets = append(sheets, printed)
		}
	}
	printOffice(t, dir, office)
	return sheets
}

// printOffice has LibreOffice print the files of both formats.
func printOffice(t *testing.T, dir string, paths map[string][]string) {
	for format, all := range paths {
		for batch := range slices.Chunk(all, 40) {
			office(t, filepath.Join(dir, format), batch)
		}
	}
}
