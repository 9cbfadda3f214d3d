package editing

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/controls"
	"yoshiki/forms/casefile/node"
	"yoshiki/forms/casefile/schema"
	"yoshiki/forms/workbook"
)

// SheetOrder is which workbook is made.
type SheetOrder struct {
	Case     *app.Case // what stands in it; nil for a case to begin
	Text     app.Text  // whose rules, where there is no case
	Kind     string    // of package; "" for that of the case
	Controls *Table    // the criteria, which become the rows of the annex; nil for none
	Language string
	Command  string // name of the program
}

// Sheet makes a workbook to fill in. It tells for which kind of package. Errors: [Refused] when
// the case has faults.
func Sheet(a *app.App, o SheetOrder) (catalog *forms.Catalog, kind string, data []byte, err error) {
	c, notes := &casefile.Case{}, []string(nil)
	if o.Case == nil {
		if catalog, err = a.Catalog(o.Text); err != nil {
			return nil, "", nil, err
		}
		c = &casefile.Case{ID: casefile.IDExample, Program: o.Text.Program, Revision: catalog.Revision.InForce}
		kind = cmp.Or(o.Kind, firstKind)
	} else if catalog, kind, c, err = sheetOf(a, o); err != nil {
		return nil, "", nil, err
	}
	p, err := catalog.Package(kind)
	if err != nil {
		return nil, "", nil, app.NoKind(kind, catalog)
	}
	if o.Case == nil {
		preset(c, p)
	}
	if o.Case != nil && o.Case.Book != nil {
		notes = o.Case.Book.Notes
	}
	if o.Controls != nil {
		if err := prefill(a, c, o.Controls); err != nil {
			return nil, "", nil, err
		}
	}
	var b bytes.Buffer
	l := workbook.Layout{Vocabulary: catalog.Vocabulary(), Kind: app.KindOf(kind, p), Optional: optional(p), Papers: papersOf(p),
		Rules: catalog.Revision.Edition, Language: o.Language, Command: o.Command, Notes: notes, Case: c}
	err = l.Write(&b)
	return catalog, kind, b.Bytes(), err
}

// prefill writes the controls of the criteria, or of an annex, into the statement of a case that
// has none.
func prefill(a *app.App, c *casefile.Case, criteria *Table) error {
	if len(c.Statement.Controls) > 0 || c.Statement.ControlsFile != "" {
		return app.NewError("sheet-controls", nil)
	}
	annex, err := Controls(a, ControlsOrder{File: criteria})
	if err != nil {
		return err
	}
	data, err := annex.Write(".csv", "ja", func(Change) string { return "" })
	if err != nil {
		return err
	}
	f := &casefile.Faults{File: criteria.Name}
	list, ok := controls.Read("annex.csv", data, "/statement/controls", f)
	if !ok {
		return &app.Refused{Findings: f.Findings}
	}
	group := func(key string, value node.Node) node.Node {
		return node.Node{Kind: casefile.KindGroup, Children: []node.Member{{Key: key, Value: value}}}
	}
	file, found := a.Reader().Tree(group("statement", group("controls", list)), f, nil)
	if casefile.Failed(found) {
		return &app.Refused{Findings: found}
	}
	c.Statement.Controls = file.Case.Statement.Controls
	return nil
}

// firstKind is the kind of package of a case that begins.
const firstKind = "registration"

// sheetOf is what a workbook is made of when there is a case.
func sheetOf(a *app.App, o SheetOrder) (*forms.Catalog, string, *casefile.Case, error) {
	file, err := o.Case.Sound()
	if err != nil {
		return nil, "", nil, err
	}
	catalog, err := a.CatalogOf(file, "", "")
	if err != nil {
		return nil, "", nil, err
	}
	kind := o.Kind
	if kind == "" && o.Case.Book != nil {
		kind = o.Case.Book.Kind
	}
	if kind == "" {
		kind, err = kindFor(catalog, file.Case)
	}
	return catalog, kind, a.Own(o.Case).Case, err
}

// preset writes what a new case of a kind already says.
func preset(c *casefile.Case, p *forms.PackageDef) {
	for path, value := range p.Preset {
		if v, err := casefile.Get(c, pointerOf(path)); err == nil && v.Empty() {
			casefile.Set(c, pointerOf(path), value)
		}
	}
}

// kindFor is the kind of package that a case is most likely filled in for: of those that it has
// a subject for and does not contradict, the one that uses most of it.
func kindFor(catalog *forms.Catalog, c *casefile.Case) (string, error) {
	best, most := firstKind, 0
	for _, kind := range catalog.Kinds() {
		p, err := catalog.Package(kind)
		if err != nil {
			return "", err
		}
		v, err := casefile.Get(c, catalog.SubmissionPointer(kind, c))
		if err != nil || v.Empty() || presets(c, p) < 0 {
			continue
		}
		if n := uses(app.KindOf(kind, p), c) + presets(c, p); n > most {
			best, most = kind, n
		}
	}
	return best, nil
}

// uses counts the values of a case that a kind uses.
func uses(kind schema.Kind, c *casefile.Case) (n int) {
	for v := range casefile.Walk(c) {
		if v.Path != "" && kind.Holds(strings.ReplaceAll(v.Path, ".*", "")) {
			n++
		}
	}
	return n
}

// presets counts what a kind presets and a case has; less than nothing when it has another.
func presets(c *casefile.Case, p *forms.PackageDef) (n int) {
	for path, value := range p.Preset {
		key, rest, _ := strings.Cut(path, ".")
		list, err := casefile.Get(c, "/"+key)
		if err != nil {
			continue
		}
		pointer := pointerOf(path)
		if list.Model.Kind == casefile.KindList {
			pointer = casefile.EntryPointer("/"+key, max(list.Len()-1, 0)) + pointerOf(rest)
		}
		switch found := valueAt(c, pointer); found {
		case value:
			n++
		case "":
		default:
			n -= 10
		}
	}
	return n
}

// optional are the paths of the parts that a kind of package may do without: papers that are
// needed only sometimes.
func optional(p *forms.PackageDef) []string {
	var needed, all []string
	for i := range p.Papers {
		paper := &p.Papers[i]
		for _, f := range paper.Forms {
			if paper.Need.Source == "" {
				needed = append(needed, f.Subject)
			} else {
				all = append(all, f.Subject)
			}
		}
	}
	return slices.DeleteFunc(all, func(path string) bool { return slices.Contains(needed, path) })
}

// papersOf are the papers of a kind that are attached as files.
func papersOf(p *forms.PackageDef) []workbook.Paper {
	var all []workbook.Paper
	for i := range p.Papers {
		if paper := &p.Papers[i]; len(paper.Forms) == 0 && paper.Within == "" {
			all = append(all, workbook.Paper{Name: paper.Name, Words: casefile.Words{Ja: paper.Ja, En: paper.En}})
		}
	}
	return all
}
