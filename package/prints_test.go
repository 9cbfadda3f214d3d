package bundle_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/document"
	"yoshiki/forms/judge"
	"yoshiki/forms/press"
	"yoshiki/templates"
)

const cases = "../testdata/cases"

// open reads a sample case.
func open(t testing.TB, path string) *decode.File {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, findings := decode.Decode(path, data, os.DirFS(filepath.Dir(path)))
	if casefile.Failed(findings) {
		t.Fatalf("%s: %+v", path, findings)
	}
	return file
}

func catalog(t testing.TB, c *casefile.Case) *forms.Catalog {
	t.Helper()
	catalog, err := forms.Open(c.Program, c.Revision, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

func printer(t testing.TB) *press.Press {
	t.Helper()
	p, err := press.NewPress(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// all fills every form of the catalogue, blank where the case has nothing for it.
func all(t testing.TB, catalog *forms.Catalog, c *casefile.Case) []forms.Filled {
	t.Helper()
	var filled []forms.Filled
	for _, id := range catalog.IDs() {
		d, err := catalog.Definition(id)
		if err != nil {
			t.Fatal(err)
		}
		sub, err := catalog.Submission(d.Package, c)
		if err != nil {
			t.Fatal(err)
		}
		some, err := catalog.Compose(id, c, sub)
		if err == nil && len(some) == 0 {
			some = make([]forms.Filled, 1)
			some[0], err = catalog.Blank(id, c, sub)
		}
		if err != nil {
			t.Fatal(err)
		}
		filled = append(filled, some...)
	}
	return filled
}

// samples are the sample cases and, for the blank forms of each programme, one that is empty.
func samples(t testing.TB) map[string]*decode.File {
	t.Helper()
	paths, err := filepath.Glob(cases + "/*.yaml")
	if err != nil || len(paths) < 4 {
		t.Fatalf("sample cases: %v %v", paths, err)
	}
	files := map[string]*decode.File{}
	for _, path := range paths {
		files[strings.TrimSuffix(filepath.Base(path), ".yaml")] = open(t, path)
	}
	for program, revision := range map[string]string{"ismap-liu": "2023-11-10", "ismap": "2022-04-01"} {
		blank, findings := decode.Decode("blank", []byte("id: blank\nprogram: "+program+"\nrevision: "+revision+"\n"), nil)
		if blank == nil {
			t.Fatal(findings)
		}
		files["blank-"+program] = blank
	}
	return files
}

// fresh fills every form of a case and leaves out those whose document was seen before:
// one and the same document is one and the same file.
func fresh(t testing.TB, c *casefile.Case, seen map[[sha256.Size]byte]bool) []forms.Filled {
	filled := all(t, catalog(t, c), c)
	return slices.DeleteFunc(filled, func(f forms.Filled) bool {
		digest := f.Document.Digest()
		defer func() { seen[digest] = true }()
		return seen[digest]
	})
}

// TestEveryPrint prints every form of every sample in every format and has each file
// read by programs that share nothing with its writer.
func TestEveryPrint(t *testing.T) {
	dir := t.TempDir()
	p := printer(t)
	printed := map[string]*document.Document{}
	seen := map[[sha256.Size]byte]bool{}
	files := samples(t)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, s := range p.PrintAll(t.Context(), fresh(t, files[name].Case, seen), press.Formats, func(*press.Print) {}) {
			if s.Err != nil {
				t.Errorf("%s: %v", name, s.Err)
				continue
			}
			path := filepath.Join(dir, name+"_"+s.Name())
			if err := os.WriteFile(path, s.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			printed[path] = s.Form.Document
		}
	}
	if n := len(printed); n < 27*3*3+15*3*3 {
		t.Errorf("%d different files of 42 forms in 3 formats, of 8 cases and blank", n)
	}
	t.Logf("%d files of %d documents", len(printed), len(seen))
	t.Run("pdf", func(t *testing.T) { checkPDF(t, printed) })
	t.Run("verapdf", func(t *testing.T) { checkVeraPDF(t, printed) })
	t.Run("xlsx", func(t *testing.T) { checkWords(t, printed, ".xlsx", "openpyxl", "../forms/xlsx/testdata/read.py") })
	t.Run("docx", func(t *testing.T) { checkWords(t, printed, ".docx", "docx", "../forms/docx/testdata/read.py") })
	// The slow judges look at the least and the most that each form becomes.
	t.Run("ooxml", func(t *testing.T) { checkOOXML(t, printed) })
	for _, ext := range []string{".xlsx", ".docx"} {
		t.Run("libreoffice"+ext, func(t *testing.T) {
			t.Parallel()
			checkLibreOffice(t, utmost(t, printed), dir, ext)
		})
	}
}

// utmost are the smallest and the largest file of each form and format; all files where
// YOSHIKI_LONG is set.
func utmost(t *testing.T, printed map[string]*document.Document) map[string]*document.Document {
	if os.Getenv("YOSHIKI_LONG") != "" {
		return printed
	}
	byForm := map[string][]string{}
	for _, path := range slices.Sorted(maps.Keys(printed)) {
		d := printed[path]
		key := d.Edition + d.Form + filepath.Ext(path)
		byForm[key] = append(byForm[key], path)
	}
	some := map[string]*document.Document{}
	for _, paths := range byForm {
		slices.SortStableFunc(paths, func(a, b string) int { return cmp.Compare(size(t, a), size(t, b)) })
		for _, path := range []string{paths[0], paths[len(paths)-1]} {
			some[path] = printed[path]
		}
	}
	return some
}

func size(t *testing.T, path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// each runs check on every file with the ending, on all processors.
func each(t *testing.T, printed map[string]*document.Document, ext string, check func(path string, d *document.Document)) {
	t.Helper()
	next := make(chan string)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for path := range next {
				check(path, printed[path])
			}
		})
	}
	for _, path := range withExt(printed, ext) {
		next <- path
	}
	close(next)
	wait.Wait()
}

func withExt(printed map[string]*document.Document, ext string) []string {
	var paths []string
	for path := range printed {
		if filepath.Ext(path) == ext {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// stock runs a program that must succeed.
func stock(t *testing.T, cmd *exec.Cmd) []byte {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%s: %v\n%s%s", cmd, err, out, stderr.Bytes())
	}
	return out
}

func words(d *document.Document) (all []string) {
	for p := range d.Texts() {
		all = append(all, p.Text)
	}
	return all
}

// visible leaves out what a line break or a page may add or take.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func checkPDF(t *testing.T, printed map[string]*document.Document) {
	judge.Need(t, "qpdf", "pdffonts", "pdftotext")
	each(t, printed, ".pdf", func(path string, d *document.Document) {
		if out := stock(t, judge.Command(t, "qpdf", "--check", path)); !bytes.Contains(out, []byte("No syntax or stream encoding errors")) {
			t.Errorf("%s: %s", path, out)
		}
		checkFonts(t, path)
		pages := body(string(stock(t, judge.Command(t, "pdftotext", "-raw", path, "-"))), d)
		for _, text := range words(d) {
			if !strings.Contains(pages, visible(text)) {
				t.Errorf("%s: %q is not on the pages", path, text)
			}
		}
	})
}

// body is the text of all pages without their furniture.
func body(text string, d *document.Document) string {
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	var b strings.Builder
	for i, page := range pages {
		number := fmt.Sprintf("%d／%d", i+1, len(pages))
		b.WriteString(furniture(d, number, i > 0).Replace(visible(page)))
	}
	return b.String()
}

// furniture takes away what pages have beside the words of the tree; all but the first have a
// running head.
func furniture(d *document.Document, number string, headed bool) *strings.Replacer {
	words := []string{number, visible(d.Edition), visible(d.Note)}
	if headed {
		for _, s := range d.Sections[1:] {
			words = append(words, visible(d.Head())+visible(s.Name))
		}
		words = append(words, visible(d.Head()))
	}
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			grid, _ := b.(document.Fields)
			for _, f := range grid.Rows { // of a cell that goes on from the page before
				words = append(words, visible(f.Label)+"（続き）")
			}
		}
	}
	var all []string
	for _, w := range words {
		if w != "" {
			all = append(all, w, "")
		}
	}
	return strings.NewReplacer(all...)
}

// checkFonts wants every font embedded, subset and with a map to Unicode.
func checkFonts(t *testing.T, path string) {
	lines := strings.Split(strings.TrimSpace(string(stock(t, judge.Command(t, "pdffonts", path)))), "\n")
	if len(lines) < 3 {
		t.Errorf("%s: no fonts", path)
		return
	}
	for _, line := range lines[2:] {
		f := strings.Fields(line)
		if flags := f[len(f)-5 : len(f)-2]; !slices.Equal(flags, []string{"yes", "yes", "yes"}) {
			t.Errorf("%s: embedded, subset, unicode: %s", path, line)
		}
	}
}

// checkVeraPDF wants every PDF to be what it claims: PDF/A-3a and PDF/UA-1.
func checkVeraPDF(t *testing.T, printed map[string]*document.Document) {
	paths := withExt(printed, ".pdf")
	for _, flavour := range []string{"3a", "ua1"} {
		args := append([]string{"--format", "text", "-f", flavour}, paths...)
		out := string(stock(t, judge.Command(t, "verapdf", args...)))
		if n := strings.Count("\n"+out, "\nPASS "); n != len(paths) {
			t.Errorf("%s: %d of %d pass:\n%s", flavour, n, len(paths), out)
		}
	}
}

// checkWords wants the words of the file to be those of the tree, in order.
func checkWords(t *testing.T, printed map[string]*document.Document, ext, module, script string) {
	paths := withExt(printed, ext)
	out := stock(t, judge.Python(t, module, append([]string{script}, paths...)...))
	dec := json.NewDecoder(bytes.NewReader(out))
	for _, path := range paths {
		var file struct {
			Texts  []string
			Sheets []struct{ Words []string }
		}
		if err := dec.Decode(&file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		got := file.Texts
		for _, s := range file.Sheets {
			got = append(got, s.Words...)
		}
		if diff := gocmp.Diff(words(printed[path]), got); diff != "" {
			t.Errorf("%s: words (-tree +file):\n%s", path, diff)
		}
	}
}

// known are the findings that excelize itself causes in every workbook: the order of two
// elements in a font, which every program reads.
func known(path string) bool { return strings.HasSuffix(path, "styles.xml") }

func checkOOXML(t *testing.T, printed map[string]*document.Document) {
	judge.Need(t, "ooxml-validator")
	for _, ext := range []string{".xlsx", ".docx"} {
		each(t, utmost(t, printed), ext, func(path string, _ *document.Document) {
			var verdict struct {
				OK     bool
				Errors []struct{ Description, Path, XPath string }
			}
			out, _ := judge.Command(t, "ooxml-validator", path).Output()
			if err := json.Unmarshal(out, &verdict); err != nil {
				t.Errorf("%s: %v: %s", path, err, out)
			}
			for _, e := range verdict.Errors {
				if ext == ".docx" || !known(e.Path) {
					t.Errorf("%s: %+v", path, e)
				}
			}
		})
	}
}

// checkLibreOffice wants LibreOffice to open and print every file with its title on it.
func checkLibreOffice(t *testing.T, printed map[string]*document.Document, dir, ext string) {
	judge.Need(t, "soffice", "pdftotext")
	out := filepath.Join(dir, "office"+ext)
	for batch := range slices.Chunk(withExt(printed, ext), 40) {
		office(t, out, batch)
	}
	each(t, printed, ext, func(path string, d *document.Document) {
		if text := visible(string(stock(t, judge.Command(t, "pdftotext", officePDF(out, path), "-")))); !strings.Contains(text, visible(d.Title)) {
			t.Errorf("%s: LibreOffice prints no title", path)
		}
	})
}

// office has LibreOffice print files as PDF. It stops at times in the middle of many, with
// no word: the files that it left are given to it once more, one by one.
func office(t *testing.T, out string, paths []string) {
	config := officeFonts(t)
	convert := func(paths ...string) {
		args := []string{"-env:UserInstallation=file://" + out + "/profile", "--headless", "--convert-to", "pdf", "--outdir", out}
		soffice := judge.Command(t, "soffice", append(args, paths...)...)
		soffice.Env = append(os.Environ(), "FONTCONFIG_FILE="+config)
		stock(t, soffice)
	}
	convert(paths...)
	for _, path := range paths {
		if _, err := os.Stat(officePDF(out, path)); err != nil {
			t.Logf("%s: once more", path)
			convert(path)
		}
	}
}

// officeFonts is a configuration of fonts as an office has them: ＭＳ 明朝 and ＭＳ ゴシック, whose
// figures are half as wide as their kanji, or the fonts of templates, which are as wide. Without
// it LibreOffice takes whatever the machine has, and breaks its lines elsewhere.
func officeFonts(t *testing.T) string {
	dir := t.TempDir()
	fonts, err := filepath.Abs("../templates/fonts")
	if err != nil {
		t.Fatal(err)
	}
	config := `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
		`<include ignore_missing="yes">/etc/fonts/fonts.conf</include>` +
		`<dir>` + fonts + `</dir><cachedir>` + dir + `</cachedir>`
	for family, other := range map[string]string{
		"ＭＳ 明朝": "BIZ UDMincho", "MS Mincho": "BIZ UDMincho", "ＭＳ ゴシック": "BIZ UDGothic", "MS Gothic": "BIZ UDGothic",
	} {
		config += `<match target="pattern"><test name="family"><string>` + family + `</string></test>` +
			`<edit name="family" mode="assign" binding="same"><string>` + other + `</string></edit></match>`
	}
	file := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(file, []byte(config+`</fontconfig>`), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func officePDF(out, path string) string {
	return filepath.Join(out, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+".pdf")
}
