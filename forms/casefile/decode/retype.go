package decode

import (
	"maps"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
)

// Retype gives the file as it would be with other texts in some places, by their pointers, and
// what would be found in it; found is what was found in the file. It is much faster than reading
// the whole again, and says the same, but for the lines. ok is false where only reading it can
// tell: a text on which others depend, one that no file can hold, an entry that becomes empty.
func (r *Reader) Retype(f *File, found []casefile.Finding, texts map[string]string) (*File, []casefile.Finding, bool) {
	if len(f.tables) > 0 || f.company.name != "" || f.Lost("") || len(found) > casefile.MaxFaults {
		return nil, nil, false
	}
	c := casefile.Clone(f.Case)
	faults := &casefile.Faults{File: f.Name}
	lexicon := r.lexicon(&f.root)
	for _, pointer := range slices.Sorted(maps.Keys(texts)) {
		d := decoder{faults: faults, lexicon: lexicon, path: []byte(pointer)}
		if !d.retype(f, c, pointer, texts[pointer]) {
			return nil, nil, false
		}
	}
	for _, x := range found {
		if _, changed := texts[x.Pointer]; !changed {
			faults.Findings = append(faults.Findings, x)
		}
	}
	again := &File{Name: f.Name, Case: c, root: f.root}
	again.lose(faults.Findings)
	return again, faults.Sorted(f.Name), true
}

// ruling are the keys on which the reading of others depends.
var ruling = []string{"program", "revision", "company", "controls_file"}

func (d *decoder) retype(f *File, c *casefile.Case, pointer, text string) bool {
	tokens := casefile.PointerTokens(pointer)
	v, err := casefile.Get(c, pointer)
	if id, _ := casefile.CheckText(text); err != nil || id != "" || v.Model == nil || v.Model.Kind != casefile.KindText || slices.Contains(ruling, tokens[len(tokens)-1]) {
		return false
	}
	v.Go.SetString("")
	d.leaf(v.Model, &node.Node{Kind: casefile.KindText, Text: text, Place: f.root.Find(pointer)}, v.Go)
	for at := pointer; at != ""; at = at[:strings.LastIndexByte(at, '/')] {
		list, _, entry := casefile.SplitEntry(at)
		if !entry {
			continue
		}
		if x, err := casefile.Get(c, list); err != nil || x.Empty() {
			return false
		}
		if x, err := casefile.Get(c, at); err != nil || x.Empty() {
			return false
		}
	}
	return true
}
