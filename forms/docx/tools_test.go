package docx

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"yoshiki/forms/document"
	"yoshiki/forms/judge"
)

// write renders every sample into a folder and returns the paths by sample.
func write(t *testing.T, docs map[string]*document.Document) (dir string, paths map[string]string) {
	t.Helper()
	r := newRenderer(t)
	dir, paths = t.TempDir(), map[string]string{}
	for name, d := range docs {
		paths[name] = filepath.Join(dir, name+".docx")
		if err := os.WriteFile(paths[name], render(t, r, d), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, paths
}

// output runs a program that must be there and succeed.
func output(t *testing.T, c *exec.Cmd) []byte {
	t.Helper()
	var problems bytes.Buffer
	c.Stderr = &problems
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", c, err, out, problems.String())
	}
	return out
}

type reading struct {
	Texts, Styles, Headers, Footers  []string
	First                            string // foot of the first page
	Title, Author, Created, Language string
	Landscape                        []bool
}

// read reads a file with python-docx.
func read(t *testing.T, path string) (r reading) {
	t.Helper()
	out := output(t, judge.Python(t, "docx", "testdata/read.py", path))
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPythonReadsTheWords(t *testing.T) {
	docs := samples()
	_, paths := write(t, docs)
	for name, d := range docs {
		if diff := gocmp.Diff(texts(d), read(t, paths[name]).Texts, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: words of the tree and of python-docx (-tree +file):\n%s", name, diff)
		}
	}
}

func TestPythonReadsTheLetter(t *testing.T) {
	d := letter()
	d.Sections[1].Landscape = true
	_, paths := write(t, map[string]*document.Document{"letter": d})
	got := read(t, paths["letter"])
	got.Texts = nil
	want := reading{
		Title: "登録申請書", Author: "株式会社青空クラウド", Created: "2026-04-15", Language: "ja-JP",
		Styles:    []string{"Body Text", "Heading 1", "Normal", "Title", "中央寄せ", "右寄せ", "様式番号", "注記", "箇条", "節の終わり", "表の後"},
		Landscape: []bool{false, true},
		Headers:   []string{"下書き\n様式2-1　登録申請書　株式会社青空クラウド", "下書き\n様式2-1　登録申請書　株式会社青空クラウド"},
		First:     d.Edition + "\n" + d.Note + "\t／",
		Footers:   []string{d.Edition + "\t／", d.Edition + "\t／"},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOpenXMLSDKFindsNothing(t *testing.T) {
	_, paths := write(t, samples())
	for name, path := range paths {
		var verdict struct {
			OK     bool
			Errors []struct{ Description, Path, XPath string }
		}
		out := output(t, judge.Command(t, "ooxml-validator", path))
		if err := json.Unmarshal(out, &verdict); err != nil {
			t.Fatal(err)
		}
		if !verdict.OK || len(verdict.Errors) > 0 {
			t.Errorf("%s: %+v", name, verdict.Errors)
		}
	}
}

func TestLibreOfficePrintsEveryWord(t *testing.T) {
	judge.Need(t, "pdftotext")
	docs := samples()
	dir, paths := write(t, docs)
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for _, path := range paths {
		args = append(args, path)
	}
	output(t, judge.Command(t, "soffice", args...))
	for name, d := range docs {
		page := visible(string(output(t, judge.Command(t, "pdftotext", "-raw", filepath.Join(dir, name+".pdf"), "-"))))
		for _, text := range texts(d) {
			for _, piece := range pieces(visible(text)) {
				if !strings.Contains(page, piece) {
					t.Errorf("%s: %q is not on the pages", name, piece)
				}
			}
		}
	}
}

// visible drops what a page does not show, or not in the tree's order: spaces, marks
// without width of their own, words written from right to left, and emoji, which need a
// font of their own.
func visible(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || c >= 0x1F000 && unicode.Is(unicode.So, c) || unicode.In(c, unicode.Cf, unicode.Mn, unicode.Variation_Selector, unicode.Hebrew, unicode.Arabic) {
			return -1
		}
		return c
	}, s)
}

// pieces cuts a text that may go on over the end of a page into short ones.
func pieces(s string) []string {
	var pieces []string
	runes := []rune(s)
	for len(runes) > 20 {
		pieces, runes = append(pieces, string(runes[:8])), runes[8:]
	}
	return append(pieces, string(runes))
}
