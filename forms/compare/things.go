package compare

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// editions are the words that name the text.
func editions(c *forms.Catalog) (map[string]*thing, error) {
	t := &thing{title: same(c.Revision.Edition)}
	t.add("edition", c.Revision.Edition)
	return map[string]*thing{string(c.Program): t}, nil
}

// offices are the authorities by their names in data.
func offices(c *forms.Catalog) (map[string]*thing, error) {
	all := map[string]*thing{}
	for name, words := range c.Offices() {
		all[name] = &thing{title: same(words), parts: []part{{name: "name", text: words}}}
	}
	return all, nil
}

func same(text string) casefile.Words { return casefile.Words{Ja: text, En: text} }

// clauses are the clauses by their numbers: what each asks for, and who looks at it.
func clauses(c *forms.Catalog) (map[string]*thing, error) {
	rows, err := c.Matrix()
	all := map[string]*thing{}
	for _, row := range rows {
		words := casefile.Words{Ja: row.Ja, En: row.En}
		t := &thing{title: words}
		t.words("text", words)
		t.add("by", set(row.By))
		t.add("not", row.Not)
		t.words("hand", row.Hand)
		for _, who := range forms.Asked {
			for _, what := range forms.Asks {
				t.add("asks."+who+"."+what, row.Asks[who][what])
			}
		}
		t.add("from", string(row.From))
		t.add("until", string(row.Until))
		t.add("governs", asked(&row.Governs))
		all[row.Number] = t
	}
	return all, err
}

// packages are the kinds of package.
func packages(c *forms.Catalog) (map[string]*thing, error) {
	all := map[string]*thing{}
	for _, kind := range c.Kinds() {
		p, err := c.Package(kind)
		if err != nil {
			return nil, err
		}
		words := casefile.Words{Ja: p.Ja, En: p.En}
		t := &thing{title: words}
		t.words("text", words)
		t.add("clause", p.Clause)
		t.add("in_force", string(p.InForce))
		t.add("governs", asked(&p.Governs))
		t.add("subject", asked(&p.Subject))
		t.add("date", asked(&p.Date))
		t.add("case", strings.Join(p.Case, ", "))
		for _, path := range slices.Sorted(maps.Keys(p.Preset)) {
			t.add("preset."+path, p.Preset[path])
		}
		t.add("keep", strings.Join(p.Keep, ", "))
		for _, path := range slices.Sorted(maps.Keys(p.Carry)) {
			t.add("carry."+path, p.Carry[path])
		}
		t.add("papers", paperNames(p))
		for i, w := range p.Early {
			t.words("early."+strconv.Itoa(i+1), w)
		}
		all[kind] = t
	}
	return all, nil
}

// paperNames are the papers of a package in their order.
func paperNames(p *forms.PackageDef) string {
	names := make([]string, len(p.Papers))
	for i := range p.Papers {
		names[i] = p.Papers[i].Name
	}
	return strings.Join(names, ", ")
}

// papers are the papers of each kind of package.
func papers(c *forms.Catalog) (map[string]*thing, error) {
	all := map[string]*thing{}
	for _, kind := range c.Kinds() {
		p, err := c.Package(kind)
		if err != nil {
			return nil, err
		}
		for i := range p.Papers {
			all[kind+"/"+p.Papers[i].Name] = paper(&p.Papers[i])
		}
	}
	return all, nil
}

func paper(d *forms.PaperDef) *thing {
	words := casefile.Words{Ja: d.Ja, En: d.En}
	t := &thing{title: words}
	t.words("text", words)
	t.add("clause", d.Clause)
	for i := range d.Forms {
		f := &d.Forms[i]
		t.add("form", strings.TrimSpace(f.Form+" "+f.Subject+" "+asked(&f.Where)))
	}
	t.add("within", d.Within)
	t.add("content", asked(&d.Content))
	t.add("need", asked(&d.Need))
	t.add("unless", d.Unless)
	t.add("attach", asked(&d.Attach))
	t.add("omit", asked(&d.Omit))
	t.add("reason", d.Reason)
	t.words("again", d.Again)
	return t
}
