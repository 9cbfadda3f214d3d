package forms

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/layers"

	"go.yaml.in/yaml/v3"
)

// Rules are the rules of the catalogue, in the order of their clauses. They are read when
// they are first asked for. Errors name the file, the line and the reason.
func (c *Catalog) Rules() ([]*Rule, error) { return c.rules() }

// Rule gives one rule by its lasting name, or nil when the catalogue has none of it.
func (c *Catalog) Rule(name string) (*Rule, error) {
	rules, err := c.Rules()
	for _, r := range rules {
		if r.Name == name {
			return r, nil
		}
	}
	return nil, err
}

// data lays one file of every layer over each other.
func (c *Catalog) data(name string) (*layers.Document, error) {
	var files []layers.File
	for _, l := range c.layers {
		files = append(files, layers.File{FS: l.fsys, Name: l.dir + "/" + name})
	}
	return layers.Read(files...)
}

// loadRules stacks rules.yaml of every layer, and refuses what names something that the
// catalogue does not have.
func (c *Catalog) loadRules() ([]*Rule, error) {
	doc, err := c.data("rules.yaml")
	if err != nil {
		return nil, err
	}
	var rules []*Rule
	var faults []error
	for key, node := range layers.Each(doc.Root) {
		r := &Rule{Name: key.Value, doc: doc, line: key.Line, own: c.owns(doc, node)}
		if err := layers.Decode(node, r); err != nil {
			faults = append(faults, r.fault(err))
			continue
		}
		if r.Clause == "" && c.layers[doc.File(key.Line)].shared {
			continue
		}
		if err := r.prepare(c); err != nil {
			faults = append(faults, r.fault(err))
		}
		rules = append(rules, r)
	}
	slices.SortStableFunc(rules, func(a, b *Rule) int {
		return cmp.Or(casefile.CompareClauses(a.Clause, b.Clause), cmp.Compare(a.ID, b.ID))
	})
	return rules, errors.Join(append(faults, twice(rules)...)...)
}

// owns reports whether a layer over the first file system has a part in a node.
func (c *Catalog) owns(doc *layers.Document, n *yaml.Node) bool {
	return c.layers[doc.File(n.Line)].own || slices.ContainsFunc(n.Content, func(part *yaml.Node) bool { return c.owns(doc, part) })
}

// prefix is what the printed ids of the rules begin with.
func (c *Catalog) prefix() string {
	prefix := ""
	for _, r := range c.revisions {
		prefix = cmp.Or(r.Prefix, prefix)
	}
	return prefix
}

// printed is the id of the rule as it is printed.
func (r *Rule) printed(prefix string) string {
	subject, aspect, _ := strings.Cut(r.Name, "/")
	number := cmp.Or(r.Shown, r.Clause)
	if subject == "consistency" {
		number = subject
	}
	if aspect != "" {
		number += "/" + aspect
	}
	return prefix + ":" + number
}

// twice refuses rules that are printed alike. They stand in the order of their ids.
func twice(rules []*Rule) []error {
	var faults []error
	first := map[string]*Rule{}
	for _, r := range rules {
		if other := first[r.ID]; other != nil {
			faults = append(faults, r.fault(layers.NewFault(0, "printed-twice", "name", other.Name, "id", r.ID)))
		}
		first[r.ID] = r
	}
	return faults
}
