package xlsx

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"yoshiki/forms/document"
	"yoshiki/forms/judge"
	"yoshiki/templates"
)

// TestSchema has the Open XML SDK validate each sample.
func TestSchema(t *testing.T) {
	dir := save(t)
	for name := range samples() {
		var result struct {
			OK     bool
			Errors []map[string]any
		}
		if err := json.Unmarshal(run(t, judge.Command(t, "ooxml-validator", filepath.Join(dir, name+".xlsx"))), &result); err != nil {
			t.Fatal(err)
		}
		if !result.OK {
			t.Errorf("%s: %v", name, result.Errors)
		}
	}
}

// TestPrint has LibreOffice print the samples: no character of a document is missing on
// paper, and no line of text lies over another, as it would if a row were too low.
func TestPrint(t *testing.T) {
	judge.Need(t, "soffice", "pdftotext")
	dir := save(t)
	t.Setenv("FONTCONFIG_FILE", installFonts(t))
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.Join(t.TempDir(), "profile"), "--convert-to", "pdf", "--outdir", dir}
	for name := range samples() {
		args = append(args, filepath.Join(dir, name+".xlsx"))
	}
	run(t, judge.Command(t, "soffice", args...))
	for name, d := range samples() {
		pdf := filepath.Join(dir, name+".pdf")
		compareRunes(t, name, d, string(run(t, judge.Command(t, "pdftotext", "-raw", pdf, "-"))))
		checkOverlap(t, name, run(t, judge.Command(t, "pdftotext", "-bbox", pdf, "-")))
	}
}

// installFonts makes the product's fonts those of this test, whatever the machine has,
// and lets them stand in for the fonts that the workbooks name.
func installFonts(t *testing.T) (config string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, templates.FS); err != nil {
		t.Fatal(err)
	}
	instead := func(name, by string) string {
		return `<match target="pattern"><test name="family"><string>` + name + `</string></test>` +
			`<edit name="family" mode="assign" binding="strong"><string>` + by + `</string></edit></match>`
	}
	config = filepath.Join(dir, "fonts.conf")
	text := `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
		`<dir>` + dir + `/fonts</dir><cachedir>` + dir + `/cache</cachedir>` +
		instead(mincho, "BIZ UDMincho") + instead(gothic, "BIZ UDGothic") + `</fontconfig>`
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return config
}

// compareRunes counts characters, because lines of neighbouring cells come mixed.
func compareRunes(t *testing.T, name string, d *document.Document, printed string) {
	t.Helper()
	missing := make(map[rune]int)
	for p := range d.Texts() {
		for _, r := range p.Text {
			if unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.In(r, unicode.Mn, unicode.Cf) {
				missing[r]++
			}
		}
	}
	for _, r := range printed {
		missing[r]--
	}
	for r, n := range missing {
		if n > 0 {
			t.Errorf("%s: %q missing on paper %d times", name, r, n)
		}
	}
}

type box struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// over reports whether the boxes share more than half a line. That of a text with a character
// without a width is wider than its ink.
func (b box) over(c box) bool {
	if invisible := func(r rune) bool { return unicode.Is(unicode.Cf, r) }; strings.ContainsFunc(b.Text+c.Text, invisible) {
		return false
	}
	width := min(b.XMax, c.XMax) - max(b.XMin, c.XMin)
	height := min(b.YMax, c.YMax) - max(b.YMin, c.YMin)
	return width > 2.5 && height > min(b.YMax-b.YMin, c.YMax-c.YMin)/2
}

func checkOverlap(t *testing.T, name string, bbox []byte) {
	t.Helper()
	var html struct {
		Pages []struct {
			Words []box `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal([]byte(strings.ToValidUTF8(string(bbox), "")), &html); err != nil {
		t.Fatal(err)
	}
	for i, p := range html.Pages {
		for j, b := range p.Words {
			for _, c := range p.Words[:j] {
				if b.over(c) {
					t.Fatalf("%s: page %d: %+v lies over %+v", name, i+1, b, c)
				}
			}
		}
	}
	if len(html.Pages) == 0 {
		t.Fatalf("%s: no page", name)
	}
}
