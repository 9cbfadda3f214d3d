package pages

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// buildPage is the check list of what a procedure hands over.
type buildPage struct {
	*work
	Papers   []paperLine
	Faults   []finding // that stand in the way
	Rest     []finding
	Packages []packageLine
	Carried  []section // parts that were taken over and nobody has looked at
}

// paperLine is one paper of the list.
type paperLine struct {
	Title, Clause, Status, Reason string
	Count                         string
	Drawn                         []formLink // papers that can be looked at, by their paths
	Files                         int        // attachments that go as the paper
	Attach                        string     // path to attach it; "" for one that is drawn
}

// packageLine is a package that was made.
type packageLine struct {
	ID, Kind, Filed string
	Draft, Damaged  bool
}

// build shows the list of papers with what is missing.
func (p *pages) build(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	return w.showBuild(http.StatusOK, nil)
}

// showBuild shows the list. found are findings that are known already.
func (w *work) showBuild(status int, found []casefile.Finding) error {
	b := &buildPage{work: w}
	papers, err := w.Catalog.Papers(w.Kind, w.Draft.File.Case)
	if err != nil {
		return err
	}
	for _, s := range papers {
		line := paperLine{Title: string(s.Title), Clause: string(s.Clause), Status: string(s.Status), Reason: string(s.Reason), Count: string(s.Count), Drawn: w.drawn(s.Drawn), Files: len(s.Attached)}
		if p := w.def.Paper(s.Paper); p != nil {
			line.Title = w.In(casefile.Words{Ja: line.Title, En: p.En})
		}
		if len(s.Parts) == 0 && s.Status == "missing" {
			line.Attach = w.Path() + "/files?paper=" + s.Paper
		}
		b.Papers = append(b.Papers, line)
	}
	if found == nil {
		checked, err := w.p.App.Check(w.R.Context(), w.Draft.Case, app.CheckOrder{Kind: w.Kind, Today: w.p.Today()})
		if err != nil {
			return err
		}
		found = checked.Findings
	}
	for _, f := range found {
		if x := w.sayFinding(f); f.Severity == casefile.Error {
			b.Faults = append(b.Faults, x)
		} else {
			b.Rest = append(b.Rest, x)
		}
	}
	if b.Packages, err = w.packages(); err != nil {
		return err
	}
	all := flat(w.sections(nil))
	if err := w.carried(all); err != nil {
		return err
	}
	for _, s := range all {
		if s.Carried && s.Checked == "" {
			b.Carried = append(b.Carried, s)
		}
	}
	return w.Show(status, "build", w.Text("build")+" — "+w.Title(), b)
}

// drawn are papers by their names, such as 1-2.2 for the second of a form.
func (w *work) drawn(names []string) (all []formLink) {
	for _, name := range names {
		id, nth, several := strings.Cut(name, ".")
		x := formLink{ID: id, Title: w.Text("look-at-form", "id", id)}
		if d, err := w.Catalog.Definition(id); err == nil && d.Unnumbered {
			x.Title = w.Text("look-at")
		}
		if n, err := strconv.Atoi(nth); several && err == nil {
			x.ID, x.Title = id+"?n="+strconv.Itoa(n-1), x.Title+w.Text("brackets", "text", nth)
		}
		all = append(all, x)
	}
	return all
}

// Place is the path to where a finding is mended.
func (b *buildPage) Place(x finding) string {
	best := ""
	for _, s := range flat(b.sections(nil)) {
		if casefile.Within(x.Pointer, s.Pointer) && len(s.Pointer) > len(best) {
			best = s.Pointer
		}
	}
	if best == "" {
		return b.Path()
	}
	if x.Missing && best == "/attachments" {
		return b.TaskPath(best)
	}
	return b.PartPath(best) + "#" + x.Anchor
}

// packages are those of the case.
func (w *work) packages() (all []packageLine, err error) {
	err = office.Packages(w.R.Context(), w.Store, "", func(id string, m *manifest.Manifest) bool {
		switch {
		case m == nil && slices.ContainsFunc(w.Catalog.Kinds(), func(kind string) bool { return strings.HasPrefix(id, manifest.OfCase(w.ID)+kind+"-") }):
			all = append(all, packageLine{ID: id, Damaged: true})
		case m != nil && m.Case.ID == w.ID:
			all = append(all, packageLine{ID: m.Package.ID, Kind: w.kindTitle(m.Package.Kind), Draft: m.Package.Draft})
		}
		return true
	})
	for i := range all {
		filed, err := office.Filed(w.R.Context(), w.Store, all[i].ID)
		if storage.IsDamaged(err) {
			all[i].Damaged, err = true, nil
		}
		if err != nil {
			return nil, err
		}
		if filed != nil {
			all[i].Filed = frame.Day(w.Words, string(filed.Day))
		}
	}
	return all, err
}

// kindTitle is what a kind of package is called; a kind of other rules is called by its name.
func (w *work) kindTitle(kind string) string {
	if p, err := w.Catalog.Package(kind); err == nil {
		return w.In(casefile.Words{Ja: p.Ja, En: p.En})
	}
	return kind
}

// makePackage seals the package, or says what stands in the way.
func (p *pages) makePackage(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	if err := c.Posted(); err != nil {
		return err
	}
	made, err := p.App.Package(c.R.Context(), w.Draft.Case, app.PackageOrder{Kind: w.Kind, Formats: app.Formats(), Draft: c.R.PostFormValue("draft") != "", Store: p.Store})
	var refused *app.Refused
	if errors.As(err, &refused) {
		return w.showBuild(http.StatusUnprocessableEntity, refused.Findings)
	}
	if err != nil {
		return err
	}
	return c.SeeOther("/packages/" + made.ID())
}
