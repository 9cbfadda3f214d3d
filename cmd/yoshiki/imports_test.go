package main

import (
	"go/build"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// allowed says which packages of ours each package may import, by folder. Everything
// points from cmd down to the tree of a document; what must be usable alone, by an
// auditor or in another program, imports nothing of ours.
var allowed = map[string][]string{
	"cmd/internal/access":       {},
	"cmd/internal/access/door":  {"cmd/internal/access", "cmd/internal/state", "locales"},
	"cmd/internal/app":          {"cmd/internal/kept", "forms", "forms/casefile", "forms/casefile/change", "forms/casefile/decode", "forms/casefile/node", "forms/casefile/schema", "forms/casefile/vocabulary", "forms/fill", "forms/pdf", "forms/period", "forms/plainyaml", "forms/press", "forms/schedule", "forms/workbook", "package", "package/bag", "package/manifest", "package/repository", "package/signature", "package/vet", "storage", "storage/dir", "storage/mem", "storage/s3", "templates"},
	"cmd/internal/editing":      {"cmd/internal/app", "forms", "forms/casefile", "forms/casefile/change", "forms/casefile/controls", "forms/casefile/edit", "forms/casefile/natural", "forms/casefile/node", "forms/casefile/schema", "forms/press", "forms/readback", "forms/workbook", "package/bag", "package/repository", "package/vet", "storage", "testdata"},
	"cmd/internal/office":       {"cmd/internal/app", "cmd/internal/custody", "forms", "forms/casefile", "forms/casefile/decode", "forms/html", "forms/schedule", "package/bag", "package/letters", "package/manifest", "package/reception", "package/repository", "package/rerender", "package/services", "package/signature", "storage"},
	"cmd/internal/custody":      {"cmd/internal/app", "forms/casefile", "forms/casefile/decode", "forms/period", "forms/press", "package/bag", "package/letters", "package/manifest", "package/repository", "package/signature", "package/vet", "storage", "storage/s3"},
	"cmd/internal/rulebook":     {"cmd/internal/app", "forms", "forms/casefile", "forms/compare", "forms/fill", "forms/period"},
	"cmd/internal/audit":        {"storage"},
	"cmd/internal/api":          {"cmd/internal/access", "cmd/internal/app", "cmd/internal/custody", "cmd/internal/editing", "cmd/internal/kept", "cmd/internal/office", "cmd/internal/rulebook", "forms", "forms/casefile", "forms/casefile/change", "forms/findings", "forms/period", "forms/schedule", "forms/xlsx", "locales", "package/bag", "package/letters", "package/manifest", "package/repository", "package/rerender", "package/services", "package/signature", "storage"},
	"cmd/internal/jobs":         {},
	"cmd/internal/kept":         {},
	"cmd/internal/server":       {"cmd/internal/access", "cmd/internal/api", "cmd/internal/app", "cmd/internal/jobs", "cmd/internal/office", "cmd/internal/state", "forms/casefile", "storage"},
	"cmd/internal/jobs/pgtest":  {"forms/judge"},
	"cmd/internal/pages":        {"cmd/internal/access", "cmd/internal/app", "cmd/internal/custody", "cmd/internal/editing", "cmd/internal/kept", "cmd/internal/office", "cmd/internal/pages/frame", "cmd/internal/rulebook", "forms", "forms/casefile", "forms/casefile/change", "forms/casefile/natural", "forms/casefile/schema", "forms/casefile/vocabulary", "forms/compare", "forms/period", "forms/schedule", "package/manifest", "package/repository", "package/signature", "storage"},
	"cmd/internal/pages/office": {"cmd/internal/access", "cmd/internal/app", "cmd/internal/custody", "cmd/internal/office", "cmd/internal/pages/frame", "cmd/internal/rulebook", "forms", "forms/casefile", "forms/casefile/natural", "forms/period", "forms/schedule", "package/bag", "package/letters", "package/manifest", "package/services", "package/signature", "storage"},
	"cmd/internal/pages/frame":  {"cmd/internal/access", "cmd/internal/app", "cmd/internal/custody", "forms/casefile", "forms/casefile/vocabulary", "forms/compare", "forms/findings", "forms/period", "locales", "package/manifest", "package/rerender", "storage"},
	"cmd/internal/departure":    {"cmd/internal/state", "storage"},
	"cmd/internal/state":        {"cmd/internal/access", "storage"},
	"cmd/yoshiki":               {"cmd/internal/access", "cmd/internal/access/door", "cmd/internal/app", "cmd/internal/audit", "cmd/internal/custody", "cmd/internal/departure", "cmd/internal/editing", "cmd/internal/jobs", "cmd/internal/office", "cmd/internal/pages", "cmd/internal/pages/admin", "cmd/internal/pages/frame", "cmd/internal/pages/office", "cmd/internal/pages/operator", "cmd/internal/rulebook", "cmd/internal/server", "cmd/internal/state", "forms", "forms/casefile", "forms/compare", "forms/findings", "forms/period", "forms/readback", "forms/schedule", "locales", "package/letters", "package/manifest", "package/repository", "package/rerender", "package/services", "package/signature", "package/vet", "storage", "storage/s3", "templates"},
	"forms":                     {"forms/casefile", "forms/casefile/decode", "forms/casefile/vocabulary", "forms/document", "forms/expr", "forms/layers", "forms/period"},
	"forms/casefile":            {"forms/document", "forms/period"},
	"forms/casefile/casetest":   {"forms/casefile"},
	"forms/casefile/change":     {"forms/casefile"},
	"forms/casefile/controls":   {"forms/casefile", "forms/casefile/natural", "forms/casefile/node", "forms/casefile/table"},
	"forms/casefile/decode":     {"forms/casefile", "forms/casefile/controls", "forms/casefile/natural", "forms/casefile/node"},
	"forms/casefile/edit":       {"forms/casefile", "forms/casefile/change", "forms/casefile/decode", "forms/casefile/node"},
	"forms/casefile/natural":    {"forms/casefile", "forms/period"},
	"forms/casefile/node":       {"forms/casefile", "forms/plainyaml"},
	"forms/casefile/schema":     {"forms/casefile", "forms/casefile/vocabulary"},
	"forms/casefile/table":      {},
	"forms/casefile/vocabulary": {"forms/casefile", "forms/casefile/decode", "forms/casefile/natural", "forms/layers"},
	"forms/compare":             {"forms", "forms/casefile", "forms/casefile/vocabulary", "forms/expr"},
	"forms/compare/comparetest": {"forms", "forms/casefile", "forms/layers", "templates"},
	"forms/document":            {},
	"forms/docx":                {"forms/document", "forms/typeset"},
	"forms/expr":                {"forms/casefile", "forms/layers", "forms/period"},
	"forms/fill":                {"forms", "forms/casefile", "forms/casefile/vocabulary", "forms/document", "forms/expr", "forms/fill/ooxml", "forms/layers", "forms/readback/official", "locales"},
	"forms/fill/ooxml":          {"forms/layers"},
	"forms/findings":            {"forms", "forms/casefile", "forms/casefile/table", "locales"},
	"forms/judge":               {},
	"forms/layers":              {"forms/plainyaml", "locales"},
	"forms/pdf":                 {"forms/document", "forms/typeset", "forms/pdf/finish"},
	"forms/pdf/finish":          {},
	"forms/period":              {},
	"forms/plainyaml":           {},
	"forms/press":               {"forms", "forms/casefile", "forms/casefile/decode", "forms/document", "forms/docx", "forms/fill", "forms/pdf", "forms/readback", "forms/typeset", "forms/xlsx"},
	"forms/readback":            {"forms/document", "forms/readback/parts"},
	"forms/readback/official":   {"forms/readback", "forms/readback/parts"},
	"forms/readback/parts":      {},
	"forms/schedule":            {"forms", "forms/casefile", "forms/casefile/decode", "forms/document", "forms/period", "locales"},
	"forms/typeset":             {},
	"forms/workbook":            {"forms/casefile", "forms/casefile/decode", "forms/casefile/node", "forms/casefile/schema", "forms/casefile/table", "forms/casefile/vocabulary", "forms/xlsx", "forms/xlsx/zipped"},
	"forms/xlsx":                {"forms/document", "forms/typeset", "forms/xlsx/zipped"},
	"forms/xlsx/zipped":         {},
	"locales":                   {"forms/plainyaml"},
	"package":                   {"forms", "forms/casefile", "forms/casefile/decode", "forms/findings", "forms/press", "forms/schedule", "locales", "package/bag", "package/manifest", "package/vet", "storage"},
	"package/bag":               {"package/manifest", "package/vet", "storage"},
	"package/archive":           {},
	"forms/html":                {"forms/document"},
	"package/reception":         {"forms", "forms/casefile", "forms/casefile/change", "forms/casefile/decode", "forms/readback", "package/manifest"},
	"package/services":          {"forms/casefile", "forms/period", "forms/xlsx"},
	"package/letters":           {"forms", "forms/casefile", "forms/casefile/decode", "forms/casefile/natural", "forms/casefile/table", "forms/document", "forms/period", "forms/press", "forms/xlsx", "package", "package/bag", "package/manifest", "storage"},
	"package/manifest":          {"package/archive"},
	"package/repository":        {"forms/casefile", "package/bag", "package/manifest", "storage"},
	"package/rerender":          {"forms", "forms/casefile", "forms/casefile/decode", "forms/compare", "forms/document", "forms/findings", "forms/press", "locales", "package", "package/bag", "package/manifest", "package/repository", "package/vet", "storage"},
	"package/signature":         {},
	"package/vet":               {"package/archive"},
	"package/vet/vettest":       {"package/vet"},
	"storage":                   {},
	"storage/dir":               {"storage"},
	"storage/mem":               {"storage"},
	"storage/s3":                {"storage"},
	"storage/storagetest":       {"storage"},
	"templates":                 {},

	"cmd/internal/pages/pagestest": {"forms/judge"},
	"cmd/internal/pages/admin":     {"cmd/internal/access", "cmd/internal/access/door", "cmd/internal/app", "cmd/internal/audit", "cmd/internal/custody", "cmd/internal/office", "cmd/internal/pages/frame", "cmd/internal/state", "forms/casefile/natural", "package/manifest", "package/signature", "storage"},
	"cmd/internal/pages/operator":  {"cmd/internal/access", "cmd/internal/app", "cmd/internal/office", "cmd/internal/pages/frame", "cmd/internal/rulebook", "forms/casefile", "forms/compare", "package/manifest", "package/rerender"},
}

// foreign are modules that one package, or those named, alone may import, and why.
var foreign = map[string]string{
	"aead.dev/minisign":                 "package/signature",                    // it reads more than minisign writes; what it gives is compared with what it read
	"github.com/go-pdf/fpdf":            "forms/pdf",                            // its text and font code loses kanji; nobody else may reach it
	"github.com/minio/minio-go/v7":      "storage/s3",                           // its own retries and uploads in parts drop conditions
	"github.com/nguyenthenguyen/docx":   "forms/docx",                           // its Write hides errors; forms/docx reads back what it wrote
	"github.com/pdfcpu/pdfcpu/pkg/api":  "package/letters",                      // all letters of a run in one file for the printer
	"github.com/schollz/progressbar/v3": "cmd/yoshiki",                          // a person at a terminal
	"github.com/spf13/cobra":            "cmd/yoshiki",                          // flags and words stay there
	"github.com/spf13/pflag":            "cmd/yoshiki",                          //
	"golang.org/x/term":                 "cmd/yoshiki",                          //
	"github.com/riverqueue/river":       "cmd/internal/jobs",                    // the store is the truth; a queue only hands out work
	"riverqueue.com/riverui":            "cmd/internal/jobs",                    // it asks nobody who they are
	"github.com/jackc/pgx/v5/pgxpool":   "cmd/internal/jobs",                    //
	"modernc.org/sqlite":                "cmd/internal/jobs cmd/internal/state", // the one database; everybody else asks by their functions
	"github.com/jackc/pgx/v5/stdlib":    "cmd/internal/state",                   //
	"database/sql":                      "cmd/internal/jobs cmd/internal/state", //
}

func TestImports(t *testing.T) {
	for dir, imports := range packages(t) {
		may, known := allowed[dir]
		if !known {
			t.Errorf("%s is in no room: add it to the table, with what it may import", dir)
		}
		for _, name := range imports {
			if ours, ok := strings.CutPrefix(name, "yoshiki/"); ok && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s", dir, ours)
			}
			if only, ok := foreign[name]; ok && !slices.Contains(strings.Fields(only), dir) {
				t.Errorf("%s imports %s, which is for %s alone", dir, name, only)
			}
			if (dir == "package/manifest" || dir == "package/archive") && strings.Contains(name, ".") && !strings.HasPrefix(name, "golang.org/x/text/") {
				t.Errorf("%s imports %s: an auditor builds it with the standard library and x/text alone", dir, name)
			}
		}
	}
}

// TestBrowser builds what a browser can run: the forms of a case and the bag of a package,
// so that no confidential byte need leave it.
func TestBrowser(t *testing.T) {
	cmd := exec.Command("go", "build", "./forms/...", "./cmd/internal/api", "./cmd/internal/pages", "./package/bag", "./package/manifest", "./package/signature")
	cmd.Dir, cmd.Env = "../..", append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// TestAppIsPlain: what commands do has no clock, environment, terminal or language of its
// own, so that a server can do it for many people.
func TestAppIsPlain(t *testing.T) {
	var files []string
	for _, room := range []string{"app", "editing", "office", "custody", "rulebook"} {
		some, err := filepath.Glob("../internal/" + room + "/*.go")
		if err != nil || len(some) < 5 {
			t.Fatal(room, some, err)
		}
		files = append(files, some...)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"time.Now", "os.Getenv", "os.LookupEnv", "os.Args", "os.Std", "fmt.Print", `"yoshiki/locales"`} {
			if strings.Contains(string(data), word) && !strings.HasSuffix(name, "_test.go") {
				t.Errorf("%s has %s", name, word)
			}
		}
	}
}

// TestTopLevel holds the list of what lies at the top of the repository.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	may := strings.Fields("cmd forms templates package storage locales testdata go.mod go.sum README.md LICENSE")
	for _, e := range entries {
		if !slices.Contains(may, e.Name()) && !strings.HasPrefix(e.Name(), ".") && e.Name() != "yoshiki-data" {
			t.Errorf("%s does not belong at the top", e.Name())
		}
	}
}

// packages are the imports of every package by folder, tests left out. Each must have one
// package comment.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if name := d.Name(); strings.HasPrefix(name, ".") && name != ".." || name == "testdata" {
			return filepath.SkipDir
		}
		p, err := build.ImportDir(path, 0)
		if _, none := err.(*build.NoGoError); none {
			return nil
		}
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(strings.TrimPrefix(path, "../../"))
		if p.Doc == "" {
			t.Errorf("%s has no package comment", dir)
		}
		all[dir] = p.Imports
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
