package document

import (
	"slices"
	"strings"
	"unicode"
)

// Lines are the rows of f as they are printed: two neighbouring halves share one.
func (f Fields) Lines() [][]Field {
	var lines [][]Field
	for rows := f.Rows; len(rows) > 0; {
		n := 1
		if len(rows) > 1 && rows[0].Half && rows[1].Half {
			n = 2
		}
		lines, rows = append(lines, rows[:n]), rows[n:]
	}
	return lines
}

// Whole reports whether v is one word that a cell shows on one line: a day, a number or
// id, a person's name, any word of a few characters.
func (v Value) Whole() bool {
	const most, few = 14, 4
	n, digits, ascii, spaces, letters := 0, false, true, 0, true
	for _, r := range v.Text {
		n++
		digits = digits || '0' <= r && r <= '9'
		ascii = ascii && ' ' < r && r < 0x7F
		if r == '\u3000' {
			spaces++
		} else {
			letters = letters && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Variation_Selector)
		}
		if n > most {
			return false
		}
	}
	return v.Kind == Date || n <= few || ascii && digits || letters && spaces == 1 && n <= 9
}

// Words calls need with what a column shows on one line if there is room: values that are
// one word, and the days within texts if days is said.
func (t Table) Words(days bool, need func(column int, word string)) {
	const most = 4 * 14 // bytes of one word
	for _, row := range t.Rows {
		for j := range min(len(row), len(t.Columns)) {
			if v := &row[j]; len(v.Text) < most && v.Whole() {
				need(j, v.Text)
			} else if days {
				eachDay(v.Text, func(day string) { need(j, day) })
			}
		}
	}
}

// eachDay finds the days in a text, each with the marks from which no line parts it:
// （令和8年10月15日）、.
func eachDay(text string, found func(day string)) {
	const most, openers, closers = len("令和99年99月99日"), "（「『［〔【〈《", "、。，．・：；）」』］〕】〉》"
	for _, era := range []string{"令和", "平成"} {
		for at, next := 0, 0; ; at = next {
			next = strings.Index(text[at:], era)
			if next < 0 {
				break
			}
			at, next = at+next, at+next+len(era)
			end := strings.Index(text[at:min(at+most, len(text))], "日")
			if end > 0 && strings.Contains(text[at:at+end], "年") && strings.Contains(text[at:at+end], "月") {
				end += at + len("日")
				before := len(strings.TrimRight(text[:at], openers))
				after := len(text) - len(strings.TrimLeft(text[end:], closers))
				found(text[before:after])
			}
		}
	}
}

// Closes reports whether block i is the last line of a letter, 以上 at the right, with nothing
// but notes below: it stands on the page of what it closes.
func Closes(blocks []Block, i int) bool {
	p, ok := blocks[i].(Paragraph)
	return ok && p.Align == Right && i > 0 && !slices.ContainsFunc(blocks[i+1:], func(b Block) bool {
		p, ok := b.(Paragraph)
		return !ok || !p.Small
	})
}

// Trails reports whether b is a single line right below another grid: it is about the same
// thing, and stands on the page of the last row there.
func Trails(before, b Block) bool {
	f, ok := b.(Fields)
	if !ok {
		return false
	}
	switch before.(type) {
	case Fields, Table:
		return len(f.Lines()) == 1
	}
	return false
}
