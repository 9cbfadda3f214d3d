package forms

import (
	"fmt"
	"reflect"
	"slices"

	"yoshiki/forms/document"
)

// Filled is one form filled from a case.
type Filled struct {
	Definition *Definition
	Name       string // file name without extension: "2-8", and "2-8.2" for a second one
	Subject    string // JSON Pointer of the group it was filled from; "" on a blank form
	Clause     string // item that asks for it in a package: "8.1(2)"; "" outside of one
	Document   *document.Document
}

// Compose fills a form from a case: one document for each subject that the case has, none
// when it has none. Errors name the form and the expression at fault.
func (c *Catalog) Compose(id string, cs *Case, sub Submission) ([]Filled, error) {
	d, err := c.Definition(id)
	if err != nil {
		return nil, err
	}
	root := reflect.ValueOf(cs).Elem()
	var filled []Filled
	for _, it := range d.subjects(root) {
		f, err := c.fill(d, root, it, sub)
		if err != nil {
			return nil, err
		}
		f.Name = instanceName(id, len(filled))
		filled = append(filled, f)
	}
	return filled, nil
}

// Blank fills a form's fixed words and what the case knows beside the form's own subject,
// and leaves the rest to be filled in by hand.
func (c *Catalog) Blank(id string, cs *Case, sub Submission) (Filled, error) {
	d, err := c.Definition(id)
	if err != nil {
		return Filled{}, err
	}
	sub.Documents = slices.Clone(sub.Documents)
	for i := range sub.Documents {
		if d := &sub.Documents[i]; d.Status == "missing" || d.Status == "not-needed" {
			d.Status, d.Reason = "", "" // to be filled in by hand
		}
	}
	return c.fill(d, reflect.ValueOf(cs).Elem(), found{value: reflect.Zero(d.subjectType())}, sub)
}

// subjects are the entries of the case that the form is about, in the order of the case.
func (d *Definition) subjects(root reflect.Value) []found {
	var all []found
	for _, e := range d.Subjects {
		s, err := e.run(&scope{root: root})
		switch {
		case err != nil || !s.value.IsValid():
		case s.value.Kind() == reflect.Slice:
			for i := range s.value.Len() {
				all = append(all, s.entry(i))
			}
		case !s.value.IsZero():
			all = append(all, s)
		}
	}
	return slices.DeleteFunc(all, func(it found) bool { return !d.concerns(root, it) })
}

// concerns says whether the form is to be filled for a subject.
func (d *Definition) concerns(root reflect.Value, it found) bool {
	if d.When.Source == "" {
		return true
	}
	f, err := d.When.run(&scope{root: root, names: map[string]found{"it": it}})
	return err == nil && f.present()
}

func (d *Definition) subjectType() reflect.Type {
	for _, e := range d.Subjects {
		_, t, err := compile(e.Source, nil)
		if err == nil && t.Kind() == reflect.Slice {
			return t.Elem()
		}
		if err == nil {
			return t
		}
	}
	return reflect.TypeFor[Case]()
}

func (c *Catalog) fill(d *Definition, root reflect.Value, it found, sub Submission) (Filled, error) {
	k := &composer{catalog: c, definition: d, timeline: sub.Report.Timeline, blank: it.pointer == "" && it.value.IsZero()}
	k.scope = &scope{root: root, names: map[string]found{
		"it":        it,
		"documents": {value: reflect.ValueOf(d.enclosures(sub.Documents)), made: true},
		"files":     {value: reflect.ValueOf(sub.Files), made: true},
		"report":    {value: reflect.ValueOf(sub.Report), made: true},
	}}
	doc := &document.Document{
		Form: d.ID, Number: d.Number(), Title: d.Title.Ja, Draft: sub.Draft,
		Edition: c.edition(), Note: c.note(d), Author: k.author(),
	}
	if d.Date.Source != "" {
		doc.Date = k.text(&d.Date)
	}
	for i := range d.Sections {
		k.section(doc, &d.Sections[i])
	}
	if k.err != nil {
		return Filled{}, fmt.Errorf("form %s: %w", d.ID, k.err)
	}
	return Filled{Definition: d, Name: d.ID, Subject: it.pointer, Document: doc}, nil
}
