package rerender

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/package/manifest"
)

// Texts are two texts of the rules of a programme, and what differs between them.
type Texts struct {
	From, To *forms.Catalog
	Changes  []compare.Change

	told sync.Map // how far the differences reach, by kind of package and its forms
}

// reach is what of a package the differences of two texts can touch.
type reach struct{ any, papers bool }

// NewTexts compares two texts.
func NewTexts(from, to *forms.Catalog) (*Texts, error) {
	changes, err := compare.Texts(from, to)
	return &Texts{From: from, To: to, Changes: changes}, err
}

// touches reports whether any difference can touch a package. Where it says no, the papers
// and the findings of the package are the same under both texts whatever stands in its case.
func (t *Texts) touches(m *manifest.Manifest) bool { return t.warned(m) || t.reach(m).any }

// redraws reports whether any difference can show on a paper of a package. Rules are asked, and
// shown nowhere but among the findings.
func (t *Texts) redraws(m *manifest.Manifest) bool { return t.warned(m) || t.reach(m).papers }

func (t *Texts) reach(m *manifest.Manifest) reach {
	drawn := map[string]bool{forms.IndexForm: true, casefile.ReportForm: true}
	for _, f := range m.Files {
		drawn[f.Form] = true
	}
	key := m.Package.Kind + " " + strings.Join(slices.Sorted(maps.Keys(drawn)), " ")
	if told, ok := t.told.Load(key); ok {
		return told.(reach)
	}
	var r reach
	for i := range t.Changes {
		if c := &t.Changes[i]; t.touch(c, m.Package.Kind, drawn) {
			r = reach{any: true, papers: r.papers || c.Of != compare.Rule}
		}
	}
	t.told.Store(key, r)
	return r
}

// warned reports whether a package is, or would be, warned of being by another text than the
// one that governs its day; or is refused an attachment that is for no paper, of which another
// text may have one.
func (t *Texts) warned(m *manifest.Manifest) bool {
	to, day := t.To.Revision, casefile.Date(m.Case.Date)
	governing, ok := t.To.Governing(day)
	return ok && to.InForce != governing.InForce && (to.Confirmed || to.InForce > day) ||
		slices.ContainsFunc(m.Findings, func(f manifest.Finding) bool { return f.Code == "case:revision" || f.Code == "case:attachment-paper" })
}

func (t *Texts) touch(c *compare.Change, kind string, drawn map[string]bool) bool {
	switch c.Of {
	case compare.Edition: // each paper has its own
		return false
	case compare.Form:
		return drawn[c.Name]
	case compare.Paper:
		of, paper, _ := strings.Cut(c.Name, "/")
		return t.asks(kind, of) || c.How == compare.Gone && !t.known(paper)
	case compare.Package:
		return t.asks(kind, c.Name) || c.How == compare.Gone
	case compare.Rule:
		return t.asked(kind, c.Name)
	case compare.Clause: // whose rules are compared for themselves
		return false
	case compare.Field:
		return t.uses(kind, c.Name, drawn)
	case compare.Choice:
		return t.usesType(kind, c.Name, drawn)
	}
	return true
}

// known reports whether a kind of package of the other text has a paper; an attachment that is
// for none is an error whatever the kind.
func (t *Texts) known(paper string) bool {
	return slices.ContainsFunc(t.To.Kinds(), func(kind string) bool {
		p, err := t.To.Package(kind)
		return err == nil && p.Paper(paper) != nil
	})
}

// asks reports whether a kind of package is another, or is asked what that is asked.
func (t *Texts) asks(kind, other string) bool {
	if kind == other {
		return true
	}
	for _, c := range []*forms.Catalog{t.From, t.To} {
		if p, err := c.Package(kind); err == nil && p.As == other {
			return true
		}
	}
	return false
}

// asked reports whether a rule is asked of a kind of package.
func (t *Texts) asked(kind, name string) bool {
	for _, c := range []*forms.Catalog{t.From, t.To} {
		r, err := c.Rule(name)
		if err != nil || r != nil && r.Gates(kind) {
			return true
		}
		if p, err := c.Package(kind); err == nil && r != nil && p.As != "" && r.Gates(p.As) {
			return true
		}
	}
	return false
}

// dated reports whether any difference can move a deadline.
func (t *Texts) dated() bool {
	return slices.ContainsFunc(t.Changes, func(c compare.Change) bool {
		switch c.Of {
		case compare.Edition, compare.Clause, compare.Paper, compare.Package:
			return false
		case compare.Rule:
			return hasDeadline(t.From, c.Name) || hasDeadline(t.To, c.Name)
		}
		return true
	})
}

func hasDeadline(c *forms.Catalog, rule string) bool {
	r, err := c.Rule(rule)
	return err != nil || r != nil && r.Deadline != nil
}

// because are the differences that a form shows, or that a finding of a rule comes of.
func (t *Texts) because(holds func(*compare.Change) bool) []Reason {
	var all []Reason
	for i := range t.Changes {
		if c := &t.Changes[i]; holds(c) {
			all = append(all, reasonOf(c))
		}
	}
	return all
}

func reasonOf(c *compare.Change) Reason { return Reason{c.Of, c.Name, c.ID, c.From, c.Part} }
