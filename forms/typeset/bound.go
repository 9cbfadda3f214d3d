package typeset

import (
	"regexp"
	"strings"
)

// boundWords are those within which no line ends: days, forms, numbers of controls.
var boundWords = regexp.MustCompile(`(令和|平成)([0-9]+|元)年[0-9]+月[0-9]+日|様式[0-9]+(-[0-9]+)?|[0-9]+(\.[0-9]+){2,}(\.[A-Z]+)?`)

// mayBind reports quickly whether s may hold a bound word.
func mayBind(s string) bool {
	dots := 0
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '.' && isDigit(s[i-1]) && isDigit(s[i+1]) {
			dots++
		}
	}
	return dots > 1 || strings.Contains(s, "令和") || strings.Contains(s, "平成") || strings.Contains(s, "様式")
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Parts reports whether a program that knows nothing of such words, as office programs do not,
// ends a line of s within a day, the number of a form or that of a control. Lengths are ems, of
// which half-width characters take half: the lines are width long, the first of them first less,
// and the program sets spacing between kanji and ASCII.
func Parts(s string, width, first, spacing float64) bool {
	if Ems(s)+first < width*4/5 || !mayBind(s) {
		return false
	}
	words := boundWords.FindAllStringIndex(s, -1)
	if words == nil {
		return false
	}
	for _, at := range lineEnds(s, width, first, spacing) {
		for len(words) > 0 && words[0][1] <= at {
			words = words[1:]
		}
		if len(words) > 0 && words[0][0] < at {
			return true
		}
	}
	return false
}

// Ems is the width of s in a font whose half-width characters take half an em, and all others one.
func Ems(s string) (width float64) {
	for _, r := range s {
		width += emOf(r)
	}
	return width
}

func emOf(r rune) float64 {
	if r < 0x100 || r >= 0xFF61 && r <= 0xFF9F {
		return 0.5
	}
	return 1
}

const (
	hanging  = "、。，．"
	noStarts = hanging + "）」』】〕〉》］｝・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ),.:;?!]}"
	noEnds   = "（「『【〔〈《［｛([{"
)

// lineEnds guesses where the lines of s end: where the first character stands that has no room,
// or before it as kinsoku wants it. A stop hangs.
func lineEnds(s string, width, first, spacing float64) (ends []int) {
	type mark struct {
		at   int
		r    rune
		wide float64 // of all up to it
	}
	var line []mark
	used := first
	for at, r := range s {
		if r == '\n' {
			line, used = line[:0], 0
			continue
		}
		wide := emOf(r)
		if n := len(line); n > 0 && (line[n-1].r < 0x80) != (r < 0x80) && line[n-1].r != ' ' && r != ' ' {
			wide += spacing
		}
		used += wide
		line = append(line, mark{at, r, used})
		if used <= width+0.01 || strings.ContainsRune(hanging, r) || r == ' ' {
			continue
		}
		k := len(line) - 1
		for k > 1 && !mayEnd(line[k-1].r, line[k].r) {
			k--
		}
		if k <= 1 {
			k = max(1, len(line)-1)
		}
		if k == len(line) {
			continue // one character, wider than the line
		}
		ends = append(ends, line[k].at)
		taken := line[k-1].wide
		line = append(line[:0], line[k:]...)
		for i := range line {
			line[i].wide -= taken
		}
		used = line[len(line)-1].wide
	}
	return ends
}

// mayEnd reports whether a line may end between two characters.
func mayEnd(l, r rune) bool {
	return (l >= 0x80 || r >= 0x80 || l == ' ' || l == '-') && !strings.ContainsRune(noStarts, r) && !strings.ContainsRune(noEnds, l)
}
