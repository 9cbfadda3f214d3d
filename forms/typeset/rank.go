package typeset

import (
	"strings"

	"github.com/rivo/uniseg"
)

// rank says how good it is to end a line after a glyph.
type rank uint8

const (
	never  rank = iota // inside a grapheme cluster
	forced             // against kinsoku, or before a space: only if there is nothing else
	inside             // inside a word or number that fits on no line
	url                // the same, after punctuation
	bound              // inside a day that fits on no line: after the year or the month
	normal             // where a reader expects it
	parted             // after a full-width space: between the parts of an address, a title and a name
)

// rank fills b.ranks for the glyphs of text, which has no line feeds.
func (b *breaker) rank(text string) {
	b.ranks = append(b.ranks[:0], make([]rank, len(b.glyphs))...)
	b.unicodeBreaks(text)
	for i := range len(b.glyphs) - 1 {
		b.ranks[i] = b.kinsoku(i)
	}
	b.keepNumbers(text)
	b.part()
	b.keepClusters(text)
}

// unicodeBreaks marks as normal what UAX #14 allows. Between free characters it allows
// every break that the kinsoku tables leave, so only the stretches around other
// characters go through the full algorithm, with a free character at either end.
func (b *breaker) unicodeBreaks(text string) {
	g, at := b.glyphs, 0
	for i := 0; i+1 < len(g); {
		if g[i].class&g[i+1].class&free != 0 {
			b.ranks[i] = normal
			at += len(g[i].Text)
			i++
			continue
		}
		j, end := i+1, at+len(g[i].Text)
		for j+1 < len(g) && g[j].class&free == 0 {
			end += len(g[j].Text)
			j++
		}
		b.stretch(text[at:end+len(g[j].Text)], i, j)
		i, at = j, end
	}
}

// stretch lets UAX #14 decide between the glyphs i to j, which draw text.
func (b *breaker) stretch(text string, i, j int) {
	state, end, at := -1, 0, len(b.glyphs[i].Text)
	for text != "" {
		var segment string
		segment, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		end += len(segment)
		for at < end && i < j {
			i++
			at += len(b.glyphs[i].Text)
		}
		if at == end && i < j {
			b.ranks[i] = normal
		}
	}
}

// kinsoku judges a break between the glyphs i and i+1.
func (b *breaker) kinsoku(i int) rank {
	l, r := &b.glyphs[i], &b.glyphs[i+1]
	switch {
	case r.class&extend != 0:
		return never
	case r.class&(space|noStart) != 0 || l.class&noEnd != 0:
		return forced
	case l.class&r.class&pair != 0 && l.Text == r.Text:
		return forced
	case b.inNumber(i):
		return inside
	case b.inDay(i):
		return bound
	case l.Text == "-" && r.class&free == 0:
		return url // ISMAP-LIU stays whole, and readers take no hyphen for one that layout added
	case b.ranks[i] == normal, l.class&free != 0 && r.class&(openQuote|pair) != 0, l.class&closeQuote != 0 && r.class&free != 0:
		return normal
	case l.class&urlBreak != 0:
		return url
	}
	return inside
}

// inNumber reports whether the glyphs i and i+1 belong to one number or full-width word:
// 5,000 ２．５ 8月 ＮＰＯ.
func (b *breaker) inNumber(i int) bool {
	l, r := b.glyphs[i].class, b.glyphs[i+1].class
	switch {
	case l&(digit|letter) != 0 && r&(digit|letter) != 0, l&digit != 0 && r&counter != 0:
		return true
	case l&separator != 0 && r&digit != 0:
		return i > 0 && b.glyphs[i-1].class&digit != 0
	case l&digit != 0 && r&separator != 0:
		return i+2 < len(b.glyphs) && b.glyphs[i+2].class&digit != 0
	}
	return false
}

// inDay reports whether the glyph i ends the year, month or hour of a day that goes on:
// 令和8年10月15日.
func (b *breaker) inDay(i int) bool {
	return i > 0 && b.glyphs[i].class&counter != 0 && b.glyphs[i+1].class&digit != 0 && strings.Contains("年月時", b.glyphs[i].Text) &&
		(b.glyphs[i-1].class&digit != 0 || b.glyphs[i-1].Text == "元")
}

// kept are the words that stay with the number that follows them.
var kept = []string{"令和", "平成", "昭和", "大正", "明治", "様式", "別紙", "別表", "別添", "第"}

// keepNumbers binds 様式2-4, 第8条, 令和8年 and 令和元年 into one.
func (b *breaker) keepNumbers(text string) {
	at := 0
	for i := range b.glyphs {
		g := &b.glyphs[i]
		first := g.class&digit != 0 && (i == 0 || b.glyphs[i-1].class&digit == 0)
		if g.Text == "元" && i+1 < len(b.glyphs) && b.glyphs[i+1].Text == "年" {
			b.weaken(i, i+1)
			first = true
		}
		if first {
			b.keepWord(text[:at], i)
		}
		at += len(g.Text)
	}
}

// keepWord binds the kept word at the end of before to the glyph i that follows it.
func (b *breaker) keepWord(before string, i int) {
	const kanji = len("第")
	for _, word := range kept {
		if strings.HasSuffix(before, word) {
			b.weaken(max(0, i-len(word)/kanji), i)
		}
	}
}

// weaken lets the breaks between the glyphs from and to be used only in need.
func (b *breaker) weaken(from, to int) {
	for i := from; i < to; i++ {
		b.ranks[i] = min(b.ranks[i], inside)
	}
}

// keepClusters forbids breaks inside the grapheme clusters that the classes alone do not
// tell: emoji, conjoining jamo, flags. A mark after a control character stands alone.
func (b *breaker) keepClusters(text string) {
	complex := false
	for i := range b.glyphs {
		complex = complex || b.glyphs[i].class&complicated != 0
	}
	i, at, end := 0, 0, 0
	for state := -1; complex && text != ""; {
		var cluster string
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		for end += len(cluster); at < end && i < len(b.glyphs); i++ {
			if at += len(b.glyphs[i].Text); at < end {
				b.ranks[i] = never
			} else {
				b.ranks[i] = max(b.ranks[i], forced)
			}
		}
	}
}
