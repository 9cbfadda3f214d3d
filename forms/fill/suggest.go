package fill

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/fill/ooxml"
)

// Suggestion is a marker that was put into a copy of a blank sheet.
type Suggestion struct {
	Place  Place
	Label  string // that stands on the sheet
	Field  string // of the form
	Marker string
}

// Suggest finds the labels of a blank official sheet that name fields of a form, and gives a
// copy with a marker in the blank of each. Nothing that the sheet says is changed: markers are
// put into empty cells, blanks and behind boxes. A person corrects the copy.
func Suggest(d *forms.Definition, data []byte) ([]byte, []Suggestion, error) {
	t, err := Parse(data)
	if err != nil {
		return nil, nil, err
	}
	places, err := d.Places()
	if err != nil {
		return nil, nil, err
	}
	s := &suggester{template: t, form: d, edits: map[*part][]ooxml.Edit{}, inserts: map[*flow][]insert{}, used: map[*blank]bool{}, taken: map[string]bool{}}
	if t.book != nil {
		s.excel()
	} else {
		s.word()
	}
	s.lists(places)
	s.letters(places)
	s.fields(places)
	s.day()
	changed := s.write()
	var out bytes.Buffer
	err = t.file.Write(&out, changed, nil)
	return out.Bytes(), s.made, err
}

// blank is a place of a sheet that is to be filled in.
type blank struct {
	kind  blankKind
	label string // as the sheet has it
	place Place
	put   func(marker string) []ooxml.Edit // into an empty cell
	part  *part
	flow  *flow    // or into a text
	at    []int    // characters of the text that markers are put before
	words []string // behind each box

	letter bool // the day stands in the text of a letter
}

type blankKind int

const (
	empty blankKind = iota
	day             // 令和　年　月　日
	boxes           // □ 新規　□ 更新
)

// insert is a marker that is put before a character of a flow.
type insert struct {
	at     int
	marker string
}

// suggester puts markers into blanks.
type suggester struct {
	template *Template
	form     *forms.Definition
	grids    []*grid
	blanks   []*blank
	edits    map[*part][]ooxml.Edit
	inserts  map[*flow][]insert
	used     map[*blank]bool
	taken    map[string]bool // places of cells that have a marker
	made     []Suggestion
}

// fields puts the fields that stand in no list into the blanks whose labels name them, the
// surest first; of the same sureness in the order of the form and of the sheet.
func (s *suggester) fields(places []forms.Place) {
	done := map[string]bool{}
	for least := sureness(sure); least >= guessed; least-- {
		for i := range places {
			p := &places[i]
			if p.List != nil || done[p.Source] || p.Label.Ja == "" && least == sure {
				continue
			}
			for _, b := range s.blanks {
				if !b.letter && !s.used[b] && (b.flow != nil || !s.taken[b.key()]) && alike(b.label, s.namesOf(p)) >= least && s.fits(b, p) {
					done[p.Source] = true
					s.use(b, p, s.together(b, places[i:], done)...)
					break
				}
			}
		}
	}
}

// together are the fields that the form shows under the label of the first, in a blank that has
// room for all: title and name.
func (s *suggester) together(b *blank, places []forms.Place, done map[string]bool) (more []*forms.Place) {
	for i := 1; i < len(places) && b.kind == empty && b.flow == nil; i++ {
		p := &places[i]
		if p.Label != places[0].Label || p.Label.Ja == "" || p.List != nil {
			break
		}
		if !done[p.Source] && p.Source != places[0].Source {
			more = append(more, p)
			done[p.Source] = true
		}
	}
	return more
}

// dated is what a form prints of a day in the text of a letter.
var dated = regexp.MustCompile(`^([a-z_.]+) == '' \? '令和[　年月日]+' : era\(([a-z_.]+)\)$`)

// letters puts days into the text of letters: 令和　年　月　日付けで提出のあった.
func (s *suggester) letters(places []forms.Place) {
	for i := range places {
		m := dated.FindStringSubmatch(places[i].Source)
		if m == nil || m[1] != m[2] {
			continue
		}
		for _, b := range s.blanks {
			if b.letter && !s.used[b] {
				s.use(b, &forms.Place{Source: m[1], Label: places[i].Label})
				break
			}
		}
	}
}

// key is the same for two blanks in one cell.
func (b *blank) key() string { return b.place.In("en") }

// fits reports whether a value can be put into a blank: a day into that of one, a choice into
// boxes that have its words.
func (s *suggester) fits(b *blank, p *forms.Place) bool {
	switch b.kind {
	case day:
		return p.Type != nil && p.Type.Name() == "Date"
	case boxes:
		return len(s.boxes(b, p)) > 0
	}
	return true
}

// use puts a value into a blank, and others behind it.
func (s *suggester) use(b *blank, p *forms.Place, more ...*forms.Place) {
	s.used[b], s.taken[b.key()] = true, true
	switch {
	case b.kind == day:
		for i, as := range []string{"year", "month", "day"} {
			s.insert(b, p.Label.Ja, b.at[i], "{{ "+p.Source+" | "+as+" }}")
		}
	case b.kind == boxes:
		for at, marker := range s.boxes(b, p) {
			s.insert(b, p.Label.Ja, b.at[at], marker)
		}
	case b.flow != nil:
		s.insert(b, p.Label.Ja, b.at[0], "{{ "+p.Source+" }}")
	default:
		marker := "{{ " + p.Source + " }}"
		for _, other := range more {
			marker += "　{{ " + other.Source + " }}"
		}
		s.put(b, p.Label.Ja, marker)
	}
}

func (s *suggester) put(b *blank, field, marker string) {
	s.edits[b.part] = append(s.edits[b.part], b.put(marker)...)
	s.made = append(s.made, Suggestion{b.place, b.label, field, marker})
}

func (s *suggester) insert(b *blank, field string, at int, marker string) {
	s.inserts[b.flow] = append(s.inserts[b.flow], insert{at, marker})
	s.made = append(s.made, Suggestion{b.place, b.label, field, marker})
}

// boxes are the markers of a choice, by the box that each belongs to.
func (s *suggester) boxes(b *blank, p *forms.Place) map[int]string {
	out := map[int]string{}
	for _, c := range s.form.Choices(p.Type) {
		for i, words := range b.words {
			if saysChoice(words, c) {
				out[i] = "{{ box " + p.Source + " == '" + c.Value + "' }}"
			}
		}
	}
	if len(out) < min(2, len(b.words)) {
		return nil
	}
	return out
}

// saysChoice reports whether the words behind a box are those of a choice: all of them, or the
// first, or what stands behind the number of a rule.
func saysChoice(words string, c vocabulary.Choice) bool {
	first, rest, _ := strings.Cut(strings.TrimSpace(strings.ReplaceAll(words, "　", " ")), " ")
	if c.Value == "yes" && first == "有" || c.Value == "no" && first == "無" {
		return true
	}
	for _, said := range []string{words, first, rest} {
		if plain := plainLabel(said); plain != "" && plain == plainLabel(c.Words.Ja) {
			return true
		}
	}
	return false
}

// day puts the day of the form into the first blank for a day that nothing has claimed.
func (s *suggester) day() {
	source := s.form.Date.Source
	if source == "" {
		return
	}
	for _, m := range s.made {
		if strings.Contains(m.Marker, source+" | year") {
			return
		}
	}
	for _, b := range s.blanks {
		if b.kind == day && !b.letter && !s.used[b] && len([]rune(plainLabel(b.label))) < 4 {
			s.use(b, &forms.Place{Source: source})
			return
		}
	}
}

// write gives the parts with the markers in them.
func (s *suggester) write() map[string][]byte {
	for f, all := range s.inserts {
		slices.SortStableFunc(all, func(a, b insert) int { return cmp.Compare(a.at, b.at) })
		var edits []ooxml.Edit
		for _, one := range all {
			edits = append(edits, f.before(one.at, one.marker))
		}
		if f.cell == nil {
			s.edits[f.part] = append(s.edits[f.part], edits...)
			continue
		}
		n := f.cell.node
		text := f.cell.tag(f.cell.row) + f.inline(edits) + "</" + n.Raw + ">"
		s.edits[f.cell.sheet.part] = append(s.edits[f.cell.sheet.part], ooxml.Edit{From: n.From, To: n.To, With: text})
	}
	changed := map[string][]byte{}
	for p, edits := range s.edits {
		changed[p.name] = ooxml.Splice(p.data, 0, len(p.data), edits)
	}
	return changed
}

// before is the edit that puts a text before a character, or behind the last.
func (f *flow) before(at int, text string) ooxml.Edit {
	if at < len(f.glyphs) {
		return ooxml.Edit{From: f.glyphs[at].From, To: f.glyphs[at].From, With: ooxml.Escape(text)}
	}
	end := f.glyphs[len(f.glyphs)-1].To
	return ooxml.Edit{From: end, To: end, With: ooxml.Escape(text)}
}
