package forms

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// PackageDef is one kind of submission as data: the papers that it holds.
type PackageDef struct {
	Ja      string            `yaml:"ja"`
	En      string            `yaml:"en"`
	Clause  string            `yaml:"clause"`
	InForce casefile.Date     `yaml:"in_force"` // first day on which it counts
	Governs expr.Lazy         `yaml:"governs"`  // the day that decides it; while unknown, the kind counts
	As      string            `yaml:"as"`       // kind whose rules are asked of this one, too
	Subject expr.Lazy         `yaml:"subject"`  // group of the case that must be there: a path, through the last entry of lists
	Or      expr.Lazy         `yaml:"or"`       // or this one, where either will do
	Date    expr.Lazy         `yaml:"date"`     // day of the submission
	Case    []string          `yaml:"case"`     // paths of the case that the kind uses, with all below them; "-" before one takes it out again
	Preset  map[string]string `yaml:"preset"`   // what a new case of the kind already says, by path
	Keep    []string          `yaml:"keep"`     // what a case of the kind takes over from the one before, written as case is; nothing: all of it
	Carry   map[string]string `yaml:"carry"`    // what it takes over to another place: path to path
	Papers  []PaperDef        `yaml:"papers"`
	Early   []casefile.Words  `yaml:"early"` // what to begin long before the first submission, for it takes others their time
}

// PaperDef is one paper of a package: drawn from forms, part of another paper, or
// otherwise attached as a file. Attachments of the case with its name go with it.
type PaperDef struct {
	Name    string         `yaml:"name"`   // lasting name: "assessment-report"
	Clause  string         `yaml:"clause"` // clause that asks for it: "8.1(4)"
	Ja      string         `yaml:"ja"`
	En      string         `yaml:"en"`
	Forms   []FormPart     `yaml:"forms"`
	Attach  expr.Lazy      `yaml:"attach"`  // of "it", an attachment with its name: only those for which this holds; all when not given
	Within  string         `yaml:"within"`  // printed where the paper is part of another: 様式2-4 別添5
	Content expr.Lazy      `yaml:"content"` // for within: the group that must be there
	Need    expr.Lazy      `yaml:"need"`    // needed only when this holds
	Unless  string         `yaml:"unless"`  // printed reason where it is not needed
	Omit    expr.Lazy      `yaml:"omit"`    // may be left out when this holds
	Reason  string         `yaml:"reason"`  // printed reason for leaving it out
	Again   casefile.Words `yaml:"again"`   // what must hold for a file of the filing before to go along again; nothing: each filing wants a new one
}

// FormPart is a form filled from one group of the case.
type FormPart struct {
	Form    string    `yaml:"form"`
	Subject string    `yaml:"subject"` // path of the group, through lists: hold.statement, re_audit.statement
	Where   expr.Lazy `yaml:"where"`   // of "it", a group or entry there: only those for which this holds

	line int
}

// papers are the names of the papers that a package of the kind holds.
func (p *PackageDef) papers() map[string]bool {
	all := map[string]bool{}
	for _, d := range p.Papers {
		all[d.Name] = true
	}
	return all
}

// IndexForm is the paper that lists what a package holds; it is filled when the other
// files are known.
const IndexForm = "index"

// Kinds are the kinds of package of the catalogue, in alphabetical order.
func (c *Catalog) Kinds() []string { return slices.Sorted(maps.Keys(c.kinds)) }

// Package gives one kind. Errors: [casefile.ErrNoKind].
func (c *Catalog) Package(kind string) (*PackageDef, error) {
	p, ok := c.kinds[kind]
	if !ok {
		return nil, fmt.Errorf("%s (%s): %w", kind, strings.Join(c.Kinds(), ", "), casefile.ErrNoKind)
	}
	return p, nil
}

// Papers tells for each paper that a kind of package holds what the case has of it:
// attached, omitted with a reason, not needed with a reason, or missing.
func (c *Catalog) Papers(kind string, cs *casefile.Case) ([]casefile.PaperStatus, error) {
	p, err := c.Package(kind)
	if err != nil {
		return nil, err
	}
	s := &expr.Scope{Root: reflect.ValueOf(cs).Elem()}
	out := make([]casefile.PaperStatus, len(p.Papers))
	for i := range p.Papers {
		if out[i], err = c.status(&p.Papers[i], cs, s); err != nil {
			return nil, fmt.Errorf("packages.yaml: %s: %s: %w", kind, p.Papers[i].Name, err)
		}
	}
	return out, nil
}

func (c *Catalog) status(d *PaperDef, cs *casefile.Case, s *expr.Scope) (casefile.PaperStatus, error) {
	st := casefile.PaperStatus{Paper: d.Name, Clause: casefile.Text(d.Clause), Title: casefile.Text(d.Ja), Status: "missing"}
	needed, err := holds(&d.Need, s, true)
	if err != nil {
		return st, err
	}
	mayOmit, err := holds(&d.Omit, s, false)
	if err != nil {
		return st, err
	}
	if err := c.gather(d, cs, s, &st); err != nil {
		return st, err
	}
	switch {
	case st.Count != "":
		st.Status = "attached"
	case !needed:
		st.Status, st.Reason = "not-needed", casefile.Text(d.Unless)
	case mayOmit:
		st.Status, st.Reason = "omitted", casefile.Text(d.Reason)
	}
	for _, o := range cs.Omissions {
		if mayOmit && string(o.Paper) == d.Name && st.Status == "omitted" {
			st.Reason = o.Reason
		}
	}
	return st, nil
}

// holds reports whether an expression holds, and absent when there is none.
func holds(e *expr.Lazy, s *expr.Scope, absent bool) (bool, error) {
	if e.Source == "" {
		return absent, nil
	}
	f, err := e.Eval(s)
	return f.Present(), err
}

// counts reports whether the kind is in force for a case.
func (p *PackageDef) counts(s *expr.Scope) (bool, error) {
	return within(p.InForce, "", &p.Governs, s)
}

// gather finds the forms and files that are a paper.
func (c *Catalog) gather(d *PaperDef, cs *casefile.Case, s *expr.Scope, st *casefile.PaperStatus) error {
	var files, languages, remarks []string
	for _, part := range d.Forms {
		form, names, err := c.partNames(part, s)
		if err != nil {
			return err
		}
		st.Parts = append(st.Parts, part.Form)
		for _, name := range names {
			files = append(files, form.shownName(name))
			st.Drawn, languages = append(st.Drawn, name), append(languages, c.languageOf("ja"))
		}
	}
	for i, a := range cs.Attachments {
		goes, err := d.takes(s, i)
		if err != nil {
			return err
		}
		if goes {
			files = append(files, path.Base(string(a.File)))
			st.Attached = append(st.Attached, i)
			languages, remarks = append(languages, c.languageOf(cmp.Or(a.Language, "ja"))), append(remarks, string(a.Remarks))
		}
	}
	if there, err := holds(&d.Content, s, false); err != nil {
		return err
	} else if there {
		files, languages = append(files, d.Within), append(languages, c.languageOf("ja"))
	}
	if len(files) > 0 && len(d.Forms) > 0 == (len(st.Drawn) > 0) {
		st.Files, st.Count = casefile.Text(strings.Join(files, "、")), casefile.Number(strconv.Itoa(len(files)))
		st.Language, st.Remarks = each(languages), each(remarks)
	}
	return nil
}

// takes reports whether an attachment of the case goes with the paper.
func (d *PaperDef) takes(s *expr.Scope, i int) (bool, error) {
	it := expr.Found{Value: s.Root}.Field("attachments").Entry(i)
	if it.Value.Interface().(casefile.Attachment).Paper != casefile.Text(d.Name) {
		return false, nil
	}
	return holds(&d.Attach, &expr.Scope{Root: s.Root, Names: map[string]expr.Found{"it": it}}, true)
}

func (c *Catalog) languageOf(l casefile.Language) string { return c.vocabulary.Word(l).Ja }

// each joins words that are there, each once.
func each(words []string) casefile.Text {
	var out []string
	for _, w := range words {
		if w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return casefile.Text(strings.Join(out, "、"))
}

// partNames gives a part of a package: its form, and the names of those filled for it.
func (c *Catalog) partNames(part FormPart, s *expr.Scope) (*Definition, []string, error) {
	versions, err := c.heads(part.Form)
	if err != nil {
		return nil, nil, err
	}
	drawn, err := c.drawn(part.Form, s.Root)
	var names []string
	for i, x := range drawn {
		if err == nil && part.holds(x.it) {
			var in bool
			if in, err = holds(&part.Where, &expr.Scope{Root: s.Root, Names: map[string]expr.Found{"it": x.it}}, true); in {
				names = append(names, instanceName(part.Form, i))
			}
		}
	}
	return versions[0], names, err
}

// path is where the part's group stands in the case, with "*" for the entries of lists around it.
func (p *FormPart) path() []string {
	to, _ := expr.Follow(strings.Split(p.Subject, ".")) // its form was compiled with it
	if n := len(to.Path); n > 0 && to.Path[n-1] == "*" {
		return to.Path[:n-1]
	}
	return to.Path
}

// place is the group of the part in a case: within the last entry of each list around it.
func (p *FormPart) place(cs *casefile.Case) string {
	at := ""
	for _, key := range p.path() {
		if key != "*" {
			at += "/" + key
			continue
		}
		list, err := casefile.Get(cs, at)
		if err != nil || list.Len() == 0 {
			break
		}
		at = casefile.EntryPointer(at, list.Len()-1)
	}
	return at
}

// holds reports whether a subject of the form is one of the part, whatever list it is in.
func (p *FormPart) holds(it expr.Found) bool {
	path := slices.DeleteFunc(casefile.PointerTokens(it.Pointer), isEntry)
	return strings.Join(path, ".") == p.Subject
}

// shownName is how a list of documents names a filled form: 様式2-1, 様式1-2（その2）; a paper without a
// number by its title.
func (d *Definition) shownName(name string) string {
	if d.Unnumbered {
		return d.Title.Ja
	}
	if id, n, further := strings.Cut(name, "."); further {
		return "様式" + id + "（その" + n + "）"
	}
	return "様式" + name
}

// enclosures are the documents that go with the form where it lists those of its package:
// all but the form itself, unless files are attached to it.
func (d *Definition) enclosures(all []casefile.PaperStatus) []casefile.PaperStatus {
	if d.Package == "" {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(s casefile.PaperStatus) bool {
		return slices.Contains(s.Parts, d.ID) && len(s.Attached) == 0
	})
}

func isEntry(token string) bool {
	_, err := strconv.Atoi(token)
	return err == nil
}

// instanceName names the i-th filled form of an id: "2-8", "2-8.2", "2-8.3".
func instanceName(id string, i int) string {
	if i == 0 {
		return id
	}
	return id + "." + strconv.Itoa(i+1)
}

// SubmissionDay is the day on which a package of the kind is handed over, as the case
// has it: of the last report or notice where the kind is about a list of them; "" if it has none.
func (c *Catalog) SubmissionDay(kind string, cs *casefile.Case) (casefile.Date, error) {
	p, err := c.Package(kind)
	if err != nil {
		return "", err
	}
	s := &expr.Scope{Root: reflect.ValueOf(cs).Elem()}
	there, err := holds(&p.Subject, s, false)
	if err == nil && !there {
		there, err = holds(&p.Or, s, false)
	}
	if err != nil || !there {
		return "", err
	}
	day, err := p.Date.Text(s)
	return casefile.Date(day), err
}

// SubmissionPointer is the place in a case of what a package of the kind is about: within the
// last entry where that lies in a list.
func (c *Catalog) SubmissionPointer(kind string, cs *casefile.Case) string {
	p, err := c.Package(kind)
	if err != nil {
		return ""
	}
	f, err := p.Subject.Eval(&expr.Scope{Root: reflect.ValueOf(cs).Elem()})
	if err != nil {
		return ""
	}
	return f.Pointer
}

// SubjectPath is the path of what the package is about, through lists.
func (p *PackageDef) SubjectPath() string { return strings.ReplaceAll(p.Subject.Source, ".last", "") }
