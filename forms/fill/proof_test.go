package fill_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/fill"
	"yoshiki/forms/readback"
)

// unzipped are the parts of a file.
func unzipped(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(part)
	}
	return parts
}

var written = regexp.MustCompile(`(<(?:\w+:)?t(?: [^>]*)?>)([^<]+)(</)|(<v>)([^<]+)(</v>)|(<(?:\w+:)?checked w14:val=")([01])(")`)

// TestProof writes another word into each place of filled sheets, takes each away, and writes
// each twice: none of them leaves, and the field is named. With YOSHIKI_LONG it is every place,
// else every ninth.
func TestProof(t *testing.T) {
	c, cs := opened(t, "small-saas")
	f := composed(t, c, "2-4", cs)[0]
	for _, format := range forms.SheetFormats {
		sheet := markedUp(t, &f)
		_, err := fill.Open(f.Definition, drawn(t, sheet, format, &f))
		b, err := fill.Open(f.Definition, drawn(t, leftOut(sheet, err), format, &f))
		if err != nil {
			t.Fatal(err)
		}
		data, proof, err := b.Proof(&f)
		if err == nil {
			err = proof(data)
		}
		if err != nil {
			t.Fatal(err)
		}
		parts := unzipped(t, data)
		main := map[string]string{"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}[format]
		whole, mutants, named := parts[main], 0, 0
		for i, m := range written.FindAllStringSubmatchIndex(whole, -1) {
			if os.Getenv("YOSHIKI_LONG") == "" && i%9 != 0 {
				continue
			}
			from, to := max(m[4], m[10], m[16]), max(m[5], m[11], m[17])
			word := whole[from:to]
			for _, with := range []string{"", word + word, "他" + word, strings.Map(next, word)} {
				if with == word || with == "" && strings.Trim(word, " 　") == "" {
					continue
				}
				parts[main] = whole[:from] + with + whole[to:]
				mutants++
				err := proof(zipped(t, parts))
				if d := new(readback.Difference); errors.As(err, &d) && d.Name() != "" {
					named++
				} else if err == nil {
					t.Errorf("%s: %q instead of %q leaves", format, with, word)
				}
			}
		}
		t.Logf("%s: %d copies, %d with the field", format, mutants, named)
		if mutants < 40 || named < mutants*9/10 {
			t.Errorf("%s: %d copies, %d with the field", format, mutants, named)
		}
	}
}

func next(r rune) rune { return r + 1 }

// TestSliceTravels: the part of the case that the form shows is in the copy, in the place of one
// that the template had; beside it only the lists of parts change.
func TestSliceTravels(t *testing.T) {
	form := trial(t)
	form.Document.Slice = "# part: <&> 1\n"
	for name, format := range map[string]string{"testdata/word/day-and-blank.txtar": "docx", "testdata/excel/cells.txtar": "xlsx"} {
		parts, wanted, _ := sample(t, name)
		again, before := parts, ""
		for _, words := range []string{"# part: <&> 1\n", "# part 2\n", ""} {
			form.Document.Slice = words
			got, err := fillIn(form, zipped(t, again))
			if err != nil {
				t.Fatal(err)
			}
			read, err := readback.Read(format, got)
			if err != nil || string(read.Slice) != words {
				t.Errorf("%s: %v, %q", name, err, read.Slice)
			}
			full := unzipped(t, got)
			if before != "" && strings.Contains(full["customXml/item1.xml"], before) {
				t.Errorf("%s: the slice of the template is still there", name)
			}
			for part, want := range parts {
				if w, filled := wanted[part]; filled {
					want = w
				}
				if full[part] != want && !slices.Contains([]string{"[Content_Types].xml", "word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels"}, part) {
					t.Errorf("%s: %s is another", name, part)
				}
			}
			again, before = map[string]string{}, words
			for part, text := range parts {
				again[part] = text
			}
			for part, text := range full {
				if strings.HasPrefix(part, "customXml/") || strings.HasSuffix(part, ".rels") || part == "[Content_Types].xml" {
					again[part] = text
				}
			}
		}
	}
}
