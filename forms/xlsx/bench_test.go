package xlsx

import (
	"fmt"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
)

// form64 is a sheet of 64 fields, some of several lines.
func form64() *document.Document {
	fields := document.Fields{}
	for i := range 64 {
		f := document.Field{Label: fmt.Sprintf("項目その%dの名称", i), Half: i%4 < 2}
		switch i % 8 {
		case 3:
			f.Value = choice("新規", "新規", "更新", "再申請")
		case 4:
			f.Value = date("令和8年4月15日", "2026-04-15")
		case 5:
			f.Value = count("1,234,567円", 1234567)
		case 6:
			f.Value = text("クラウドサービスの概要は、申請や稟議を電子的に回付する業務支援サービスであり、府省庁等の職員が利用端末のブラウザから利用する。")
		default:
			f.Value = text("株式会社みらいクラウド")
		}
		fields.Rows = append(fields.Rows, f)
	}
	d := letter()
	d.Sections = []document.Section{{Name: "様式", Blocks: []document.Block{document.Title{Text: "登録申請書"}, fields}}}
	return d
}

// table1200 is a table of 1,200 rows and 8 columns.
func table1200() *document.Document {
	d := letter()
	d.Sections = []document.Section{{Name: "管理策一覧", Landscape: true, Blocks: controls(1200)}}
	return d
}

func BenchmarkForm64(b *testing.B)    { benchmark(b, form64()) }
func BenchmarkLetter(b *testing.B)    { benchmark(b, letter()) }
func BenchmarkTable1200(b *testing.B) { benchmark(b, table1200()) }

func benchmark(b *testing.B, d *document.Document) {
	r := renderer(b)
	if err := r.Render(io.Discard, d); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Render(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEmptyWorkbook is what excelize takes for a workbook without a word: the floor.
func BenchmarkEmptyWorkbook(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		file := excelize.NewFile()
		if err := file.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
		file.Close()
	}
}

// BenchmarkBaselineStream is the table of 1,200 rows by excelize's stream writer alone: texts in
// cells, with no style, merged cell, width or height of a row.
func BenchmarkBaselineStream(b *testing.B) {
	blocks := table1200().Sections[0].Blocks
	table := blocks[longest(blocks)].(document.Table)
	b.ReportAllocs()
	for b.Loop() {
		file := excelize.NewFile()
		w, err := file.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		values := make([]any, len(table.Columns))
		for i, row := range table.Rows {
			for j, v := range row {
				values[j] = v.Text
			}
			if err := w.SetRow(cellName(0, i), values); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
		if err := file.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
		file.Close()
	}
}
