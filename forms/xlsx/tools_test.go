package xlsx

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"yoshiki/forms/document"
	"yoshiki/forms/judge"
)

// samples are the documents that are given to other programs.
func samples() map[string]*document.Document {
	return map[string]*document.Document{"letter": letter(), "hostile": hostile(), "form": form64(), "timeline": timeline(12)}
}

// save renders the samples into a folder.
func save(t *testing.T) (dir string) {
	t.Helper()
	dir, r := t.TempDir(), renderer(t)
	for name, d := range samples() {
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), render(t, r, d), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// run runs a tool and returns its output.
func run(t *testing.T, cmd *exec.Cmd) []byte {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", cmd, err, out, stderr.Bytes())
	}
	return out
}

type workbook struct {
	Title, Creator, Language, Created, Modified string
	Sheets                                      []page
	Hidden                                      map[string][][]any
	Names                                       map[string]string
}

type page struct {
	Name, Setup    string
	Margins        []float64
	Area           string
	Titles, Freeze string
	Protected      bool
	Header         string
	Foot           []string
	Lists          map[string]string
	Open, Words    []string
}

// read reads a workbook with openpyxl.
func read(t *testing.T, path string) (b workbook) {
	t.Helper()
	out := run(t, judge.Python(t, "openpyxl", "testdata/read.py", path))
	if err := json.Unmarshal(out, &b); err != nil {
		t.Fatal(err)
	}
	return b
}

func saveOne(t *testing.T, d *document.Document) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "one.xlsx")
	if err := os.WriteFile(path, render(t, renderer(t), d), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
