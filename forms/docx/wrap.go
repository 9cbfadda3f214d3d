package docx

import (
	"regexp"
	"strings"
)

// bound are the words within which no line ends: days, forms, numbers of controls. Word knows
// no way to say so but to end the lines elsewhere.
var bound = regexp.MustCompile(`(令和|平成)([0-9]+|元)年[0-9]+月[0-9]+日|様式[0-9]+(-[0-9]+)?|[0-9]+(\.[0-9]+){2,}(\.[A-Z]+)?`)

// spacings are the white, in ems, that a program sets between kanji and ASCII: Word none, as it
// is told, LibreOffice some.
var spacings = [...]float64{0, 0.2}

const mostInset = 8 // ems

// inset is how much narrower than width, in twips, a text is set so that no line of it ends
// within a bound word; 0 if none does, or if no inset helps. first is what the first line has less.
func inset(s string, em, width, first int) int {
	if int(ems(s)*float64(em))+first < width*4/5 || !mayBind(s) {
		return 0
	}
	words := bound.FindAllStringIndex(s, -1)
	if words == nil {
		return 0
	}
	for step := 0; step <= 2*mostInset && width-step*em/2 > 4*em; step++ {
		if whole(s, words, float64(width-step*em/2)/float64(em), float64(first)/float64(em)) {
			return step * em / 2
		}
	}
	return 0
}

// mayBind reports quickly whether s may hold a bound word.
func mayBind(s string) bool {
	return strings.Contains(s, "年") || strings.Contains(s, "様式") || strings.Count(s, ".") > 1
}

// whole reports whether no line of s, that many ems wide, ends within one of the words.
func whole(s string, words [][]int, width, first float64) bool {
	for _, spacing := range spacings {
		next := 0
		for _, at := range lineEnds(s, width, first, spacing) {
			for next < len(words) && words[next][1] <= at {
				next++
			}
			if next < len(words) && words[next][0] < at {
				return false
			}
		}
	}
	return true
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
		wide := 1.0
		if r < 0x100 {
			wide = 0.5
		}
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
	return (l >= 0x80 || r >= 0x80 || l == ' ') && !strings.ContainsRune(noStarts, r) && !strings.ContainsRune(noEnds, l)
}
