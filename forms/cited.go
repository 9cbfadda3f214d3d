package forms

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/layers"
)

// cited finds fault with forms and papers that rest on a clause which the text does not have.
func (c *Catalog) cited(rows map[string]*ClauseRow) error {
	var faults []error
	for _, id := range c.IDs() {
		all := c.files[id]
		f := all[len(all)-1]
		doc, err := layers.Read(layers.File{FS: c.layers[f.at].fsys, Name: f.value.name})
		if err != nil {
			return err
		}
		faults = append(faults, known(rows, doc, id, under(doc.Root, "clause")))
	}
	doc, err := c.data("packages.yaml")
	if err != nil {
		return err
	}
	for kind, node := range layers.Each(doc.Root) {
		faults = append(faults, known(rows, doc, kind.Value, under(node, "clause")))
		for _, paper := range under(node, "papers").Content {
			faults = append(faults, known(rows, doc, kind.Value+": "+under(paper, "name").Value, under(paper, "clause")))
		}
	}
	return errors.Join(faults...)
}

// known finds fault with clauses that the text does not have. Of a text of which only the
// chapter is known, 第9章 may stand for them.
func known(rows map[string]*ClauseRow, doc *layers.Document, what string, n *yaml.Node) error {
	for number := range strings.SplitSeq(n.Value, ", ") {
		if number != "" && !has(rows, number) && !strings.HasPrefix(number, "第") {
			return doc.Explain(&layers.Within{Line: n.Line, Of: what, Err: layers.NewFault(0, "no-clause", "clause", number)})
		}
	}
	return nil
}

// has reports whether there is a row of a clause, of its items, or of what it is an item of
// and none of the items of that.
func has(rows map[string]*ClauseRow, number string) bool {
	base, _, item := strings.Cut(number, "(")
	return rows[number] != nil || hasItems(rows, number) || item && rows[base] != nil && !hasItems(rows, base)
}

func hasItems(rows map[string]*ClauseRow, number string) bool {
	for n := range rows {
		if strings.HasPrefix(n, number+"(") {
			return true
		}
	}
	return false
}
