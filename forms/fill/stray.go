package fill

import (
	"bytes"
	"regexp"
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

var looksMarked = regexp.MustCompile(`\{\{[^{}<>]*\}\}`)

// stray refuses markers where nothing is filled, such as charts and the readings of words.
func (t *Template) stray() error {
	known := map[string]*part{}
	for _, p := range t.parts {
		known[p.name] = p
	}
	for _, k := range t.allTicks() {
		known[k.part] = nil
	}
	if t.book != nil {
		known[t.file.Main] = nil
	}
	taken := t.taken()
	for _, name := range t.file.Names() {
		p, filled := known[name]
		if filled && (p == nil || t.book != nil && p == t.book.shared) ||
			!strings.HasSuffix(name, ".xml") || !strings.HasPrefix(name, "word/") && !strings.HasPrefix(name, "xl/") {
			continue
		}
		data, err := t.file.Read(name)
		if err != nil {
			return err
		}
		for _, m := range looksMarked.FindAllIndex(data, -1) {
			if !taken[p][m[0]] && !commented(data[:m[0]]) && !(filled && deleted(p.root, m[0])) {
				return Place{Kind: "part", Name: name}.fault(layers.NewFault(0, "sheet-stray", "text", clipped(string(data[m[0]:m[1]]))))
			}
		}
		if bytes.Contains(data, []byte("<!DOCTYPE")) {
			return layers.NewFault(0, "sheet-xml", "part", name, "reason", "DOCTYPE")
		}
	}
	return nil
}

// taken is where the markers begin that are filled, by their parts.
func (t *Template) taken() map[*part]map[int]bool {
	all := map[*part]map[int]bool{}
	t.every(func(f *flow, _ *block) bool {
		if all[f.part] == nil {
			all[f.part] = map[int]bool{}
		}
		for _, s := range f.sites {
			all[f.part][f.glyphs[s.from].From] = true
		}
		return true
	})
	return all
}

// commented reports whether what comes next is in a comment of the XML.
func commented(before []byte) bool {
	return bytes.LastIndex(before, []byte("<!--")) > bytes.LastIndex(before, []byte("-->"))
}

// deleted reports whether something stands in words that a person has struck out.
func deleted(root *ooxml.Node, at int) bool {
	for n := range root.All() {
		if n.From <= at && at < n.To && (n.Name == "w:del" || n.Name == "w:moveFrom") {
			return true
		}
	}
	return false
}
