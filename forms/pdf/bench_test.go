package pdf_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"
	"github.com/klauspost/compress/zlib"

	"yoshiki/forms/document"
	"yoshiki/templates"
)

func benchmark(b *testing.B, d *document.Document) {
	r := renderer(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Render(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLetter(b *testing.B) { benchmark(b, letter()) }
func BenchmarkForm(b *testing.B)   { benchmark(b, form64()) }
func BenchmarkTable(b *testing.B)  { benchmark(b, table(1200)) }

func BenchmarkFormParallel(b *testing.B) {
	r, d := renderer(b), form64()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := r.Render(io.Discard, d); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkFloorZlib deflates the streams of the table of 1,200 rows and nothing else: no renderer
// of the same file takes less.
func BenchmarkFloorZlib(b *testing.B) {
	var file bytes.Buffer
	if err := renderer(b).Render(&file, table(1200)); err != nil {
		b.Fatal(err)
	}
	var streams [][]byte
	for rest := file.Bytes(); ; {
		_, after, found := bytes.Cut(rest, []byte("stream\n"))
		if !found {
			break
		}
		rest = after
		if z, err := zlib.NewReader(bytes.NewReader(after)); err == nil {
			if data, err := io.ReadAll(z); err == nil {
				streams = append(streams, data)
			}
		}
	}
	if len(streams) < 10 {
		b.Fatalf("%d streams", len(streams))
	}
	z, _ := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range streams {
			z.Reset(io.Discard)
			if _, err := z.Write(data); err != nil {
				b.Fatal(err)
			}
			if err := z.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// form64 is a form of 64 fields.
func form64() *document.Document {
	d := form()
	rows := d.Sections[0].Blocks[4].(document.Fields).Rows
	d.Sections[0].Blocks[4] = document.Fields{Rows: append(rows, rows[:4]...)}
	return d
}

// BenchmarkBaselineFpdf is the same form through the text and fonts of fpdf: what the
// figures above are measured against.
func BenchmarkBaselineFpdf(b *testing.B) {
	mincho := readFile(b, "fonts/BIZUDMincho-Regular.ttf")
	gothic := readFile(b, "fonts/BIZUDGothic-Regular.ttf")
	bold := readFile(b, "fonts/BIZUDGothic-Bold.ttf")
	d := form64()
	b.ReportAllocs()
	for b.Loop() {
		f := fpdf.New("P", "pt", "A4", "")
		f.SetCreationDate(time.Unix(0, 0))
		// fpdf writes into the fonts it is given.
		f.AddUTF8FontFromBytes("mincho", "", bytes.Clone(mincho))
		f.AddUTF8FontFromBytes("gothic", "", bytes.Clone(gothic))
		f.AddUTF8FontFromBytes("gothic", "B", bytes.Clone(bold))
		f.AddPage()
		for _, block := range d.Sections[0].Blocks {
			baselineBlock(f, block)
		}
		if err := f.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func baselineBlock(f *fpdf.Fpdf, block document.Block) {
	switch block := block.(type) {
	case document.Title:
		f.SetFont("gothic", "B", 16)
		f.CellFormat(0, 24, block.Text, "", 1, "C", false, 0, "")
	case document.Heading:
		f.SetFont("gothic", "B", 12)
		f.CellFormat(0, 18, block.Text, "", 1, "", false, 0, "")
	case document.Fields:
		for _, row := range block.Rows {
			f.SetFont("gothic", "", 9.5)
			f.CellFormat(100, 20, row.Label, "1", 0, "", false, 0, "")
			f.SetFont("mincho", "", 9.5)
			f.MultiCell(0, 20, row.Value.Text, "1", "", false)
		}
	}
}

func readFile(b *testing.B, name string) []byte {
	b.Helper()
	data, err := templates.FS.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	return data
}
