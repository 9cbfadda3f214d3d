package readback

import (
	"yoshiki/forms/document"
)

// field is a text of the tree with the label by which a reader finds it.
type field struct {
	document.Printed
	label string
}

// fields lists the texts of a tree, each with its label.
func fields(d *document.Document) []field {
	var all []field
	for t := range d.Texts() {
		all = append(all, field{t, t.Text})
	}
	named := labels(d)
	for i := range all {
		if l := named[all[i].Path]; all[i].Path != "" && l != "" {
			all[i].label = l
		}
	}
	return all
}

// labels are the labels of values by path.
func labels(d *document.Document) map[string]string {
	named := map[string]string{}
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case document.Sender:
				nameFields(named, b.Rows)
			case document.Fields:
				nameFields(named, b.Rows)
			case document.Table:
				for _, row := range b.Rows {
					for i, v := range row {
						named[v.Path] = b.Columns[i].Label
					}
				}
			}
		}
	}
	return named
}

func nameFields(named map[string]string, rows []document.Field) {
	for _, f := range rows {
		named[f.Value.Path] = f.Label
	}
}
