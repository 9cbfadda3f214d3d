package press

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"yoshiki/forms/document"
	"yoshiki/forms/readback"
)

// TestTrees prints trees that nobody would fill in. What a format takes passes the gate:
// 200 trees in three formats, 10,000 with YOSHIKI_LONG.
func TestTrees(t *testing.T) {
	count := 200
	if os.Getenv("YOSHIKI_LONG") != "" {
		count = 10_000
	}
	p, printed := newPress(t), 0
	for seed := range count {
		g := &grower{rand.New(rand.NewPCG(uint64(seed), 0))}
		d := g.document()
		for _, format := range Formats {
			data, err := p.Print(d, format)
			if differs := new(readback.Difference); errors.As(err, &differs) || err != nil && strings.Contains(err.Error(), "gate") {
				t.Fatalf("tree %d as %s: %v", seed, format, err)
			}
			if err == nil && len(data) > 0 {
				printed++
			}
		}
	}
	if printed < 2*count {
		t.Errorf("%d files of %d trees", printed, count)
	}
}

// grower grows trees by chance.
type grower struct{ *rand.Rand }

var shards = []string{
	"様式", "登録申請書", "株式会社", "𠮷野", "葛\U000E0100城", "か\u3099", "㍿", "①", "－", "〜", "（", "）", "。", "、", " ", "　", "\n", "\n\n",
	"_x0041_", "=1+1", "<&>\"'", "]]>", "&amp;", "012", "1,234円", "▲5", "https://example.jp/a?b=c&d", "\u00A0", "\u2011", "e\u0301", "…", "■", "□",
	"{{x}}", "令和元年5月1日", "abc", "ﾊﾝｶｸ", "・", "－1", "  ", "@", "'", "長い文であり、行を越えて続き、さらに次の行にも続く。",
}

func (g *grower) text() string {
	var b strings.Builder
	for range g.IntN(6) {
		b.WriteString(shards[g.IntN(len(shards))])
	}
	if g.IntN(200) == 0 {
		return strings.Repeat(b.String()+"文", 300+g.IntN(2000))
	}
	return b.String()
}

func (g *grower) document() *document.Document {
	d := &document.Document{Form: "2-4", Number: g.text(), Title: g.text(), Edition: "版", Author: g.text(), Date: "2026-04-15", Draft: g.IntN(2) == 0}
	if g.IntN(2) == 0 {
		d.Note = "題名は未確認です。"
	}
	for i := range 1 + g.IntN(3) {
		s := document.Section{Name: fmt.Sprint("節", i), Landscape: g.IntN(3) == 0}
		for range g.IntN(8) {
			s.Blocks = append(s.Blocks, g.block())
		}
		d.Sections = append(d.Sections, s)
	}
	return d
}

func (g *grower) block() document.Block {
	switch g.IntN(8) {
	case 0:
		return document.Title{Text: g.text()}
	case 1:
		return document.Heading{Level: 1 + g.IntN(2), Text: g.text()}
	case 2, 3:
		return document.Paragraph{Text: g.text(), Align: document.Align(g.IntN(4)), Indent: float64(g.IntN(4)), First: float64(g.IntN(2)), Small: g.IntN(4) == 0, Path: g.path()}
	case 4:
		return document.Item{Marker: fmt.Sprintf("(%d)", g.IntN(20)), Text: g.text(), Level: g.IntN(3), Path: g.path()}
	case 5:
		return document.Sender{Rows: g.fields()}
	case 6:
		return document.Fields{Rows: g.fields()}
	}
	t := document.Table{Caption: g.text(), Empty: g.text()}
	for range 1 + g.IntN(6) {
		t.Columns = append(t.Columns, document.Column{Label: g.text(), Width: 1 + float64(g.IntN(3)), Align: document.Align(g.IntN(4))})
	}
	for range g.IntN(5) {
		row := make([]document.Value, len(t.Columns))
		for i := range row {
			row[i] = g.value()
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (g *grower) path() string {
	if g.IntN(2) == 0 {
		return ""
	}
	return fmt.Sprintf("/a/%d", g.IntN(100))
}

func (g *grower) fields() []document.Field {
	fields := make([]document.Field, 1+g.IntN(5))
	for i := range fields {
		fields[i] = document.Field{Label: g.text(), Value: g.value(), Half: g.IntN(3) == 0}
	}
	return fields
}

func (g *grower) value() document.Value {
	switch g.IntN(6) {
	case 0:
		n := g.IntN(3_000_000) - 1000
		return document.Value{Text: fmt.Sprintf("%d件", n), Kind: document.Number, Number: float64(n), Path: g.path()}
	case 1:
		day := fmt.Sprintf("%d-%02d-%02d", 1890+g.IntN(150), 1+g.IntN(12), 1+g.IntN(28))
		return document.Value{Text: day, Kind: document.Date, Date: day, Path: g.path()}
	case 2:
		text := g.text()
		return document.Value{Text: text, Kind: document.Choice, Choices: []string{text, "他", g.text()}, Path: g.path()}
	case 3:
		return document.Value{Path: g.path(), Fixed: g.IntN(2) == 0}
	}
	return document.Value{Text: g.text(), Path: g.path()}
}
