package xlsx

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/document"
)

// TestSplit cuts random texts: the pieces are the text, and each fits a row and a cell.
func TestSplit(t *testing.T) {
	fonts := renderer(t).fonts
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{"監査の手続。", "\n", "\n\n", "、", "word ", "长", "https://example.com/", strings.Repeat("無", 90), "葛\U000E0100", strings.Repeat("\U000E0100", 900), "𠮷"}
	for range 100 {
		text := ""
		for range random.IntN(200) {
			text += parts[random.IntN(len(parts))]
		}
		ty, width := role(random.IntN(int(roles))).typo(), 10+random.Float64()*700
		pieces := split(fonts, text, ty, width, 240)
		joined := ""
		for _, p := range pieces {
			joined += p.text
			need := len(fonts.Break(p.text, ty.face, ty.size, width))
			if p.height(ty) > maxHeight || p.lines < need || units(p.text) > maxUnits {
				t.Fatalf("piece of %d lines, %d units; %d lines needed at %g pt", p.lines, units(p.text), need, width)
			}
		}
		if joined != text {
			t.Fatalf("%d bytes put together, not %d", len(joined), len(text))
		}
	}
}

func TestSplitAtSentences(t *testing.T) {
	text := strings.Repeat("証跡とともに記録する。", 300)
	pieces := split(renderer(t).fonts, text, value.typo(), 200, 240)
	for _, p := range pieces {
		if !strings.HasSuffix(p.text, "。") {
			t.Errorf("piece ends within a sentence: %s", p.text)
		}
	}
	if len(pieces) < 3 {
		t.Errorf("%d pieces", len(pieces))
	}
}

// TestGrid lays random blocks on one grid: each keeps all its cells, from the left edge
// of the page to the right, and the longest table its own edges.
func TestGrid(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		s := &document.Section{Landscape: random.IntN(2) == 0}
		for range 1 + random.IntN(6) {
			s.Blocks = append(s.Blocks, randomBlock(random))
		}
		g := newGrid(s)
		if !slices.IsSorted(g) || len(slices.Compact(slices.Clone(g))) != len(g) {
			t.Fatalf("edges %v", g)
		}
		for _, b := range s.Blocks {
			at := g.columns(edges(b, g.width()))
			for i := range at[1:] {
				if at[i] >= at[i+1] || at[i+1] >= len(g) {
					t.Fatalf("%+v: cells %v in %v", b, at, g)
				}
			}
		}
	}
}

func randomBlock(random *rand.Rand) document.Block {
	labels := []string{"", "名称", "代表者の役職・氏名", strings.Repeat("長", 40)}
	label := labels[random.IntN(len(labels))]
	fields := []document.Field{{Label: label, Half: random.IntN(2) == 0}, {Label: label, Half: random.IntN(2) == 0}}
	switch random.IntN(5) {
	case 0:
		return document.Paragraph{Indent: random.Float64() * document.MaxIndent}
	case 1:
		return document.Item{Marker: label, Level: random.IntN(document.MaxIndent)}
	case 2:
		return document.Sender{Rows: fields}
	case 3:
		return document.Fields{Rows: fields}
	}
	t := document.Table{Columns: make([]document.Column, 1+random.IntN(maxColumns))}
	for i := range t.Columns {
		t.Columns[i].Width = random.ExpFloat64()
	}
	return t
}
