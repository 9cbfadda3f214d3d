package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"yoshiki/forms/document"
	"yoshiki/forms/pdf"
	"yoshiki/forms/typeset"
	"yoshiki/templates"
)

var load = sync.OnceValues(func() (*typeset.Fonts, error) { return typeset.Load(templates.FS) })

func renderer(t testing.TB) *pdf.Renderer {
	t.Helper()
	fonts, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return pdf.New(fonts)
}

func render(t testing.TB, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := renderer(t).Render(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var samples = map[string]func() *document.Document{
	"letter": letter, "form": form, "hostile": hostile, "timeline": func() *document.Document { return timeline(12) }, "table": func() *document.Document { return table(60) },
}

// file renders a sample into a file for the tools.
func file(t *testing.T, d *document.Document) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(name, render(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
