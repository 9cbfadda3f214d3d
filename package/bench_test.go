package bundle_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/vet/vettest"
	"yoshiki/storage/mem"
)

// BenchmarkAllForms fills and prints the 27 forms and the papers of one case in three
// formats: 81 files and more.
func BenchmarkAllForms(b *testing.B) {
	file, p := open(b, cases+"/small-saas.yaml"), printer(b)
	c := catalog(b, file.Case)
	for b.Loop() {
		prints := p.PrintAll(b.Context(), all(b, c, file.Case), press.Formats, func(*press.Print) {})
		for _, s := range prints {
			if s.Err != nil {
				b.Fatal(s.Err)
			}
		}
		b.ReportMetric(float64(len(prints)), "files/op")
	}
}

// BenchmarkCompose fills the forms without printing them.
func BenchmarkCompose(b *testing.B) {
	file := open(b, cases+"/small-saas.yaml")
	c := catalog(b, file.Case)
	for b.Loop() {
		all(b, c, file.Case)
	}
}

// BenchmarkCatalog opens a catalogue and compiles all its forms, as a new process does.
func BenchmarkCatalog(b *testing.B) {
	file := open(b, cases+"/small-saas.yaml")
	for b.Loop() {
		all(b, catalog(b, file.Case), file.Case)
	}
}

// BenchmarkPackage makes and stores the package of a case.
func BenchmarkPackage(b *testing.B) {
	for _, name := range []string{"small-saas", "large-renewal"} {
		b.Run(name, func(b *testing.B) {
			file, p := open(b, cases+"/"+name+".yaml"), printer(b)
			order := bundle.Order{Catalog: catalog(b, file.Case), File: file, Kind: kindOf(file.Case), Open: beside(b, cases),
				Formats: press.Formats, Generator: manifest.Generator{Name: "yoshiki", Version: "test"}, Vet: vettest.Child()}
			for b.Loop() {
				sealed, err := bundle.Build(b.Context(), p, order)
				if err == nil {
					err = repository.Save(b.Context(), new(mem.Store), sealed.Bag)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func kindOf(c *casefile.Case) string {
	if c.Application.Kind == "renewal" {
		return "renewal"
	}
	return "registration"
}

// BenchmarkCheckAttachments checks a case with 50 MB of attachments: ten workbooks with
// pictures, and one workbook of nothing but rows.
func BenchmarkCheckAttachments(b *testing.B) {
	for name, files := range map[string][][]byte{"ten": slices.Repeat([][]byte{workbook(b, 0, 5<<20)}, 10), "one": {workbook(b, 50<<20, 0)}} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			file := open(b, cases+"/small-saas.yaml")
			attachment := file.Case.Attachments[0]
			file.Case.Attachments = nil
			for i, data := range files {
				attachment.File = casefile.Text(fmt.Sprintf("%d.xlsx", i))
				file.Case.Attachments = append(file.Case.Attachments, attachment)
				if err := os.WriteFile(filepath.Join(dir, string(attachment.File)), data, 0o600); err != nil {
					b.Fatal(err)
				}
			}
			order := bundle.Order{Catalog: catalog(b, file.Case), File: file, Open: beside(b, dir), Vet: vettest.Child()}
			p := printer(b)
			for b.Loop() {
				found, err := bundle.Check(b.Context(), p, order)
				if err != nil || slices.ContainsFunc(found, func(f casefile.Finding) bool { return strings.HasPrefix(f.ID, "vet:") }) {
					b.Fatal(found, err)
				}
			}
			b.SetBytes(50 << 20)
		})
	}
}

// workbook is an Excel file of rows and a picture that take so many bytes when packed.
func workbook(b *testing.B, rows, picture int) []byte {
	b.Helper()
	var out bytes.Buffer
	z, r := zip.NewWriter(&out), rand.New(rand.NewPCG(1, 2))
	part := func(name string) io.Writer {
		w, err := z.Create(name)
		if err != nil {
			b.Fatal(err)
		}
		return w
	}
	io.WriteString(part("[Content_Types].xml"), `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`)
	sheet := bufio.NewWriter(part("xl/workbook.xml"))
	sheet.WriteString("<worksheet>")
	for i := 0; out.Len() < rows; i++ {
		fmt.Fprintf(sheet, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>%016x</t></is></c><c r="B%d"><v>%d</v></c></row>`, i, i, r.Uint64(), i, r.Uint64())
	}
	sheet.WriteString("</worksheet>")
	if err := sheet.Flush(); err != nil {
		b.Fatal(err)
	}
	if picture > 0 {
		pixels := image.NewNRGBA(image.Rect(0, 0, 1024, picture/4096))
		for i := range pixels.Pix {
			pixels.Pix[i] = byte(r.Uint32())
		}
		if err := png.Encode(part("xl/media/image1.png"), pixels); err != nil {
			b.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}
