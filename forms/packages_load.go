package forms

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
)

// UnmarshalYAML keeps the line and refuses unknown keys.
func (p *FormPart) UnmarshalYAML(n *yaml.Node) error {
	type plain FormPart
	p.line = n.Line
	return layers.Decode(n, (*plain)(p))
}

// loadPackages lays packages.yaml of every layer over each other.
func (c *Catalog) loadPackages() error {
	doc, err := c.data("packages.yaml")
	if err != nil {
		return err
	}
	b := &builder{catalog: c, below: len(c.layers), made: map[int]bool{}}
	b.decode(doc.Root, nil, &c.kinds)
	for _, p := range c.kinds {
		p.bind(doc)
	}
	return doc.Explain(b.join(c.knownForms()))
}

// bind makes the expressions ready; each is compiled once, when it is first asked. Their
// faults name the file.
func (p *PackageDef) bind(doc *layers.Document) {
	all := []*expr.Lazy{&p.Governs, &p.Subject, &p.Or, &p.Date}
	for i := range p.Papers {
		d := &p.Papers[i]
		all = append(all, &d.Content, &d.Need, &d.Omit)
		bound(&d.Attach, expr.Shape{"it": {Type: reflect.TypeFor[casefile.Attachment](), Path: []string{"attachments", "*"}}}, doc)
		for k := range d.Forms {
			it, _ := expr.Follow(strings.Split(d.Forms[k].Subject, ".")) // told of its form
			bound(&d.Forms[k].Where, expr.Shape{"it": it}, doc)
		}
	}
	for _, e := range all {
		bound(e, nil, doc)
	}
}

// bound makes an expression of the file ready.
func bound(e *expr.Lazy, names expr.Shape, doc *layers.Document) {
	e.Bind(names)
	compiled := e.Compiled
	e.Compiled = func() (*expr.Compiled, error) {
		c, err := compiled()
		return c, doc.Explain(err)
	}
}

// knownForms looks for a paper that a kind of package draws from a form that is not there.
func (c *Catalog) knownForms() error {
	for _, kind := range slices.Sorted(maps.Keys(c.kinds)) {
		for _, d := range c.kinds[kind].Papers {
			for _, part := range d.Forms {
				if _, there := c.files[part.Form]; !there {
					return &layers.Within{Line: part.line, Of: kind + ": " + d.Name, Err: layers.NewFault(0, "no-form", "form", part.Form)}
				}
			}
		}
	}
	return nil
}
