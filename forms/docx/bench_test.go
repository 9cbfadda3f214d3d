package docx

import (
	"io"
	"testing"

	"yoshiki/forms/document"
)

func BenchmarkForm64(b *testing.B)      { benchmark(b, form(64)) }
func BenchmarkTable1200x8(b *testing.B) { benchmark(b, table(1200, 8)) }

// BenchmarkCompose is the part of a table's time that goes into its markup.
func BenchmarkCompose(b *testing.B) {
	d := table(1200, 8)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compose(d); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmark(b *testing.B, d *document.Document) {
	r := newRenderer(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Render(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
