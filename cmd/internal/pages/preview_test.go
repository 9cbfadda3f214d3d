package pages_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// shown is a box as the script gets it.
type shownBox struct {
	At, Part string
	Page     int
}

// TestPreview: the paper that the pages show is the file that render gives, byte for byte, for
// every form and every sample, filled or blank, and is refused where render refuses it; each of
// its boxes leads to a field that is on the page it names, and each field that is filled in and
// that the form shows has a box. Two samples, which have all forms of both programmes; with
// YOSHIKI_LONG all, and each under every text of the rules.
func TestPreview(t *testing.T) {
	names := []string{"small-saas", "ismap-registration"}
	if os.Getenv("YOSHIKI_LONG") != "" {
		names = nil
		all, err := filepath.Glob("../../../testdata/cases/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range all {
			names = append(names, strings.TrimSuffix(filepath.Base(name), ".yaml"))
		}
	}
	papers, boxes, fields, bare := 0, 0, 0, 0
	drawn, filled := map[string]bool{}, map[string]bool{}
	for _, name := range names {
		p := newPreview(t, name, "")
		p.prints()
		maps.Copy(drawn, p.drawn)
		maps.Copy(filled, p.filled)
		p.places()
		for _, revision := range p.others() {
			old := newPreview(t, name, revision)
			old.prints()
			papers += old.papers
		}
		papers, boxes, fields, bare = papers+p.papers, boxes+p.boxes, fields+p.fields, bare+p.bare
	}
	if len(drawn) != 42 {
		t.Errorf("%d forms, not 42: %v", len(drawn), slices.Sorted(maps.Keys(drawn)))
	}
	t.Logf("%d samples: %d papers of %d forms equal, %d of them filled in, %d boxes lead to their fields, %d fields have their boxes, %d are part of another value", len(names), papers, len(drawn), len(filled), boxes, fields, bare)
	if papers < 20*len(names) || boxes < 1000 || fields < 500 || bare*5 > fields {
		t.Error("too little was looked at")
	}
}

// preview is a sample in the store of the pages.
type preview struct {
	testing.TB
	visitor
	app      *app.App
	stored   *app.Case
	at, kind string
	pages    map[string]string // what was asked for

	drawn, filled map[string]bool // numbered forms, by programme

	papers, boxes, fields, bare int
}

// newPreview stores a sample, under another text of the rules if one is given.
func newPreview(t *testing.T, sample, revision string) *preview {
	t.Helper()
	a := app.New(app.Options{})
	h, s := newPages(t)
	root := "../../../testdata/cases"
	folder, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(root, sample+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if revision != "" {
		data = revisionLine.ReplaceAll(data, []byte("revision: "+revision))
	}
	c, err := a.ReadCase(sample, bytes.NewReader(data), folder)
	if err != nil {
		t.Fatal(err)
	}
	id, err := a.SaveCase(t.Context(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	d, err := a.Draft(t.Context(), s, string(id))
	if err != nil {
		t.Fatal(err)
	}
	kind := "registration"
	return &preview{TB: t, visitor: visitor{t, h}, app: a, stored: d.Case, at: "/cases/" + string(id) + "/for/", kind: kind, pages: map[string]string{}, drawn: map[string]bool{}, filled: map[string]bool{}}
}

var revisionLine = regexp.MustCompile(`(?m)^revision: .*`)

// others are the other texts of the rules of the sample's programme, with YOSHIKI_LONG.
func (p *preview) others() (all []string) {
	c := p.stored.File.Case
	if os.Getenv("YOSHIKI_LONG") == "" {
		return nil
	}
	texts, err := filepath.Glob("../../../templates/" + string(c.Program) + "/2*")
	if err != nil || len(texts) < 2 {
		p.Fatal(texts, err)
	}
	for _, text := range texts {
		if day := filepath.Base(text); day != string(c.Revision) {
			all = append(all, day)
		}
	}
	return all
}

// prints compares every paper.
func (p *preview) prints() {
	p.Helper()
	n, last := 0, ""
	err := p.app.Render(p.Context(), p.stored, app.RenderOrder{Forms: []string{app.AllForms}, Formats: []string{"pdf"}, Each: func(x *app.Print) error {
		if n++; x.Form.Definition.ID != last {
			n, last = 0, x.Form.Definition.ID
		}
		p.papers++
		if !x.Form.Definition.Unnumbered {
			p.drawn[string(p.stored.File.Case.Program)+x.Form.Definition.ID] = true
			if x.Form.Subject != "" {
				p.filled[string(p.stored.File.Case.Program)+x.Form.Definition.ID] = true
			}
		}
		code, body, _ := p.do("GET", p.at+p.kind+"/paper/"+x.Form.Definition.ID+"/pdf?n="+strconv.Itoa(n), nil)
		if x.Err != nil {
			if code != http.StatusUnprocessableEntity {
				p.Errorf("%s %s: %d, where render refuses it", p.at, x.Name(), code)
			}
			return nil
		}
		if code != http.StatusOK || !bytes.Equal([]byte(body), x.Data) {
			p.Errorf("%s %s: %d, %d bytes, render gives %d", p.at, x.Name(), code, len(body), len(x.Data))
		}
		return nil
	}})
	if err != nil {
		p.Fatal(err)
	}
}

// places looks at the boxes of every form of every kind of package that the case has begun.
func (p *preview) places() {
	p.Helper()
	c := p.stored.File.Case
	text := app.Text{Program: c.Program, Revision: c.Revision}
	_, kinds, err := rulebook.Kinds(p.app, text)
	if err != nil {
		p.Fatal(err)
	}
	catalog, err := p.app.Catalog(text)
	if err != nil {
		p.Fatal(err)
	}
	for _, kind := range kinds {
		if v, err := casefile.Get(c, catalog.SubmissionPointer(kind.Name, c)); err != nil || v.Empty() {
			continue
		}
		def, err := catalog.Package(kind.Name)
		if err != nil {
			p.Fatal(err)
		}
		boxed := map[string]map[string]bool{}
		for _, paper := range def.Papers {
			for _, f := range paper.Forms {
				boxed[f.Form] = p.form(kind.Name, f.Form)
			}
		}
		p.shownOn(catalog, kind.Name, boxed)
	}
}

// shownOn wants a box for each value that somebody filled in on the page of a part, on every form
// of the kind that shows it.
func (p *preview) shownOn(catalog *forms.Catalog, kind string, boxed map[string]map[string]bool) {
	p.Helper()
	for v := range casefile.Walk(p.stored.File.Case) {
		if v.Text() == "" || casefile.Within(v.Pointer, "/statement/controls") {
			continue
		}
		forms, has := 0, 0
		for _, form := range catalog.FormsOf(v.Pointer) {
			if on, drawn := boxed[form]; drawn {
				if forms++; on["f"+strings.ReplaceAll(v.Pointer, "/", "-")] {
					has++
				}
			}
		}
		if has > 0 {
			p.fields++
		}
		if forms > 0 && has == 0 {
			p.bare++ // readings, entries of a text list, the list of papers: printed as part of another value
		}
	}
}

// form looks at the boxes of the papers of a form, and gives the fields that have one.
func (p *preview) form(kind, form string) map[string]bool {
	p.Helper()
	boxed := map[string]bool{}
	papers, err := p.app.Papers(p.stored, form)
	if err != nil {
		p.Fatal(err)
	}
	for _, x := range papers {
		if x.Data == nil {
			continue
		}
		var all []shownBox
		if err := json.Unmarshal([]byte(p.get(p.at+kind+"/paper/"+form+"/boxes?of="+x.Subject)), &all); err != nil {
			p.Fatal(err)
		}
		for _, b := range all {
			boxed[b.At] = true
			if b.Part == "" || strings.HasSuffix(b.Part, "/controls") {
				continue
			}
			p.boxes++
			if !strings.Contains(p.page(b.Part), `id="`+b.At+`"`) {
				p.Errorf("%s form %s: the box of %s leads to %s, which has no such field", p.at, form, b.At, b.Part)
			}
		}
	}
	return boxed
}

// page is what a path shows, asked for once.
func (p *preview) page(path string) string {
	p.Helper()
	if _, had := p.pages[path]; !had {
		p.pages[path] = p.get(path)
	}
	return p.pages[path]
}
