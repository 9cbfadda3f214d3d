package typeset

import "unicode"

// part marks the full-width spaces of a short text, and the bracket in a label, as its best
// breaks, and binds the two parts of a person's name: 代表取締役　髙橋　恵子 becomes 代表取締役
// and 髙橋　恵子.
func (b *breaker) part() {
	const long, label = 80, 32 // glyphs: running text
	if len(b.glyphs) > long {
		return
	}
	before, last := -1, -1 // ends of the parts before the last
	for i := range len(b.glyphs) - 1 {
		if b.glyphs[i].Text == "\u3000" && b.ranks[i] == normal {
			b.ranks[i] = parted
			before, last = last, i
		}
		if len(b.glyphs) <= label && b.glyphs[i+1].Text == "（" && b.ranks[i] == normal {
			b.ranks[i] = parted
		}
	}
	if last > 0 && b.named(before+1, last, 4) && b.named(last+1, len(b.glyphs), 5) {
		b.weaken(before+1, len(b.glyphs)-1)
	}
}

// named reports whether the glyphs from first to end, which is excluded, can be half a name.
func (b *breaker) named(first, end, most int) bool {
	if end == first || end-first > most {
		return false
	}
	for _, g := range b.glyphs[first:end] {
		for _, r := range g.Text {
			if !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Variation_Selector) && r != 'ー' {
				return false
			}
		}
	}
	return true
}

// parting is where the text parts best on the line from start, or at: right of its middle,
// with a rest that fits on one line.
func (b *breaker) parting(start, at, width int) int {
	for i := at; i > start+(at-start)/2; i-- {
		if b.ranks[i-1] == parted && b.fit(i, width) == len(b.glyphs) {
			return i
		}
	}
	return at
}
