package typeset

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// Missing returns the grapheme clusters of text that no font can draw, in their order,
// each once. A cluster is missing as a whole if any part of it is. "\n" is never missing.
// The faces have the same repertoire, so it is enough to ask one of them.
func (f *Fonts) Missing(text string) []string {
	b := f.borrow()
	defer f.pool.Put(b)
	if b.drawable(f, text) {
		return nil
	}
	var missing []string
	for line := range strings.SplitSeq(text, "\n") {
		for state := -1; line != ""; {
			var cluster string
			cluster, line, _, state = uniseg.FirstGraphemeClusterInString(line, state)
			if !b.drawable(f, cluster) && !slices.Contains(missing, cluster) {
				missing = append(missing, cluster)
			}
		}
	}
	return missing
}

// drawable reports whether a font draws each part of text.
func (b *breaker) drawable(f *Fonts, text string) bool {
	b.glyphs = f.Shape(b.glyphs[:0], text, Mincho)
	for i := range b.glyphs {
		if b.glyphs[i].ID == 0 && b.glyphs[i].Text != "\n" {
			return false
		}
	}
	return true
}
