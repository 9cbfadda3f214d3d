package pages

import (
	"cmp"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// section is a part of the case that has a page of its own.
type section struct {
	Pointer  string
	Title    string
	Help     string
	Note     string // what tells an entry apart from others
	State    string // empty, optional, todo, fault, done
	Todo     int    // needed values that are not there
	Faults   int    // values at fault
	Carried  bool   // it is as it was taken over from the case before
	Checked  string // who found that it is still right so, and when; "" for nobody
	Sections []section
}

// sections are the parts of the case that the procedure uses.
func (w *work) sections(found []casefile.Finding) []section {
	all := w.below(w.Catalog.Vocabulary().Root(), "", 0)
	for i := range all {
		w.judge(&all[i], found)
	}
	return all
}

// below are the pages for what is in a group.
func (w *work) below(g *vocabulary.Group, pointer string, depth int) (all []section) {
	for _, f := range g.Fields {
		at := pointer + "/" + casefile.EscapeToken(f.Key)
		if f.Group == nil || !w.uses.Holds(pathOf(at)) || depth > 0 && !apart(f) {
			continue
		}
		s := section{Pointer: at, Title: w.In(f.Label), Help: w.In(f.Help)}
		switch {
		case f.Model.Kind == casefile.KindGroup:
			s.Sections = w.below(f.Group, at, depth+1)
		case listed(f):
			s.Sections = w.entries(f, at)
		}
		all = append(all, s)
	}
	return all
}

// apart reports whether a field inside of a page has a page of its own: a list whose entries
// hold lists, a group that holds one.
func apart(f *vocabulary.Field) bool {
	return f.Group != nil && holdsList(f.Group, f.Model.Kind == casefile.KindList)
}

// listed reports whether each entry of a list has a page of its own.
func listed(f *vocabulary.Field) bool {
	return f.Model.Kind == casefile.KindList && f.Group != nil && holdsList(f.Group, true) && !tabular(f)
}

// tabular reports whether a list is worked on as a table: what a file of controls can hold.
func tabular(f *vocabulary.Field) bool { return f.Group.Model.Type.Name() == "Control" }

func holdsList(g *vocabulary.Group, ofGroups bool) bool {
	for _, f := range g.Fields {
		if f.Model.Kind == casefile.KindList && (f.Group != nil || !ofGroups) || f.Group != nil && f.Model.Kind == casefile.KindGroup && holdsList(f.Group, ofGroups) {
			return true
		}
	}
	return false
}

// entries are the pages of the entries of a list, and of one more to begin.
func (w *work) entries(f *vocabulary.Field, pointer string) (all []section) {
	list := there(w.Draft.Typed, pointer)
	for i := range list.Len() + 1 {
		at := casefile.EntryPointer(pointer, i)
		s := section{Pointer: at, Title: w.Text("entry", "label", w.In(f.Label), "n", strconv.Itoa(i+1))}
		if i == list.Len() {
			s.Title = w.Text("add", "label", w.In(f.Label))
		} else {
			s.Note = firstText(list.Child(i))
			s.Sections = w.below(f.Group, at, 1)
		}
		all = append(all, s)
	}
	return all
}

// firstText is the first text in a value: what an entry is told by.
func firstText(v casefile.Value) string {
	for x := range v.All() {
		if text := x.Text(); text != "" {
			return casefile.Shorten(text)
		}
	}
	return ""
}

// judge says how far a part is.
func (w *work) judge(s *section, found []casefile.Finding) {
	for i := range s.Sections {
		w.judge(&s.Sections[i], found)
	}
	for _, f := range found {
		if f.Severity != casefile.Error || !s.owns(f.Pointer) {
			continue
		}
		if w.missing(f) {
			s.Todo++
		} else {
			s.Faults++
		}
	}
	empty := there(w.Draft.Typed, s.Pointer).Empty()
	s.State = cmp.Or(only(s.Faults > 0, "fault"), only(empty && s.Todo > 0, "empty"), only(s.Todo > 0, "todo"), only(empty, "optional"), "done")
}

func only(when bool, state string) string {
	if when {
		return state
	}
	return ""
}

// owns reports whether a place is on the page of the section and on none below it.
func (s *section) owns(pointer string) bool {
	if !casefile.Within(pointer, s.Pointer) {
		return false
	}
	for i := range s.Sections {
		if casefile.Within(pointer, s.Sections[i].Pointer) {
			return false
		}
	}
	return true
}

// flat are all sections in the order in which they are filled in.
func flat(all []section) (out []section) {
	for _, s := range all {
		out = append(append(out, s), flat(s.Sections)...)
	}
	return out
}
