package pages

import (
	"strconv"
	"strings"

	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// field is a place of the case on a page, and what is in it.
type field struct {
	Pointer  string
	Type     string // of a leaf: Text, Date, Time, Number, choice …; group, list, entry
	Label    string
	Help     string
	How      string // how values of the type are written
	Clause   string
	Need     bool
	If       bool // needed only where the group that it is in is filled in, which need not be
	Value    string
	Reading  string // the value in the words of the forms; "" where those are the same
	Choices  []choice
	Findings []finding
	Clash    *clash
	Fields   []field // of a group or list
	Next     *field  // of a list: the entry that it does not have yet
	Page     string  // path, where it has a page of its own
	Count    int     // of entries there
	Level    int     // of its heading
}

// finding is a finding in words.
type finding struct {
	ID       string
	Pointer  string
	Anchor   string // of the field on the page
	Field    string // what it is called
	Severity string
	Clause   string
	Text     string
	Repair   string
	Missing  bool // there is nothing yet
}

// clash is a value that two people changed at once.
type clash struct{ Mine, Theirs string }

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

// fields are those of a group that the procedure uses, with what the case has there.
func (w *work) fields(g *vocabulary.Group, pointer string, level int) (all []field) {
	for _, f := range g.Fields {
		at := pointer + "/" + casefile.EscapeToken(f.Key)
		if w.uses.Holds(pathOf(at)) && f.Model.Type.Name() != "CaseID" && at != "/statement/controls_file" {
			all = append(all, w.field(f, at, level))
		}
	}
	return all
}

func (w *work) field(f *vocabulary.Field, at string, level int) field {
	v := there(w.Draft.Typed, at)
	x := field{Pointer: at, Label: w.In(f.Label), Help: w.In(f.Help), Clause: f.Clause, Level: level,
		Need: f.Need || w.demands(pathOf(at))}
	switch {
	case apart(f) && level > 2:
		x.Type, x.Page, x.Count = "apart", w.PartPath(at), v.Len()
	case f.Model.Kind == casefile.KindGroup:
		x.Type, x.Fields = "group", w.fields(f.Group, at, level+1)
		if !x.Need {
			conditional(x.Fields)
		}
	case f.Model.Kind == casefile.KindList:
		w.list(&x, f, v)
	default:
		w.leaf(&x, f.Model, v.Text())
	}
	return x
}

// conditional marks the fields of a group that may be left out as a whole.
func conditional(all []field) {
	for i := range all {
		if all[i].If = true; all[i].Type == "group" {
			conditional(all[i].Fields)
		}
	}
}

// list fills in the entries of a list, and the one that it does not have yet.
func (w *work) list(x *field, f *vocabulary.Field, v casefile.Value) {
	x.Type, x.Count = "list", v.Len()
	for i := range v.Len() + 1 {
		at := casefile.EntryPointer(x.Pointer, i)
		e := field{Pointer: at, Label: w.Text("entry", "label", x.Label, "n", strconv.Itoa(i+1)), Level: x.Level + 1}
		if f.Group != nil {
			e.Type, e.Fields = "entry", w.fields(f.Group, at, x.Level+2)
		} else {
			w.leaf(&e, f.Model.Entry, there(w.Draft.Typed, at).Text())
		}
		if i < v.Len() {
			x.Fields = append(x.Fields, e)
			continue
		}
		e.Label = w.Text("add", "label", x.Label)
		x.Next = &e
	}
}

// manyChoices is from how many choices on they are in a list to open.
const manyChoices = 6

func (w *work) leaf(x *field, m *casefile.Model, value string) {
	x.Value, x.Type = value, m.Type.Name()
	if typed, refused := w.unkept[x.Pointer]; refused {
		x.Value = typed.text
	}
	x.How = w.In(w.Catalog.Vocabulary().TypeHelp(m.Type))
	switch x.Type {
	case "Text":
		x.How = ""
	case "Date", "Number": // a page reads more than a case file
		x.How = w.Text("how-" + strings.ToLower(x.Type))
	}
	if x.Type == "Date" {
		if said := frame.Day(w.Words, value); said != value {
			x.Reading = said
		}
	}
	choices := w.Catalog.Vocabulary().Choices(m.Type)
	for _, c := range choices {
		x.Choices = append(x.Choices, choice{c.Value, w.In(c.Words), c.Clause, c.Value == value})
	}
	if len(choices) > 0 {
		x.Type, x.How = "choice", ""
		if len(choices) >= manyChoices {
			x.Type = "select"
		}
	}
}

// sayFinding puts a finding into words.
func (w *work) sayFinding(f casefile.Finding) finding {
	text, repair := w.plain.Finding(f)
	_, refused := w.unkept[f.Pointer]
	return finding{ID: f.ID, Pointer: f.Pointer, Anchor: frame.FieldID(f.Pointer), Field: w.In(w.Catalog.Vocabulary().Label(f.Pointer)), Severity: string(f.Severity), Clause: f.Clause,
		Text: text, Repair: repair, Missing: !refused && w.missing(f)}
}

// missing reports whether a finding is that there is nothing yet.
func (w *work) missing(f casefile.Finding) bool {
	return f.ID == "case:package-day" || there(w.Draft.Typed, f.Pointer).Empty()
}

// place puts each finding beside the innermost field that holds its place. It gives all
// findings, those of the page with the anchors of their fields.
func place(all []field, found []finding) (placed []finding) {
	for _, x := range found {
		if f := holder(all, x.Pointer); f != nil {
			x.Anchor = f.ID()
			f.Findings = append(f.Findings, x)
		}
		placed = append(placed, x)
	}
	return placed
}

func holder(all []field, pointer string) *field {
	for i := range all {
		f := &all[i]
		if !casefile.Within(pointer, f.Pointer) {
			continue
		}
		if in := holder(f.Fields, pointer); in != nil {
			return in
		}
		return f
	}
	return nil
}
