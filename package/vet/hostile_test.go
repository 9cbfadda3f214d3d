package vet_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"yoshiki/package/vet"
)

// TestHostileFiles looks at every file of testdata/hostile/files. Before its name stands what
// must be found in it, "none" for nothing; nothing else may be, but for its name. Lines of a
// file that are quoted are written as in Go.
func TestHostileFiles(t *testing.T) {
	archives, err := filepath.Glob("../../testdata/hostile/files/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal(archives, err)
	}
	for _, file := range archives {
		a, err := txtar.ParseFile(file)
		if err != nil || len(a.Files) < 10 {
			t.Fatal(file, err)
		}
		for _, f := range a.Files {
			want, name, _ := strings.Cut(f.Name, " ")
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+" "+f.Name, func(t *testing.T) {
				data := openWith(name, unquoted(t, f.Data))
				name, _, _ := strings.Cut(name, "/")
				got := slices.DeleteFunc(classes(look(data, name)), func(c vet.Class) bool { return strings.HasPrefix(string(c), "name-") })
				if diff := cmp.Diff(want, joined(got)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func joined(found []vet.Class) string {
	if len(found) == 0 {
		return "none"
	}
	words := make([]string, len(found))
	for i, c := range found {
		words[i] = string(c)
	}
	return strings.Join(words, ",")
}

// unquoted gives the data of a file, of which quoted lines are written as in Go.
func unquoted(t *testing.T, data []byte) []byte {
	t.Helper()
	if !strings.HasPrefix(string(data), `"`) {
		return data
	}
	var all []byte
	for line := range strings.Lines(string(data)) {
		s, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(line, err)
		}
		all = append(all, s...)
	}
	return all
}

// openWith makes a file of OpenDocument with these data in its body, or in the part behind
// its name; other files are what they are.
func openWith(name string, data []byte) []byte {
	file, part, given := strings.Cut(name, "/")
	kinds := map[string]string{".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}
	kind, is := kinds[filepath.Ext(file)]
	if !is {
		return data
	}
	if !given {
		part = "content.xml"
	}
	const spaces = `xmlns:draw="d" xmlns:form="f" xmlns:meta="m" xmlns:office="o" xmlns:presentation="p" xmlns:script="s" xmlns:style="y" xmlns:svg="v" xmlns:table="t" xmlns:text="x" xmlns:xforms="z" xmlns:xlink="http://www.w3.org/1999/xlink"`
	body := "<office:document-content " + spaces + "><office:body>" + string(data) + "</office:body></office:document-content>"
	if strings.HasPrefix(string(data), "<!") {
		body = string(data)
	}
	parts := []entry{{name: "mimetype", data: []byte("application/vnd.oasis.opendocument." + kind), stored: true}, text("META-INF/manifest.xml", "<a/>"),
		text(part, body)}
	return of(parts...).bytes()
}

// TestRefusedNames holds that a file is refused for an extension that a double click acts on,
// and that the extensions of papers are none of these.
func TestRefusedNames(t *testing.T) {
	refused := vet.Refused()
	for _, ext := range refused {
		for _, name := range []string{"a" + ext, "様式" + strings.ToUpper(ext), "a.pdf" + ext + " ."} {
			if v := look([]byte("text"), name); v.Policy() != vet.Refuse {
				t.Errorf("%s: %v", name, v)
			}
		}
		if v := look([]byte("text"), "a"+ext+".txt"); v.Policy() == vet.Refuse {
			t.Errorf("%s: %v", ext, v)
		}
	}
	for _, ext := range strings.Fields(".pdf .docx .xlsx .pptx .doc .xls .ppt .odt .ods .odp .rtf .txt .csv .tsv .json .yaml .xml .html .htm .svg .eml .msg .mht .zip .png .jpg .jpeg .gif .tif .webp .bmp .emf .md .log .key .cer .crt .pem .pub .p7s .asc .sig .mp4 .wav .dwg .vsdx .jtd") {
		if slices.Contains(refused, ext) {
			t.Errorf("%s is refused", ext)
		}
	}
}
