package typeset

import (
	"strings"
	"unicode"
)

// class is what the line breaker needs to know of a character.
type class uint16

const (
	extend      class = 1 << iota // belongs to the character before it
	selector                      // variation selector
	complicated                   // grapheme clusters here need the full algorithm
	free                          // full-width Japanese: breaks are decided by the classes alone
	noStart                       // 行頭禁則文字
	noEnd                         // 行末禁則文字
	space                         // hangs at the end of a line
	digit                         // ASCII or full-width
	letter                        // full-width Latin
	separator                     // may stand between the digits of one number
	counter                       // stays with the number before it
	pair                          // 分離禁則文字: not parted from its like
	urlBreak                      // a long run is broken after it
	openQuote                     // opens a break before it, after Japanese
	closeQuote                    // and one after it, before Japanese
)

// The tables of JIS X 4051 (cl-01 to cl-07, cl-09 to cl-11), with their half-width forms.
const (
	openers   = "‘“（〔［｛〈《「『【｟〘〖«〝([{｢"
	closers   = "’”）〕］｝〉》」』】｠〙〗»〟)]}｣"
	hyphens   = "‐〜゠–～"
	stops     = "？！‼⁇⁈⁉?!・：；:;。．、，｡､･.,"
	iteration = "ヽヾゝゞ々〻ーｰﾞﾟ゛゜"
	smallKana = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
	pairs     = "—―…‥─〳〴〵"
	spaces    = " \u3000"
	counters  = "年月日時分秒円号条項章節件名人回度歳万億兆千百十か％%℃"
	separated = "．，.,:：-－‐/／"
	urlBreaks = "/?&-.;=_#%:@,~+"
)

// needsShaping are scripts that a glyph for each character does not write.
var needsShaping = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Mongolian,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao,
	unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Javanese, unicode.Balinese,
}

// undrawable are the general categories that no form prints: control, format,
// surrogates, line and paragraph separators.
var undrawable = []*unicode.RangeTable{unicode.Cc, unicode.Cf, unicode.Cs, unicode.Zl, unicode.Zp}

func classOf(r rune) class {
	c := kanaOrKanji(r) | cluster(r)
	for _, t := range []struct {
		chars string
		class class
	}{
		{openers, noEnd}, {closers, noStart}, {hyphens, noStart}, {stops, noStart}, {iteration, noStart},
		{smallKana, noStart}, {pairs, pair}, {spaces, space}, {"0123456789０１２３４５６７８９", digit},
		{separated, separator}, {counters, counter}, {urlBreaks, urlBreak}, {"“‘", openQuote}, {"”’", closeQuote},
	} {
		if strings.ContainsRune(t.chars, r) {
			c |= t.class
		}
	}
	if c&digit != 0 {
		c &^= free
	}
	if r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' {
		c |= letter
	}
	return c
}

// kanaOrKanji reports free for the characters between which UAX #14 lets every line
// break, and for the full-width punctuation whose breaks the kinsoku tables decide.
func kanaOrKanji(r rune) class {
	switch {
	case r >= 0x3041 && r <= 0x3096, r >= 0x309b && r <= 0x30ff, r >= 0x31f0 && r <= 0x31ff,
		r >= 0x3400 && r <= 0x4dbf, r >= 0x4e00 && r <= 0x9fff, r >= 0xf900 && r <= 0xfaff,
		r >= 0x20000 && r <= 0x3134f:
		return free
	case strings.ContainsRune("、。，．：；？！・「」『』（）〔〕［］｛｝〈〉《》【】々〻", r):
		return free
	}
	return 0
}

// cluster classes a character by its part in grapheme clusters (UAX #29).
func cluster(r rune) class {
	switch {
	case r >= 0x20 && r < 0x7f, r >= 0xc0 && r < 0x300, r >= 0x3041 && r <= 0x3096, r >= 0x3400 && r <= 0x9fff, r >= 0x20000 && r < 0x30000:
		return 0
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef:
		return extend | selector
	case r >= 0x300 && r <= 0x36f, r == 0x3099, r == 0x309a:
		return extend
	case r == 0x200c, r == 0x200d, unicode.Is(unicode.M, r), r >= 0x1f3fb && r <= 0x1f3ff, r >= 0xe0020 && r <= 0xe007f:
		return extend | complicated
	case r >= 0x3000 && r <= 0x30ff, r >= 0xff01 && r <= 0xff9d:
		return 0
	}
	return complicated
}
