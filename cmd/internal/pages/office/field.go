package office

import (
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/package/letters"
)

// field is one value to type, as the frame's template "field" shows it.
type field struct {
	Pointer, Type, Label, Help, How, Clause string
	Need                                    bool
	If                                      bool // needed only where the group that it is in is filled in: nothing of a letter is
	Value, Reading                          string
	Choices                                 []choice
	Findings                                []fieldFinding
	Clash                                   any // of values that two people changed; none here
}

// fieldFinding is a finding beside its field.
type fieldFinding struct {
	Severity, Clause, Text, Repair string
	Missing                        bool // nothing was typed, and nobody has asked yet
}

// ID is the id of the field in the page.
func (f field) ID() string { return frame.FieldID(f.Pointer) }

// Invalid reports whether what is there is at fault.
func (f field) Invalid() bool {
	for _, x := range f.Findings {
		if x.Severity == string(casefile.Error) && !x.Missing {
			return true
		}
	}
	return false
}

// sheet is a letter, or a case that came on paper, as it is typed.
type sheet struct {
	*call
	catalog *forms.Catalog
	columns []letters.Column
	at      string     // pointer of the group in the case; "" for the whole
	typed   url.Values // by field: "/decision"
	faults  map[string]casefile.Finding
	row     letters.Row
}

// maxEntries bounds the entries of a list that are shown.
const maxEntries = 200

// entries is how many entries of a list are shown: those that were typed, and one.
func (s *sheet) entries(list string) int {
	n := 1
	for name := range s.typed {
		rest, ok := strings.CutPrefix(name, "/"+list+"/")
		index, _, _ := strings.Cut(rest, "/")
		if i, err := strconv.Atoi(index); ok && err == nil && i < maxEntries {
			n = max(n, i+1)
		}
	}
	return n
}

// cell is a column for one entry.
type cell struct {
	*letters.Column
	field string
	n     int
}

// cells are the columns in their order, those of a list once for each entry.
func (s *sheet) cells() (all []cell) {
	for i := 0; i < len(s.columns); {
		list, _, many := strings.Cut(s.columns[i].Field, "/*")
		if !many {
			all = append(all, cell{&s.columns[i], s.columns[i].Field, 1})
			i++
			continue
		}
		end := i
		for end < len(s.columns) && strings.HasPrefix(s.columns[end].Field, list+"/*") {
			end++
		}
		for n := range s.entries(list) {
			for k := i; k < end; k++ {
				all = append(all, cell{&s.columns[k], strings.Replace(s.columns[k].Field, "*", strconv.Itoa(n), 1), n + 1})
			}
		}
		i = end
	}
	return all
}

// lists are the lists that an entry can be added to, with what they are called.
func (s *sheet) lists() (all []choice) {
	for i := range s.columns {
		list, _, many := strings.Cut(s.columns[i].Field, "/*")
		if many && (len(all) == 0 || all[len(all)-1].Value != list) {
			all = append(all, choice{Value: list, Title: c0(s.In(s.catalog.Vocabulary().Label(s.group()+"/"+list)), list)})
		}
	}
	return all
}

func c0(words, or string) string {
	if words == "" {
		return or
	}
	return words
}

// group is the pointer of the group in the vocabulary.
func (s *sheet) group() string { return s.at }

// read reads what was typed into the row; what cannot be read is a fault beside its field.
func (s *sheet) read() {
	s.faults = map[string]casefile.Finding{}
	for _, x := range s.cells() {
		text := strings.TrimSpace(s.typed.Get("/" + x.field))
		if text == "" {
			continue
		}
		id, args := casefile.CheckText(text)
		if id == "" {
			r := natural.Leaf(x.Model.Type, text, x.Known)
			if r.OK() {
				s.row.Values[x.field] = r.Value
				continue
			}
			id, args = r.ID, r.Args
		}
		var f casefile.Faults
		f.At(casefile.Place{}, s.at+"/"+x.field, id, args...)
		s.faults["/"+x.field] = f.Findings[0]
	}
}

// fields are all that may be typed, with what was found. asked says whether what is missing is
// to be told.
func (s *sheet) fields(found []casefile.Finding, within string, needed map[string]bool, asked bool) (all []field, rest []said) {
	for _, x := range s.cells() {
		f := s.field(x, needed)
		if fault, ok := s.faults[f.Pointer]; ok {
			f.Findings = append(f.Findings, s.beside(fault, false))
		}
		all = append(all, f)
	}
	for _, x := range found {
		if i := holder(all, strings.TrimPrefix(x.Pointer, within), x.Pointer, within); i >= 0 {
			if _, unread := s.faults[all[i].Pointer]; unread {
				continue // it counts as empty, and what is there is told already
			}
			missing := all[i].Value == ""
			all[i].Findings = append(all[i].Findings, s.beside(x, missing && !asked))
			continue
		}
		rest = append(rest, s.say(s.catalog, []casefile.Finding{x})...)
	}
	return all, rest
}

// holder is the field that a finding is about: the one at its place, or the first within it; -1
// for none.
func holder(all []field, at, pointer, within string) int {
	if !casefile.Within(pointer, within) && within != "" {
		return -1
	}
	for i := range all {
		if all[i].Pointer == at {
			return i
		}
	}
	for i := range all {
		if at != "" && casefile.Within(all[i].Pointer, at) {
			return i
		}
	}
	return -1
}

func (s *sheet) beside(f casefile.Finding, missing bool) fieldFinding {
	text, repair := s.Plain(s.catalog.Vocabulary()).Finding(f)
	return fieldFinding{string(f.Severity), f.Clause, text, repair, missing}
}

func (s *sheet) field(x cell, needed map[string]bool) field {
	pointer := "/" + x.field
	f := field{Pointer: pointer, Type: x.Model.Type.Name(), Label: x.Heading(s.Words.Language(), x.n), Value: s.typed.Get(pointer), Need: x.Need && !x.Many() || needed[pointer]}
	v := s.catalog.Vocabulary()
	if known := v.Field(s.at + "/" + x.field); known != nil {
		f.Help, f.Clause = s.In(known.Help), known.Clause
	}
	if x.Model.Type != reflect.TypeFor[casefile.Text]() {
		f.How = s.In(v.TypeHelp(x.Model.Type))
	}
	if f.Type == "Date" {
		if said := frame.Day(s.Words, s.row.Values[x.field]); said != f.Value {
			f.Reading = said
		}
	}
	choices := v.Choices(x.Model.Type)
	for _, o := range choices {
		f.Choices = append(f.Choices, choice{o.Value, s.In(o.Words), o.Clause, o.Value == f.Value})
	}
	switch {
	case len(choices) >= 6:
		f.Type, f.How = "select", ""
	case len(choices) > 0:
		f.Type, f.How = "choice", ""
	}
	return f
}
