package forms

import (
	"fmt"
	"reflect"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/forms/expr"
	"yoshiki/forms/period"
)

// Filled is one form filled from a case.
type Filled struct {
	Definition *Definition
	Name       string // file name without extension: "2-8", and "2-8.2" for a second one
	Subject    string // JSON Pointer of the group it was filled from; "" on a blank form
	Clause     string // item that asks for it in a package: "8.1(2)"; "" outside of one
	Document   *document.Document

	from *composer
}

// Pending is one form that is to be filled from a case.
type Pending struct {
	drawing
	catalog *Catalog
	name    string
	index   int // among those of its id
	root    reflect.Value
}

// Pending are the forms of an id that a case has data for: one for each subject, none when it
// has none. Each is filled into the version of the form that counts for it.
func (c *Catalog) Pending(id string, cs *casefile.Case) ([]Pending, error) {
	root := reflect.ValueOf(cs).Elem()
	drawn, err := c.drawn(id, root)
	if err != nil {
		return nil, err
	}
	all := make([]Pending, len(drawn))
	for i, x := range drawn {
		if _, err := x.definition.whole(); err != nil {
			return nil, err
		}
		all[i] = Pending{x, c, instanceName(id, i), i, root}
	}
	return all, nil
}

// Subject is the JSON Pointer of the group that the form is filled from.
func (p *Pending) Subject() string { return p.it.Pointer }

// Fill fills the form. Errors name the form and the expression at fault.
func (p *Pending) Fill(sub casefile.Submission) (Filled, error) {
	f, err := p.catalog.fill(p.definition, p.root, p.it, sub)
	f.Name = p.name
	if p.index > 0 && err == nil && f.Document.Number != "" {
		f.Document.Number = p.definition.shownName(p.name)
	}
	return f, err
}

// Compose fills every form of an id that a case has data for, see [Catalog.Pending].
func (c *Catalog) Compose(id string, cs *casefile.Case, sub casefile.Submission) ([]Filled, error) {
	pending, err := c.Pending(id, cs)
	if err != nil {
		return nil, err
	}
	var filled []Filled
	for i := range pending {
		f, err := pending[i].Fill(sub)
		if err != nil {
			return nil, err
		}
		filled = append(filled, f)
	}
	return filled, nil
}

// Blank fills a form's fixed words and what the case knows beside the form's own subject,
// and leaves the rest to be filled in by hand: what stands there is of no place in the case.
func (c *Catalog) Blank(id string, cs *casefile.Case, sub casefile.Submission) (Filled, error) {
	d, err := c.Definition(id)
	if err != nil {
		return Filled{}, err
	}
	sub.Papers = slices.Clone(sub.Papers)
	for i := range sub.Papers {
		if d := &sub.Papers[i]; d.Status == "missing" || d.Status == "not-needed" {
			d.Status, d.Reason = "", "" // to be filled in by hand
		}
	}
	return c.fill(d, reflect.ValueOf(cs).Elem(), expr.Found{Value: reflect.Zero(d.subjectType()), Made: true}, sub)
}

func (c *Catalog) fill(d *Definition, root reflect.Value, it expr.Found, sub casefile.Submission) (Filled, error) {
	k := &composer{catalog: c, definition: d, timeline: sub.Report.Timeline, blank: it.Pointer == "" && it.Value.IsZero()}
	k.scope = &expr.Scope{Root: root, Names: map[string]expr.Found{
		"it":     it,
		"entry":  d.entry(root, it),
		"papers": {Value: reflect.ValueOf(d.enclosures(sub.Papers)), Made: true},
		"files":  {Value: reflect.ValueOf(sub.Files), Made: true},
		"report": {Value: reflect.ValueOf(sub.Report), Made: true},
	}}
	doc := &document.Document{
		Form: d.ID, Number: d.Number(), Title: d.Title.Ja, Draft: sub.Draft,
		Edition: c.Edition(d), Note: c.note(d), Author: k.author(),
	}
	if d.Date.Source != "" {
		doc.Date = k.text(&d.Date)
		k.note(&d.Date, k.eval(&d.Date))
	}
	for i := range d.Sections {
		k.section(doc, &d.Sections[i])
	}
	k.travels(doc)
	if k.err != nil {
		return Filled{}, fmt.Errorf("form %s: %w", d.ID, k.err)
	}
	correct(doc, sub.Corrects)
	return Filled{Definition: d, Name: d.ID, Subject: it.Pointer, Document: doc, from: k}, nil
}

// correct says below the first title which letter this one takes the place of.
func correct(doc *document.Document, was casefile.Reference) {
	if was.Number == "" && was.Date == "" {
		return
	}
	words := string(was.Number)
	if day, err := period.Parse(string(was.Date)); err == nil {
		words = period.Era(day) + "付け" + words
	}
	for i := range doc.Sections {
		blocks := doc.Sections[i].Blocks
		if at := slices.IndexFunc(blocks, func(b document.Block) bool { _, title := b.(document.Title); return title }); at >= 0 {
			doc.Sections[i].Blocks = slices.Insert(blocks, at+1, document.Block(document.Paragraph{Text: "（" + words + "を訂正するもの）", Align: document.Center}))
			return
		}
	}
}
