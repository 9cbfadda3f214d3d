package forms

import (
	"regexp"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// Every definition of every revision compiles: each expression names what the case has.
func TestDefinitionsCompile(t *testing.T) {
	eachRevision(t, func(t *testing.T, c *Catalog) {
		for _, id := range c.IDs() {
			d, err := c.Definition(id)
			if err == nil {
				err = d.Sound()
			}
			if err != nil {
				t.Error(err)
			}
		}
		for _, kind := range c.Kinds() {
			if _, err := c.Papers(kind, new(casefile.Case)); err != nil {
				t.Error(err)
			}
			if _, err := c.SubmissionDay(kind, new(casefile.Case)); err != nil {
				t.Error(err)
			}
		}
	})
}

var (
	japanese = regexp.MustCompile(`\p{Han}|\p{Hiragana}|\p{Katakana}`)
	latin    = regexp.MustCompile(`[A-Za-z]{2,}`)
	names    = regexp.MustCompile(`ISMAP(-LIU)?|SaaS|URL|SHA-256|IT|\{\{.*?\}\}`)
)

// Labels, titles and kinds are Japanese in ja and English in en, in both programmes: never
// a word of one language in the other.
func TestBothLanguages(t *testing.T) {
	eachRevision(t, func(t *testing.T, c *Catalog) {
		for _, id := range c.IDs() {
			d, err := c.Definition(id)
			if err != nil {
				t.Fatal(err)
			}
			both(t, id, d.Title.Ja, d.Title.En)
			eachLabel(d, func(ja, en string) { both(t, id, ja, en) })
		}
		for _, kind := range c.Kinds() {
			p, err := c.Package(kind)
			if err != nil {
				t.Fatal(err)
			}
			both(t, kind, p.Ja, p.En)
			for _, d := range p.Papers {
				both(t, kind+" "+d.Name, d.Ja, d.En)
			}
		}
	})
}

func both(t *testing.T, where, ja, en string) {
	t.Helper()
	if !japanese.MatchString(ja) && ja != "URL" || latin.MatchString(names.ReplaceAllString(ja, "")) {
		t.Errorf("%s: %q is not Japanese", where, ja)
	}
	if en == "" || japanese.MatchString(en) {
		t.Errorf("%s: %q is not English", where, en)
	}
}

// eachLabel gives every label of a form and of the blocks that it shares.
func eachLabel(d *Definition, see func(ja, en string)) {
	for i := range d.Sections {
		labelsOf(d.Sections[i].Blocks, see)
	}
}

func labelsOf(blocks []BlockDef, see func(ja, en string)) {
	for _, b := range blocks {
		for _, f := range append(b.Sender, b.Fields...) {
			see(f.Ja, f.En)
		}
		if t := b.Table; t != nil {
			if t.Ja != "" {
				see(t.Ja, t.En)
			}
			for _, c := range t.Columns {
				see(c.Ja, c.En)
			}
		}
		labelsOf(b.shared, see)
	}
}

// eachRevision runs a test of every revision of both programmes, confirmed or not.
func eachRevision(t *testing.T, test func(t *testing.T, c *Catalog)) {
	t.Helper()
	library := NewLibrary(templates.FS)
	for _, program := range library.Programs() {
		revisions, err := Revisions(casefile.Program(program), templates.FS)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range revisions {
			t.Run(program+" "+string(r.InForce), func(t *testing.T) {
				c, err := library.Open(casefile.Program(program), r.InForce)
				if err != nil {
					t.Fatal(err)
				}
				test(t, c)
			})
		}
	}
}
