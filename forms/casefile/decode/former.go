package decode

import (
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
)

// FormerGroups are the lists of a case that were one group in case files of before. A group
// that stands there is read as the only entry of its list.
var FormerGroups = []string{"hold", "re_audit", "suspension"}

// listFormer makes lists of such groups.
func listFormer(root *node.Node) {
	for i := range root.Children {
		m := &root.Children[i]
		if m.Value.Kind == casefile.KindGroup && slices.Contains(FormerGroups, m.Key) {
			only := node.Member{At: m.Value.Place, Value: m.Value}
			m.Value = node.Node{Kind: casefile.KindList, Children: []node.Member{only}, Place: m.Value.Place}
		}
	}
}
