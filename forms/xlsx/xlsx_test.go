package xlsx

import (
	"bytes"
	"os"
	"testing"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
	"yoshiki/templates"
)

func renderer(t testing.TB) *Renderer {
	t.Helper()
	fonts, err := typeset.Load(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { fonts.Close() })
	return New(fonts)
}

func render(t testing.TB, r *Renderer, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.Render(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDump(t *testing.T) {
	r := renderer(t)
	os.WriteFile("/tmp/x/letter.xlsx", render(t, r, letter()), 0o644)
	os.WriteFile("/tmp/x/hostile.xlsx", render(t, r, hostile()), 0o644)
}
