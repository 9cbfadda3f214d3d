package manifest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bag is a bag in memory: path → bytes.
type bag map[string][]byte

// sealed makes a bag of the given papers.
func sealed(t testing.TB, papers bag) (bag, *Manifest) {
	t.Helper()
	m := &Manifest{
		Package:  Package{Kind: "registration", Program: "ismap-liu", Revision: "2023-11-10"},
		Case:     Case{ID: "Case 001", SHA256: hexOf("case"), Date: "2026-04-15", Organization: "例示クラウド株式会社"},
		Findings: []Finding{{"liu:7.3", "warning", "/service/name", "名称を確認してください", "check the name"}},
	}
	for path, data := range papers {
		f := File{Path: path, Size: int64(len(data)), SHA256: hexOf(string(data)), MediaType: "application/pdf"}
		for _, role := range []Role{Index, Form, Attachment, Certificate} {
			if len(path) > len(role.Folder()) && path[:len(role.Folder())] == role.Folder() {
				f.Role = role
			}
		}
		m.Files = append(m.Files, f)
	}
	tags, err := Seal(m, vettingOf(m)...)
	if err != nil {
		t.Fatal(err)
	}
	b := maps.Clone(papers)
	for _, tag := range tags {
		b[tag.Path] = tag.Data
	}
	return b, m
}

// vettingOf is what vetting told of the attachments, if there are any.
func vettingOf(m *Manifest) []TagFile {
	var lines []string
	for _, f := range m.Files {
		if f.Role == Attachment {
			lines = append(lines, fmt.Sprintf("{%q: %q}", "path", f.Path))
		}
	}
	if lines == nil {
		return nil
	}
	return []TagFile{{Vetting, []byte(`{"files": [` + strings.Join(lines, ", ") + "]}\n")}}
}

func hexOf(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }

// papers are of several sizes, two of them equal, one empty.
func papers() bag {
	return bag{
		"data/00-index/index.pdf":           []byte("%PDF-1.7 index"),
		"data/10-forms/2-1.pdf":             bytes.Repeat([]byte("a form\n"), 3000),
		"data/10-forms/2-4.pdf":             []byte("%PDF-1.7 a form"),
		"data/10-forms/2-4.2.pdf":           []byte("%PDF-1.7 another"),
		"data/20-attachments/A-0001.txt":    nil,
		"data/20-attachments/A-0002.xlsx":   bytes.Repeat([]byte{0}, 70_000),
		"data/20-attachments/A-0003.pdf":    []byte("the same"),
		"data/30-certificates/C-0001.pdf":   []byte("the same"),
		"data/20-attachments/A-0004.tar.gz": []byte("\x1f\x8b"),
	}
}

func (b bag) paths() []string { return slices.Sorted(maps.Keys(b)) }

func (b bag) entries() []Entry {
	var all []Entry
	for _, path := range b.paths() {
		all = append(all, Entry{Path: path, Size: int64(len(b[path])), Open: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(b[path])), nil
		}})
	}
	return all
}

func (b bag) verify(t testing.TB) *Report {
	t.Helper()
	report, err := Verify(context.Background(), b.entries())
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// write lays the bag out on disk and returns its folder.
func (b bag) write(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	for path, data := range b {
		full := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func codes(r *Report) []string {
	set := make(map[string]bool)
	for _, f := range r.Faults {
		set[f.Code] = true
	}
	return slices.Sorted(maps.Keys(set))
}
