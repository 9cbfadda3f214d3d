package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"yoshiki/forms/document"
)

// pageOf returns the index of the page on which text begins, or -1.
func pageOf(pages []leaf, text string) int {
	for i, l := range pages {
		var all strings.Builder
		for _, m := range l.marks {
			all.WriteString(m.text)
		}
		if strings.Contains(all.String(), text) {
			return i
		}
	}
	return -1
}

func TestHeadingStaysWithItsTable(t *testing.T) {
	turned := false
	for lines := 28; lines <= 40; lines++ {
		d := &document.Document{Sections: []document.Section{{Name: "一", Blocks: []document.Block{
			document.Paragraph{Text: strings.Repeat("行\n", lines) + "終わり"},
			document.Heading{Level: 1, Text: "見出し甲"},
			document.Heading{Level: 2, Text: "見出し乙"},
			document.Table{Caption: "表題", Columns: []document.Column{{Label: "列名", Width: 1}}, Rows: [][]document.Value{{{Text: "第一行"}}, {{Text: "第二行"}}}},
		}}}}
		pages := read(t, render(t, d))
		want := pageOf(pages, "第一行")
		for _, text := range []string{"見出し甲", "見出し乙", "表題", "列名"} {
			if got := pageOf(pages, text); got != want {
				t.Errorf("%d lines: %s is on page %d, the first row on page %d", lines, text, got, want)
			}
		}
		turned = turned || want == 1
	}
	if !turned {
		t.Error("the heading never began a page")
	}
}

func TestRowsAndLastLinesStayTogether(t *testing.T) {
	for lines := 34; lines <= 42; lines++ {
		d := &document.Document{Sections: []document.Section{{Name: "一", Blocks: []document.Block{
			document.Paragraph{Text: strings.Repeat("行\n", lines) + "末"},
			document.Paragraph{Text: "一つめ\n二つめ\n三つめ\n四つめ"},
			document.Fields{Rows: []document.Field{{Label: "欄", Value: document.Value{Text: "甲の一\n甲の二\n甲の三"}}}},
		}}}}
		pages := read(t, render(t, d))
		for _, together := range [][2]string{{"一つめ", "二つめ"}, {"三つめ", "四つめ"}, {"甲の一", "甲の三"}} {
			if a, b := pageOf(pages, together[0]), pageOf(pages, together[1]); a != b {
				t.Errorf("%d lines: %s is on page %d, %s on page %d", lines, together[0], a, together[1], b)
			}
		}
	}
}

func rowsOf(n int) (fields []document.Field, rows [][]document.Value) {
	for i := range n {
		v := document.Value{Text: fmt.Sprintf("値%c", 'あ'+i)}
		fields = append(fields, document.Field{Label: "欄", Value: v})
		rows = append(rows, []document.Value{v})
	}
	return fields, rows
}

func TestShortSheetsAreNotDivided(t *testing.T) {
	fields, rows := rowsOf(4)
	for lines := 1; lines <= 44; lines++ {
		for name, grid := range map[string]document.Block{
			"fields": document.Fields{Rows: fields},
			"table":  document.Table{Columns: wide(1), Rows: rows},
		} {
			d := &document.Document{Sections: []document.Section{{Name: "一", Blocks: []document.Block{
				document.Paragraph{Text: strings.Repeat("行\n", lines)}, document.Heading{Level: 1, Text: "見出し"}, grid}}}}
			pages := read(t, render(t, d))
			if a, b := pageOf(pages, "見出し"), pageOf(pages, rows[3][0].Text); a != b || a < 0 {
				t.Errorf("%d lines: the heading is on page %d, the last of its %s on page %d", lines, a, name, b)
			}
		}
	}
}

func TestTrailingRowStaysWithTheSheetAbove(t *testing.T) {
	fields, rows := rowsOf(3)
	for lines := 1; lines <= 44; lines++ {
		for name, grid := range map[string]document.Block{
			"fields": document.Fields{Rows: fields},
			"table":  document.Table{Columns: wide(1), Rows: rows},
		} {
			d := &document.Document{Sections: []document.Section{{Name: "一", Blocks: []document.Block{
				document.Paragraph{Text: strings.Repeat("行\n", lines)}, grid,
				document.Fields{Rows: []document.Field{{Label: "末", Value: document.Value{Text: "値"}}}}}}}}
			pages := read(t, render(t, d))
			if a, b := pageOf(pages, rows[0][0].Text), pageOf(pages, "末"); a != b || a < 0 {
				t.Errorf("%d lines: the %s are on page %d, the row below on page %d", lines, name, a, b)
			}
		}
	}
}

func TestNoRowStandsAlone(t *testing.T) {
	for n := 20; n <= 70; n++ {
		_, rows := rowsOf(n)
		d := &document.Document{Sections: []document.Section{{Name: "一", Blocks: []document.Block{
			document.Table{Columns: wide(1), Rows: rows}}}}}
		pages := read(t, render(t, d))
		a, b := pageOf(pages, rows[n-2][0].Text), pageOf(pages, rows[n-1][0].Text)
		if a != b || a < 0 {
			t.Errorf("%d rows: the last but one is on page %d, the last on page %d", n, a, b)
		}
	}
}

// 以上 closes what stands above it, and never stands on a page alone.
func TestClosingWordStaysWithWhatItCloses(t *testing.T) {
	for lines := 30; lines <= 44; lines++ {
		d := &document.Document{Sections: []document.Section{{Name: "一", Blocks: []document.Block{
			document.Paragraph{Text: strings.Repeat("行\n", lines)},
			document.Fields{Rows: []document.Field{{Label: "欄", Value: document.Value{Text: "値"}}}},
			document.Paragraph{Text: "以上", Align: document.Right},
		}}}}
		pages := read(t, render(t, d))
		if a, b := pageOf(pages, "値"), pageOf(pages, "以上"); a != b {
			t.Errorf("%d lines: the last row is on page %d, 以上 on page %d", lines, a, b)
		}
	}
}

func TestSectionsBeginPagesOfTheirOwnShape(t *testing.T) {
	d := &document.Document{}
	for i := range 4 {
		d.Sections = append(d.Sections, document.Section{Name: fmt.Sprint(i), Landscape: i%2 == 1, Blocks: []document.Block{
			document.Paragraph{Text: fmt.Sprintf("節%d", i)}, document.Table{Columns: wide(3), Empty: "該当なし"}}})
	}
	pages := read(t, render(t, d))
	for i, l := range pages {
		if landscape := l.width > l.height; landscape != (i%2 == 1) || pageOf(pages, fmt.Sprintf("節%d", i)) != i {
			t.Errorf("page %d: %g by %g", i, l.width, l.height)
		}
		checkPage(t, l)
	}
	if len(pages) != 4 {
		t.Errorf("%d pages", len(pages))
	}
}
