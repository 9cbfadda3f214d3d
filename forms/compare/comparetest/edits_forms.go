package comparetest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// form picks a form in force that no edit has touched, with a copy of what its file says.
func (w *Writer) form() (name string, n *yaml.Node, ok bool) {
	name = pick(w, w.names("forms/*.yaml"))
	n, there := w.newest(name)
	return name, n, there && w.once(name)
}

func formEdited(w *Writer) {
	if name, n, ok := w.form(); ok {
		w.Edits = append(w.Edits, name+": "+w.edit(n))
		w.write(name, n)
	}
}

func blockEdited(w *Writer) {
	file := pick(w, w.names("blocks/*.yaml"))
	n, _ := w.newest(file)
	i := w.IntN(len(n.Content)/2) * 2
	if block := n.Content[i].Value; w.once("block " + block) {
		if w.data["blocks.yaml"] == nil {
			w.data["blocks.yaml"] = map[string]any{}
		}
		w.Edits = append(w.Edits, "block "+block+": "+w.edit(n.Content[i+1]))
		w.data["blocks.yaml"][block] = n.Content[i+1]
	}
}

// formAdded makes a form of another.
func formAdded(w *Writer) {
	if _, n, ok := w.form(); ok {
		id := fmt.Sprintf("9-%d", 1+w.IntN(900))
		value(n, "id").SetString(id)
		w.Edits = append(w.Edits, "form added "+id)
		w.write("forms/"+id+".yaml", n)
	}
}

// formGone ends a form that no package holds.
func formGone(w *Writer) {
	name, _, ok := w.form()
	for kind := range w.base["packages.yaml"] {
		for _, paper := range list(w.base["packages.yaml"][kind], "papers") {
			ok = ok && !strings.Contains(fmt.Sprint(paper["forms"]), "form:"+base(name)+" ")
		}
	}
	if ok && !slices.Contains([]string{"index", "check-report"}, base(name)) && !w.touched["papers"] {
		w.Edits = append(w.Edits, "form gone "+name)
		w.write(name, nil)
	}
}

// formDated has a form count from a day on, so that the one before stays for what is earlier.
func formDated(w *Writer) {
	name, n, ok := w.form()
	if ok && value(n, "in_force").Value == "" && value(n, "date").Value == "it.date" {
		put(n, "in_force", "2026-05-01")
		put(n, "governs", "it.date")
		w.Edits = append(w.Edits, name+" dated: "+w.edit(n))
		w.write(name, n)
	}
}

// formSame writes a form once more, formSpelled with what need not be said.
func formSame(w *Writer) {
	if name, n, ok := w.form(); ok {
		w.Edits = append(w.Edits, name+" the same")
		w.write(name, n)
	}
}

func formSpelled(w *Writer) {
	if name, n, ok := w.form(); ok {
		w.Edits = append(w.Edits, name+" spelled out")
		for _, at := range places(nil, place{"", n, n}) {
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

// place is a node of a form with the key that it stands under: of an entry that of its list,
// as in "blocks[]".
type place struct {
	key    string
	node   *yaml.Node
	parent *yaml.Node
}

// places are all below a node.
func places(all []place, at place) []place {
	for i, child := range at.node.Content {
		key := at.key + "[]"
		if at.node.Kind == yaml.MappingNode {
			if key = at.node.Content[i-i%2].Value; i%2 == 0 || key == "args" {
				continue
			}
		}
		inner := place{key, child, at.node}
		all = places(append(all, inner), inner)
	}
	return all
}

// changes are what an edit may do to a place of a form, or of what a block says: each says
// whether the place allows it, and does it.
var changes = map[string]func(w *Writer, at place) bool{
	"ja":        func(_ *Writer, at place) bool { return at.reword("（改）", "ja") },
	"en":        func(_ *Writer, at place) bool { return at.reword(", reworded", "en") },
	"words":     func(_ *Writer, at place) bool { return at.reword("（改）", "text", "heading", "title", "empty") },
	"cell":      func(_ *Writer, at place) bool { return at.reword("（改）", "cells[]", "rows[][]") },
	"need":      func(_ *Writer, at place) bool { return at.flip("need", "half", "optional") },
	"look":      func(_ *Writer, at place) bool { return at.flip("landscape", "small") },
	"section":   func(_ *Writer, at place) bool { return at.reword("（改）", "name") },
	"landscape": func(_ *Writer, at place) bool { return at.entry("sections") && at.with("landscape", "true") },
	"date":      func(_ *Writer, at place) bool { return at.to("application.date", "date") },
	"package":   func(_ *Writer, at place) bool { return at.to("renewal", "package") },
	"confirmed": func(_ *Writer, at place) bool { return at.flip("confirmed") },
	"width":     func(_ *Writer, at place) bool { return at.to("3.25", "width", "first", "indent") },
	"align":     func(_ *Writer, at place) bool { return at.to("right", "align") },
	"level":     func(_ *Writer, at place) bool { return value(at.node, "heading").Value != "" && at.with("level", "2") },
	"from":      func(_ *Writer, at place) bool { return at.to("ministries", "from", "to") },
	"kind":      func(_ *Writer, at place) bool { return at.to("sheet", "kind") },
	"clause":    func(_ *Writer, at place) bool { return at.to("1.1", "clause") },
	"half":      func(_ *Writer, at place) bool { return at.entry("fields") && at.with("half", "true") },
	"as": func(_ *Writer, at place) bool {
		return at.entry("fields", "columns") && value(at.node, "value").Value != "" && at.with("as", "short")
	},
	"aligned": func(_ *Writer, at place) bool {
		return value(at.node, "text").Value != "" && at.entry("blocks") && at.with("align", "right")
	},
	"when": func(_ *Writer, at place) bool {
		return at.entry("blocks", "fields", "items", "sections", "sender") && at.with("when", "service.name != ''")
	},
	"column": func(_ *Writer, at place) bool {
		if at.key != "columns" || value(at.parent, "rows").Kind != 0 {
			return false
		}
		return nil == encode(at.node, map[string]any{"ja": "新しい列", "en": "New column", "text": "新", "width": 2})
	},
	"blocks": func(w *Writer, at place) bool {
		return at.key == "blocks" && at.node.Kind == yaml.SequenceNode && w.arrange(at.node)
	},
}

// edit makes one change and tells which.
func (w *Writer) edit(n *yaml.Node) string {
	root := place{"blocks", n, n}
	all := places([]place{root}, root)
	for {
		change := pick(w, slices.Sorted(maps.Keys(changes)))
		w.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, at := range all {
			if changes[change](w, at) {
				return fmt.Sprintf("line %d: %s", at.node.Line, change)
			}
		}
	}
}

// entry reports whether the place is an entry of one of some lists.
func (at place) entry(lists ...string) bool {
	return slices.Contains(lists, strings.TrimSuffix(at.key, "[]")) && strings.HasSuffix(at.key, "[]")
}

// reword adds to a text that stands under one of some keys.
func (at place) reword(more string, keys ...string) bool {
	if !slices.Contains(keys, at.key) || at.node.Tag != "!!str" || at.node.Value == "" {
		return false
	}
	at.node.SetString(at.node.Value + more)
	return true
}

// flip turns a yes or no that stands under one of some keys.
func (at place) flip(keys ...string) bool {
	if !slices.Contains(keys, at.key) || at.node.Tag != "!!bool" {
		return false
	}
	at.node.Value = map[string]string{"true": "false", "false": "true"}[at.node.Value]
	return true
}

// to puts another text under one of some keys.
func (at place) to(text string, keys ...string) bool {
	if !slices.Contains(keys, at.key) || at.node.Kind != yaml.ScalarNode || at.node.Value == text {
		return false
	}
	*at.node = yaml.Node{Kind: yaml.ScalarNode, Value: text, Line: at.node.Line}
	return true
}

// with gives a mapping a key that it has not.
func (at place) with(key, text string) bool {
	if at.node.Kind != yaml.MappingNode || value(at.node, key).Kind != 0 {
		return false
	}
	put(at.node, key, text)
	return true
}

func encode(list *yaml.Node, entry map[string]any) error {
	added := &yaml.Node{}
	err := added.Encode(entry)
	list.Content = append(list.Content, added)
	return err
}

// arrange adds, takes out or moves a block.
func (w *Writer) arrange(blocks *yaml.Node) bool {
	at := w.IntN(len(blocks.Content))
	switch w.IntN(3) {
	case 0:
		added := &yaml.Node{}
		_ = added.Encode(map[string]any{"text": fmt.Sprintf("加えられた段落%d", w.IntN(1000))})
		blocks.Content = slices.Insert(blocks.Content, at, added)
	case 1:
		if len(blocks.Content) == 1 {
			return false
		}
		blocks.Content = slices.Delete(blocks.Content, at, at+1)
	default:
		other := w.IntN(len(blocks.Content))
		blocks.Content[at], blocks.Content[other] = blocks.Content[other], blocks.Content[at]
	}
	return true
}
