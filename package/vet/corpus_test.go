package vet_test

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/judge"
)

// corpusLabels reads testdata/corpus/labels.txt: the SHA-256 of a file, its name, and its
// classes. They were compared with what qpdf's view of the objects says of PDF files (scripts,
// actions, embedded files, forms, passwords) and olevba, oleid and msodde of Office files.
func corpusLabels(t *testing.T) map[string][]string {
	t.Helper()
	f, err := os.Open("../../testdata/corpus/labels.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	labels := map[string][]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		labels[fields[0]] = fields[2:]
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return labels
}

// TestCorpus looks at the labelled files in the archives of the folder YOSHIKI_CORPUS:
// the sources of pypdf 7.1.1, python-docx 1.2.0 and python-pptx 1.0.2. They are never
// unpacked to a disk. Every class must be found, and no other.
func TestCorpus(t *testing.T) {
	archives, err := filepath.Glob(filepath.Join(judge.Folder(t, "YOSHIKI_CORPUS"), "*.tar.gz"))
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives in the folder YOSHIKI_CORPUS; pip download --no-deps --no-binary :all: pypdf==7.1.1 python-docx==1.2.0 python-pptx==1.0.2")
	}
	labels := corpusLabels(t)
	if len(labels) < 180 {
		t.Fatal(len(labels))
	}
	for _, archive := range archives {
		eachFile(t, archive, func(name string, data []byte) {
			sum := sha256.Sum256(data)
			key := hex.EncodeToString(sum[:])
			want, labelled := labels[key]
			if !labelled {
				return
			}
			delete(labels, key)
			var got []string
			for _, class := range classes(look(data, path.Base(name))) {
				if !strings.HasPrefix(string(class), "name-") {
					got = append(got, string(class))
				}
			}
			if diff := cmp.Diff(want, got, cmp.Transformer("joined", func(s []string) string { return strings.Join(s, " ") })); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		})
	}
	for key := range labels {
		t.Errorf("%s is in no archive", key)
	}
}

// eachFile goes through the files of an archive.
func eachFile(t *testing.T, archive string, do func(name string, data []byte)) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		do(h.Name, data)
	}
}
