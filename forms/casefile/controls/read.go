package controls

import (
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
)

// Read turns the content of a table beside a case into a list of controls, one group each.
// name is the file's, pointer the place of the case that names it. Columns that a case
// does not know are not read, which is a warning; one that it needs must be there.
func Read(name string, data []byte, pointer string, f *casefile.Faults) (node.Node, bool) {
	own := &casefile.Faults{File: name}
	t := open(name, data, Options{}, own)
	if t != nil && !own.Failed() {
		t.demand(own)
		t.Unused(own)
	}
	for _, found := range own.Findings {
		if found.ID != "controls:skipped-sheets" {
			report(f, found.Severity, casefile.Place{Line: int32(found.Line), Column: int32(found.Column)}, pointer, found.ID, found.Args)
		}
	}
	translate(f.Findings)
	if own.Failed() {
		return node.Node{}, false
	}
	root := node.Node{Kind: casefile.KindList, Place: casefile.Place{Line: 1, Column: 1}}
	for _, e := range t.Entries {
		root.Children = append(root.Children, node.Member{Value: e.node()})
	}
	return root, true
}

// demand reports columns that an annex must have.
func (t *Table) demand(f *casefile.Faults) {
	for _, c := range columns {
		there := t.headed[c.key] || c.key == "name" && t.headed[objectiveName] || c.key == "adopted" && t.headed[adoptedNo]
		if (c.key == "name" || c.key == "adopted") && !there {
			f.At(casefile.Place{}, "", "case:controls-columns", "missing", c.key, "fault", "missing")
		}
	}
}

// Unused warns of columns that are none of ours.
func (t *Table) Unused(f *casefile.Faults) {
	if len(t.Extra) > 0 {
		f.Warn(casefile.Place{}, "", "controls:unused-columns", "columns", strings.Join(t.Extra, ", "))
	}
}

// node is the control as a case would hold it.
func (e *Entry) node() node.Node {
	n := groupOf(e.Values, "")
	n.Place = placeOf(e.Place())
	if len(e.Versions) > 0 {
		list := node.Node{Kind: casefile.KindList}
		for _, version := range e.Versions {
			list.Children = append(list.Children, node.Member{Value: groupOf(version, "versions.")})
		}
		list.Place = list.Children[0].Value.Place
		n.Children = append(n.Children, node.Member{Key: "versions", At: list.Place, Value: list})
	}
	return n
}

// groupOf is the group of the values whose keys begin with within. A further dot in a key
// is a group in it.
func groupOf(values map[string]Value, within string) node.Node {
	n := node.Node{Kind: casefile.KindGroup}
	for _, c := range columns {
		key, inside := strings.CutPrefix(c.key, within)
		v, there := values[c.key]
		if !inside || !there {
			continue
		}
		at := placeOf(v.Place())
		if len(n.Children) == 0 {
			n.Place = at
		}
		leaf := node.Node{Kind: casefile.KindText, Text: v.Text, Place: at}
		if group, sub, is := strings.Cut(key, "."); is {
			put(&n, group, node.Member{Key: sub, At: at, Value: leaf})
		} else {
			n.Children = append(n.Children, node.Member{Key: key, At: at, Value: leaf})
		}
	}
	return n
}

// put adds a member to a group inside of n.
func put(n *node.Node, group string, m node.Member) {
	i := slices.IndexFunc(n.Children, func(c node.Member) bool { return c.Key == group })
	if i < 0 {
		i = len(n.Children)
		n.Children = append(n.Children, node.Member{Key: group, At: m.At, Value: node.Node{Kind: casefile.KindGroup, Place: m.At}})
	}
	n.Children[i].Value.Children = append(n.Children[i].Value.Children, m)
}
