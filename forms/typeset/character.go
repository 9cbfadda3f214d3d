package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Fate is what becomes of a character on paper, the same in every format.
type Fate string

// The fates. A character with one of the last four keeps its form from being printed.
const (
	Printed     Fate = "printed"     // by the typeface of the text
	Substituted Fate = "substituted" // by another font, since the typeface lacks it
	Variant     Fate = "variant"     // a variation sequence, by the glyph that a font registers for it
	NoSequence  Fate = "sequence"    // refused: a variation sequence that no font registers
	NoShaping   Fate = "shaping"     // refused: of a script whose letters change with their neighbours
	NoMark      Fate = "mark"        // refused: a control or format character, which leaves no mark on paper
	NoFont      Fate = "font"        // refused: no font has it
)

// Character is a character of a text, and what becomes of it.
type Character struct {
	Text string // a grapheme cluster: 葛 with its variation selector is one
	Fate Fate
	Font string // PostScript name of the font that draws it; "" if it is refused
}

// Characters tells what becomes of the characters of a text that are not simply Printed, in
// their order, each once. It is told of the Mincho; the faces have the same repertoire.
func (f *Fonts) Characters(text string) []Character {
	b := f.borrow()
	defer f.pool.Put(b)
	var all []Character
	for line := range strings.SplitSeq(text, "\n") {
		for state := -1; line != ""; {
			var cluster string
			cluster, line, _, state = uniseg.FirstGraphemeClusterInString(line, state)
			c := b.character(f, cluster)
			if c.Fate != Printed && !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	return all
}

func (b *breaker) character(f *Fonts, cluster string) Character {
	c := Character{Text: cluster, Fate: Printed}
	b.glyphs = f.Shape(b.glyphs[:0], cluster, Mincho)
	for i := range b.glyphs {
		switch g := &b.glyphs[i]; {
		case g.ID == 0:
			return Character{Text: cluster, Fate: WhyNot(cluster)}
		case varied(g.Text):
			c.Fate, c.Font = Variant, f.fonts[g.Font].metrics.Name
		case int(g.Font) >= int(faces) && c.Fate == Printed:
			c.Fate, c.Font = Substituted, f.fonts[g.Font].metrics.Name
		}
	}
	return c
}

// WhyNot is the fate of a character that is refused.
func WhyNot(cluster string) Fate {
	for _, r := range cluster {
		if unicode.In(r, needsShaping...) {
			return NoShaping
		}
	}
	if varied(cluster) {
		return NoSequence
	}
	if r, size := utf8.DecodeRuneInString(cluster); unicode.In(r, undrawable...) || r == utf8.RuneError && size < 2 {
		return NoMark
	}
	return NoFont
}

// varied reports whether a variation selector stands in a text.
func varied(text string) bool {
	return len(text) > 3 && strings.ContainsFunc(text, func(r rune) bool { return cluster(r)&selector != 0 })
}
