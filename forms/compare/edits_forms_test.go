package compare_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// form picks a form in force that no edit has touched, with a copy of what its file says.
func (w *writer) form() (name string, n *yaml.Node, ok bool) {
	name = pick(w, w.names("forms/*.yaml"))
	n, there := w.newest(name)
	return name, n, there && w.once(name)
}

func formEdited(w *writer) {
	if name, n, ok := w.form(); ok {
		w.edits = append(w.edits, name+": "+w.edit(n, n))
		w.write(name, n)
	}
}

func blockEdited(w *writer) {
	file := pick(w, w.names("blocks/*.yaml"))
	n, _ := w.newest(file)
	i := w.IntN(len(n.Content)/2) * 2
	if block := n.Content[i].Value; w.once("block " + block) {
		if w.data["blocks.yaml"] == nil {
			w.data["blocks.yaml"] = map[string]any{}
		}
		w.edits = append(w.edits, "block "+block+": "+w.edit(nil, n.Content[i+1]))
		w.data["blocks.yaml"][block] = n.Content[i+1]
	}
}

// formAdded makes a form of another.
func formAdded(w *writer) {
	if _, n, ok := w.form(); ok {
		id := fmt.Sprintf("9-%d", 1+w.IntN(900))
		value(n, "id").SetString(id)
		w.edits = append(w.edits, "form added "+id)
		w.write("forms/"+id+".yaml", n)
	}
}

// formGone ends a form that no package holds.
func formGone(w *writer) {
	name, _, ok := w.form()
	for kind := range w.base["packages.yaml"] {
		for _, paper := range list(w.base["packages.yaml"][kind], "papers") {
			ok = ok && !strings.Contains(fmt.Sprint(paper["forms"]), "form:"+base(name)+" ")
		}
	}
	if ok && !slices.Contains([]string{"index", "check-report"}, base(name)) && !w.touched["papers"] {
		w.edits = append(w.edits, "form gone "+name)
		w.write(name, nil)
	}
}

// formDated has a form count from a day on, so that the one before stays for what is earlier.
func formDated(w *writer) {
	name, n, ok := w.form()
	if ok && value(n, "in_force").Value == "" && value(n, "date").Value == "it.date" {
		put(n, "in_force", "2026-05-01")
		put(n, "governs", "it.date")
		w.edits = append(w.edits, name+" dated: "+w.edit(n, n))
		w.write(name, n)
	}
}

// formSame writes a form once more, formSpelled with what need not be said.
func formSame(w *writer) {
	if name, n, ok := w.form(); ok {
		w.edits = append(w.edits, name+" the same")
		w.write(name, n)
	}
}

func formSpelled(w *writer) {
	if name, n, ok := w.form(); ok {
		w.edits = append(w.edits, name+" spelled out")
		for _, at := range places(nil, n) {
			switch {
			case at.key == "table":
				put(at.node, "empty", "該当なし")
			case at.key == "blocks" || at.key == "rows":
			case at.node.Kind == yaml.MappingNode && value(at.node, "text").Value != "" && value(at.node, "ja").Value == "":
				put(at.node, "align", "left")
			}
		}
		w.write(name, n)
	}
}

// put gives a mapping a key that it has not.
func put(n *yaml.Node, key, text string) {
	if value(n, key).Kind == 0 {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Value: text})
	}
}

// place is a node of a form with the key that it stands under, of an entry that of its list.
type place struct {
	key    string
	node   *yaml.Node
	parent *yaml.Node
}

func places(all []place, n *yaml.Node) []place {
	for i, child := range n.Content {
		key := ""
		switch {
		case n.Kind == yaml.MappingNode && i%2 == 0:
			continue
		case n.Kind == yaml.MappingNode:
			key = n.Content[i-1].Value
		}
		if key == "args" {
			continue
		}
		all = append(all, place{key, child, n})
		all = places(all, child)
	}
	return all
}

// edit makes one change to a form, or to what a block says, and tells which.
func (w *writer) edit(form, n *yaml.Node) string {
	all := places([]place{{"blocks", n, n}}, n)
	for {
		at := pick(w, all)
		switch {
		case slices.Contains([]string{"ja", "text", "title", "heading"}, at.key) && at.node.Kind == yaml.ScalarNode && at.node.Value != "":
			at.node.SetString(at.node.Value + "（改）")
		case at.key == "en":
			at.node.SetString(at.node.Value + ", reworded")
		case at.key == "width":
			at.node.SetString("3.25")
			at.node.Tag = "!!float"
			at.node.Style = 0
		case slices.Contains([]string{"need", "half", "landscape", "confirmed", "small", "optional"}, at.key) && !strings.Contains(at.node.Value, "$"):
			at.node.Value = map[string]string{"true": "false"}[at.node.Value]
			at.node.Value = cmp.Or(at.node.Value, "true")
		case at.node == form && w.IntN(4) == 0:
			value(n, pick(w, []string{"from", "to"})).SetString("ministries")
		case at.key == "columns" && value(at.parent, "rows").Kind == 0:
			column := &yaml.Node{}
			_ = column.Encode(map[string]any{"ja": "新しい列", "en": "New column", "text": "新", "width": 2})
			at.node.Content = append(at.node.Content, column)
		case at.key == "blocks" && at.node.Kind == yaml.SequenceNode:
			w.arrange(at.node)
		case at.node.Kind == yaml.MappingNode && (value(at.node, "heading").Value != "" || value(at.node, "fields").Kind != 0) && value(at.node, "when").Value == "":
			put(at.node, "when", "service.name != ''")
		default:
			continue
		}
		return fmt.Sprintf("line %d: %s", at.node.Line, at.key)
	}
}

// arrange adds, takes out or moves a block.
func (w *writer) arrange(blocks *yaml.Node) {
	at := w.IntN(len(blocks.Content))
	switch w.IntN(3) {
	case 0:
		added := &yaml.Node{}
		_ = added.Encode(map[string]any{"text": fmt.Sprintf("加えられた段落%d", w.IntN(1000))})
		blocks.Content = slices.Insert(blocks.Content, at, added)
	case 1:
		if len(blocks.Content) > 1 {
			blocks.Content = slices.Delete(blocks.Content, at, at+1)
		}
	default:
		other := w.IntN(len(blocks.Content))
		blocks.Content[at], blocks.Content[other] = blocks.Content[other], blocks.Content[at]
	}
}
