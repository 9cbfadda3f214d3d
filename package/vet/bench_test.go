package vet_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// BenchmarkPDF looks at a file of 20,000 objects in object streams and 8 MB of images,
// with bytes.Count over the same file as the measure.
func BenchmarkPDF(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 1<<20)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	var objects []string
	for i := range 200 {
		var some []string
		for j := range 100 {
			some = append(some, fmt.Sprintf("<< /Type /StructElem /S /P /P %d 0 R /K [%d %d] /Pg 3 0 R >>", i, j, j+1))
		}
		objects = append(objects, packedObjects(some...))
	}
	for range 8 {
		objects = append(objects, fmt.Sprintf("<< /Type /XObject /Length %d >>\nstream\n%s\nendstream", len(noise), noise))
	}
	data := with(objects...)
	b.Run("vet", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			if v := look(data, "a.pdf"); len(v.Marks) > 0 {
				b.Fatal(v)
			}
		}
	})
	b.Run("count", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			bytes.Count(data, []byte("obj"))
		}
	})
}

// BenchmarkSheet looks at a workbook of 16 MB of XML.
func BenchmarkSheet(b *testing.B) {
	var rows strings.Builder
	rows.WriteString("<worksheet><sheetData>")
	for i := 0; rows.Len() < 16<<20; i++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" s="3" t="s"><v>%d</v></c><c r="B%d"><v>%d</v></c></row>`, i, i, i*7919%100003, i, i*104729%1000003)
	}
	rows.WriteString("</sheetData></worksheet>")
	data := office(map[string]string{"xl/worksheets/sheet1.xml": rows.String()})
	b.SetBytes(int64(rows.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if v := look(data, "a.docx"); len(v.Marks) > 0 {
			b.Fatal(v)
		}
	}
}
