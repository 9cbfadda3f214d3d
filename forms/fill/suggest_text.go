package fill

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	dayBlank   = regexp.MustCompile(`[ 　\x{a0}]*年[ 　\x{a0}]+月[ 　\x{a0}]+日`)
	spaceBlank = regexp.MustCompile(`　{2,}|[ \x{a0}]{4,}|_{3,}|＿{2,}`)
	boxWords   = regexp.MustCompile(`[□☐][ 　\x{a0}]*([^□☐\n\t]+)`)
)

// blanksIn finds the blanks in a text. left is the label in front of the text, if it has one.
func (s *suggester) blanksIn(f *flow, left string) {
	text := f.text()
	if strings.ContainsRune(text, object) && f.cell != nil {
		return
	}
	at := func(bytes int) int { return utf8.RuneCountInString(text[:bytes]) }
	days := dayBlank.FindAllStringIndex(text, -1)
	for _, m := range days {
		b := &blank{kind: day, label: labelBefore(text[:m[0]], left), place: f.place, part: f.part, flow: f}
		year := m[0]
		month := m[0] + strings.Index(text[m[0]:], "年") + len("年")
		last := m[0] + strings.Index(text[m[0]:], "月") + len("月")
		b.at = []int{at(year), at(month), at(last)}
		if rest := text[m[1]:]; strings.HasPrefix(rest, "付け") {
			b.letter, b.label = true, letterWords(rest)
		}
		s.blanks = append(s.blanks, b)
	}
	if len(days) > 0 {
		return
	}
	if all := boxWords.FindAllStringSubmatchIndex(text, -1); all != nil {
		b := &blank{kind: boxes, label: left, place: f.place, part: f.part, flow: f}
		for _, m := range all {
			b.at, b.words = append(b.at, at(m[0])+1), append(b.words, strings.TrimRight(text[m[2]:m[3]], " 　\u00a0"))
		}
		s.blanks = append(s.blanks, b)
		return
	}
	for _, m := range spaceBlank.FindAllStringIndex(text, -1) {
		if label := labelBefore(text[:m[0]], ""); label != "" {
			s.blanks = append(s.blanks, &blank{label: label, place: f.place, part: f.part, flow: f, at: []int{at(m[0])}})
		}
	}
	if trimmed := strings.TrimRight(text, " 　\u00a0"); endsLabel(text) && !spaceBlank.MatchString(text[len(trimmed):]) {
		s.blanks = append(s.blanks, &blank{label: trimmed, place: f.place, part: f.part, flow: f, at: []int{at(len(trimmed))}})
	}
}

// letterWords are the words of a letter right behind a day: 付けで提出のあった.
func letterWords(text string) string {
	if at := strings.Index(text, "あった"); at >= 0 {
		return text[:at+len("あった")]
	}
	return clipped(text)
}

// endsLabel reports whether a text ends as a label does: 名称：
func endsLabel(text string) bool {
	trimmed := strings.TrimRight(text, " 　\u00a0")
	return strings.HasSuffix(trimmed, "：") || strings.HasSuffix(trimmed, ":")
}

// labelBefore is the label right before a blank.
func labelBefore(text, left string) string {
	text = strings.TrimRight(text, " 　\u00a0")
	text = strings.TrimSuffix(strings.TrimSuffix(text, "令和"), "平成")
	for _, cut := range []string{"　　", "\t", "\n", "（", "、", "。"} {
		if at := strings.LastIndex(text, cut); at >= 0 {
			text = text[at+len(cut):]
		}
	}
	if plainLabel(text) == "" {
		return left
	}
	return text
}
