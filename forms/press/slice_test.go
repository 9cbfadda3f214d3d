package press

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/readback"
	"yoshiki/templates"
)

// TestSlice: what travels in a file is the part of the case that its form shows, and no text
// of the case beside it stands anywhere in the file. With YOSHIKI_LONG it is asked of all
// samples.
func TestSlice(t *testing.T) {
	pattern := "small-saas"
	if os.Getenv("YOSHIKI_LONG") != "" {
		pattern = "*"
	}
	names, err := filepath.Glob("../../testdata/cases/" + pattern + ".yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	p, files := newPress(t), 0
	for _, name := range names {
		cs := caseOf(t, name)
		if cs == nil {
			continue
		}
		marked(t, cs)
		for _, f := range filled(t, cs) {
			files += slices3(t, p, f, cs)
		}
	}
	if files < 100 {
		t.Errorf("%d files", files)
	}
}

// caseOf reads a sample; nil if it is not sound.
func caseOf(t *testing.T, name string) *casefile.Case {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := decode.Decode("case.yaml", data, os.DirFS(filepath.Dir(name)))
	if file == nil {
		return nil
	}
	if _, err := forms.Open(file.Case.Program, file.Case.Revision, templates.FS); err != nil {
		return nil
	}
	return file.Case
}

// slices3 looks at the files of a form in all formats.
func slices3(t *testing.T, p *Press, f forms.Filled, cs *casefile.Case) (files int) {
	t.Helper()
	if f.Document.Slice == "" {
		return 0
	}
	slice, err := forms.ParseSlice([]byte(f.Document.Slice))
	if err != nil || slice.Form != f.Definition.ID || len(slice.Parts) != 64 {
		t.Fatalf("%s: %v", f.Name, err)
	}
	outside := unshown(cs, slice)
	for _, format := range Formats {
		data, err := p.Print(f.Document, format)
		if err != nil {
			t.Fatal(err)
		}
		read, err := readback.Read(format, data)
		if err != nil || string(read.Slice) != f.Document.Slice {
			t.Errorf("%s as %s: %v: slice %q", f.Name, format, err, read.Slice)
		}
		all := everything(t, format, data, read)
		for _, words := range outside {
			if strings.Contains(all, words) {
				t.Errorf("%s as %s holds %q, which the form does not show", f.Name, format, words)
			}
		}
		files++
	}
	return files
}

// unshown are the texts of a case that a slice lacks. Each is marked, see marked.
func unshown(cs *casefile.Case, slice *forms.Slice) (all []string) {
	for v := range casefile.Walk(cs) {
		if _, mark, ok := strings.Cut(v.Go.String(), "〔"); v.Model.Kind == casefile.KindText && ok && !strings.Contains(string(slice.Case), "〔"+mark) {
			all = append(all, "〔"+mark)
		}
	}
	return all
}

// marked puts a mark of its own behind every free text of a case, so that none is in another.
func marked(t *testing.T, cs *casefile.Case) {
	t.Helper()
	n := 0
	for v := range casefile.Walk(cs) {
		if v.Go.Type() == reflect.TypeFor[casefile.Text]() {
			n++
			v.Go.SetString(fmt.Sprintf("%s〔%d〕", v.Go, n))
		}
	}
	if n < 50 {
		t.Errorf("%d texts", n)
	}
}

// everything is all that a file holds, unpacked.
func everything(t *testing.T, format string, data []byte, read *readback.File) string {
	t.Helper()
	var all strings.Builder
	for _, text := range read.Texts {
		all.WriteString(text.Words + "\n")
	}
	all.WriteString(strings.Join(read.Feet, "\n"))
	all.Write(read.Slice)
	if format == "pdf" {
		all.Write(data)
		return all.String()
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}
