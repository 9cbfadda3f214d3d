package rerender

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/forms/document"
	"yoshiki/locales"
)

// Report gathers what became of packages, for the person who signs it off and for each
// provider. Of packages that stand as they are it keeps only the number.
type Report struct {
	Batch    int           // its number; 0 of a rehearsal
	Date     casefile.Date // on which the report is made
	Target   Target
	Made     string // program and version
	Outcomes Count

	results []Result
	texts   map[[3]string]*Texts
}

// Count takes up the number of one result.
func (p *Report) Count(o Outcome) {
	if p.Outcomes == nil {
		p.Outcomes = Count{}
	}
	p.Outcomes[o]++
}

// Add takes up what became of one package that does not stand as it is, and the texts that
// it lies between.
func (p *Report) Add(m *Mover, r Result) {
	if r.Outcome == Stays || r.Outcome == Identical {
		return
	}
	p.results = append(p.results, r)
	if texts, err := m.compared(&r); err == nil {
		if p.texts == nil {
			p.texts = map[[3]string]*Texts{}
		}
		p.texts[[3]string{r.Program, string(r.From), string(r.To)}] = texts
	}
}

// Providers are the names of the applicants whose packages differ, in order.
func (p *Report) Providers() []string {
	names := map[string]bool{}
	for _, r := range p.results {
		names[r.Organization] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// textDifference is a difference of two texts that papers or findings come of.
type textDifference struct {
	Program string        `json:"program"`
	From    casefile.Date `json:"from"`
	To      casefile.Date `json:"to"`
	compare.Change
}

// WriteJSON writes the report as one object.
func (p *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	results := p.results
	if results == nil {
		results = []Result{}
	}
	return e.Encode(struct {
		Batch       int              `json:"batch"`
		Date        casefile.Date    `json:"date"`
		Target      Target           `json:"target"`
		Made        string           `json:"made"`
		Outcomes    Count            `json:"outcomes"`
		Differences []textDifference `json:"differences"`
		Results     []Result         `json:"results"`
	}{p.Batch, p.Date, p.Target, p.Made, p.Outcomes, p.differences(p.results), results})
}

// differences are those of the texts that some results come of.
func (p *Report) differences(results []Result) []textDifference {
	used := map[[3]string]map[Reason]bool{}
	for _, r := range results {
		key := [3]string{r.Program, string(r.From), string(r.To)}
		if used[key] == nil {
			used[key] = map[Reason]bool{}
		}
		for _, f := range r.Files {
			note(used[key], f.Because)
		}
		for _, v := range r.Verdicts {
			note(used[key], v.Because)
		}
	}
	all := []textDifference{}
	for _, key := range slices.SortedFunc(maps.Keys(p.texts), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		for _, c := range p.texts[key].Changes {
			if used[key][reasonOf(&c)] {
				all = append(all, textDifference{key[0], casefile.Date(key[1]), casefile.Date(key[2]), c})
			}
		}
	}
	return all
}

func note(used map[Reason]bool, because []Reason) {
	for _, r := range because {
		used[r] = true
	}
}

// Document is the report as a paper, in a language: of one provider, or on "" of all, with
// places to sign. missing are the characters of a text that no font draws.
func (p *Report) Document(provider string, words *locales.Printer, missing func(string) []string) *document.Document {
	d := &paper{words: words, missing: missing}
	results := slices.Clone(p.results)
	title := "title"
	if provider != "" {
		title = "provider"
		results = slices.DeleteFunc(results, func(r Result) bool { return r.Organization != provider })
	}
	d.add(document.Title{Text: d.text(title)}, document.Fields{Rows: p.head(d, provider, results)})
	d.add(document.Heading{Level: 1, Text: d.text("packages")}, d.packages(results))
	d.add(document.Heading{Level: 1, Text: d.text("papers")}, d.papers(results))
	d.add(document.Heading{Level: 1, Text: d.text("findings")}, d.findings(results))
	d.add(document.Heading{Level: 1, Text: d.text("differences")}, d.differences(p.differences(results)))
	if provider == "" {
		d.add(document.Fields{Rows: []document.Field{d.field("by", ""), d.field("on", "")}})
	}
	return &document.Document{Form: "rerender", Title: d.text(title), Edition: strings.Join(Targets(p.Target), "、"), Author: p.Made, Date: string(p.Date),
		Sections: []document.Section{{Name: d.text("sheet"), Landscape: true, Blocks: d.blocks}}}
}

// head is what the report is about.
func (p *Report) head(d *paper, provider string, results []Result) []document.Field {
	rows := []document.Field{d.field("target", strings.Join(Targets(p.Target), "、")), d.field("date", string(p.Date)), d.field("made", p.Made)}
	if provider != "" {
		return append([]document.Field{d.field("organization", provider)}, append(rows, d.field("number", fmt.Sprint(len(results))))...)
	}
	batch := d.text("rehearsal")
	if p.Batch > 0 {
		batch = fmt.Sprint(p.Batch)
	}
	rows = append(rows, d.field("batch", batch))
	for _, o := range Outcomes {
		rows = append(rows, document.Field{Label: d.outcome(o), Value: document.Value{Text: fmt.Sprint(p.Outcomes[o])}, Half: true})
	}
	return rows
}
