package readback

import (
	"slices"
	"strings"
	"unicode"

	"yoshiki/forms/document"
)

// matcher takes the texts of the tree off those of a file.
type matcher struct {
	document *document.Document
	file     *File
	used     []bool
	taken    []int // of the text at hand
	next     int   // first text of the file that may not be used yet
}

func (m *matcher) take(want *field) error {
	text := m.words(want.Text)
	if text == "" {
		return nil
	}
	for m.next < len(m.used) && m.used[m.next] {
		m.next++
	}
	if m.next == len(m.used) {
		return m.differs(want, m.next)
	}
	first := m.next
	rest, ok := strings.CutPrefix(text, m.file.Texts[first].Words)
	if !ok {
		return m.differs(want, first)
	}
	m.use(first)
	for at := first; rest != ""; {
		if at = m.below(at); at < 0 {
			return m.differs(want, first)
		}
		if rest, ok = strings.CutPrefix(rest, m.file.Texts[at].Words); !ok {
			return m.differs(want, at)
		}
		m.use(at)
	}
	return nil
}

func (m *matcher) use(at int) { m.used[at], m.taken = true, append(m.taken, at) }

// words are the words of a text of the tree in the file's format: a PDF has no line feeds.
func (m *matcher) words(text string) string {
	if m.file.Format == "pdf" {
		return strings.ReplaceAll(text, "\n", "")
	}
	return text
}

// below is the text in the cell right below a cell of a workbook, where a long text goes
// on; -1 if there is none.
func (m *matcher) below(at int) int {
	if m.file.Format != "xlsx" {
		return -1
	}
	from := m.file.Texts[at].Place
	for i := at + 1; i < len(m.used); i++ {
		switch p := m.file.Texts[i].Place; {
		case p.Part != from.Part || p.Row > from.Row+1:
			return -1
		case p.Row == from.Row+1 && p.Column == from.Column && !m.used[i]:
			return i
		}
	}
	return -1
}

func (m *matcher) differs(want *field, at int) error {
	d := &Difference{Path: want.Path, Label: want.label, Want: want.Text}
	if at < len(m.file.Texts) {
		d.Got, d.Place = m.file.Texts[at].Words, m.file.Texts[at].Place
	}
	return d
}

// rest reports words that the tree does not have. Edition and note may stand below the
// last block of a sheet whose foot has no room for them.
func (m *matcher) rest() error {
	for i, t := range m.file.Texts[m.next:] {
		if m.used[m.next+i] || m.file.Format == "xlsx" && (t.Words == m.document.Edition || t.Words == m.document.Note) {
			continue
		}
		return &Difference{Label: t.Words, Got: t.Words, Place: t.Place}
	}
	return m.feet()
}

// feet looks for edition and note at the foot of the pages.
func (m *matcher) feet() error {
	feet := squeeze(strings.Join(m.file.Feet, "\x00"))
	for _, words := range []string{m.document.Edition, m.document.Note} {
		if !strings.Contains(feet, squeeze(words)) && !slices.ContainsFunc(m.file.Texts[m.next:], func(t Text) bool { return t.Words == words }) {
			return &Difference{Label: words, Want: words, Got: strings.Join(m.file.Feet, " ")}
		}
	}
	return nil
}

// squeeze leaves out the spaces at which lines may have been broken.
func squeeze(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(words, "&&", "&"))
}
