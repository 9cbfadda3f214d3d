package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/fill"
	"yoshiki/forms/period"
)

// DefaultProgram is the programme where nobody names one.
const DefaultProgram casefile.Program = "ismap-liu"

// Text says which text of a programme's rules is meant.
type Text struct {
	Program  casefile.Program
	Day      casefile.Date // the text in force on a day, which is confirmed
	Revision casefile.Date // one revision by its day, also one that is not confirmed; wins over Day
}

// Catalog opens the catalogue of a text.
func (a *App) Catalog(t Text) (*forms.Catalog, error) {
	known, err := a.Library.Revisions(t.Program)
	if err != nil {
		return nil, &Error{Code: "catalog", Err: err}
	}
	if len(known) == 0 {
		return nil, NewError("program", map[string]string{"value": string(t.Program), "known": strings.Join(a.Programs(), ", ")})
	}
	if t.Revision != "" && !slices.ContainsFunc(known, func(r forms.Revision) bool { return r.InForce == t.Revision }) {
		return nil, NewError("revision", map[string]string{"value": string(t.Revision), "program": string(t.Program), "known": strings.Join(days(known), ", ")})
	}
	open, day := a.Library.On, t.Day
	if t.Revision != "" {
		open, day = a.Library.Open, t.Revision
	}
	c, err := a.Open(open, t.Program, day)
	if errors.Is(err, forms.ErrNoRevision) {
		return nil, NewError("no-revision", map[string]string{"program": string(t.Program), "day": string(t.Day), "known": strings.Join(days(known), ", ")})
	}
	return c, err
}

// Open opens a catalogue in one of the ways in which a library does.
func (a *App) Open(open func(casefile.Program, casefile.Date) (*forms.Catalog, error), program casefile.Program, day casefile.Date) (*forms.Catalog, error) {
	if err := CheckDay(day); err != nil {
		return nil, err
	}
	c, err := open(program, day)
	if errors.Is(err, forms.ErrNoRevision) {
		return nil, err
	}
	if err == nil && a.Options.Templates != "" {
		if err = c.Own(); err == nil {
			err = ownSheets(c)
		}
	}
	if err != nil {
		return nil, &Error{Code: "catalog", Err: err}
	}
	return c, a.laidOver(program)
}

// laidOver refuses a folder of one's own that has nothing of the programme.
func (a *App) laidOver(program casefile.Program) error {
	own := a.Options.Templates
	if own == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Join(own, string(program))); err != nil || !info.IsDir() {
		return NewError("templates", map[string]string{"value": own, "program": string(program)})
	}
	return nil
}

// CatalogOf opens the catalogue that a case names; with a revision or a day, the text of
// that. A case that names none is [Refused].
func (a *App) CatalogOf(f *decode.File, revision, day casefile.Date) (*forms.Catalog, error) {
	c := f.Case
	if known, err := a.Library.Revisions(c.Program); err == nil && (len(known) == 0 || c.Revision < known[0].InForce) {
		return nil, &Refused{[]casefile.Finding{a.unruled(f)}}
	}
	if revision == "" && day == "" {
		return a.Open(a.Library.Open, c.Program, c.Revision)
	}
	return a.Catalog(Text{Program: c.Program, Revision: revision, Day: day})
}

// unruled says that a case names no rules that there are, and which there are.
func (a *App) unruled(f *decode.File) casefile.Finding {
	pointer := "/program"
	offered := make([]string, 0, 2)
	for _, program := range a.Programs() {
		known, _ := a.Library.Revisions(casefile.Program(program))
		offered = append(offered, program+" ("+strings.Join(days(known), ", ")+")")
		if program == string(f.Case.Program) {
			pointer, offered = "/revision", days(known)
			break
		}
	}
	return f.Locate(casefile.Finding{ID: "case:rules", Severity: casefile.Error, Pointer: pointer,
		Args: map[string]string{"program": string(f.Case.Program), "found": string(f.Case.Revision), "allowed": strings.Join(offered, ", ")}})
}

func days(revisions []forms.Revision) []string {
	all := make([]string, len(revisions))
	for i, r := range revisions {
		all[i] = string(r.InForce)
	}
	return all
}

// CheckDay refuses what is no day, with the code "date".
func CheckDay(day casefile.Date) error {
	if _, err := period.Parse(string(day)); err != nil {
		return NewError("date", map[string]string{"value": string(day)})
	}
	return nil
}

// Programs are the programmes that there are rules of.
func (a *App) Programs() []string { return a.Library.Programs() }

// Days are the days of the revisions of a programme.
func (a *App) Days(program casefile.Program) []string {
	known, _ := a.Library.Revisions(program)
	return days(known)
}

// ownSheets reads the official sheets in a folder of one's own, so that what is wrong with
// one is told at once, with its place.
func ownSheets(c *forms.Catalog) error {
	var faults []error
	for _, id := range c.IDs() {
		d, err := c.Definition(id)
		if err != nil {
			return err
		}
		for _, format := range forms.SheetFormats {
			if s, ok := d.Sheet(format); ok && s.Own {
				_, err := fill.Open(d, s)
				faults = append(faults, err)
			}
		}
	}
	return errors.Join(faults...)
}
