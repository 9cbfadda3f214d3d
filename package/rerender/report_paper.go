package rerender

import (
	"fmt"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/locales"
)

// mostShown is how many packages the paper for the person who signs shows one by one. Of more it
// shows those that need somebody, and of each provider the numbers.
const mostShown = 500

// Document is the report as a paper, in a language: of one provider, or on "" of all, with
// places to sign. missing are the characters of a text that no font draws.
func (p *Report) Document(provider string, words *locales.Printer, missing func(string) []string) (*document.Document, error) {
	d := &paper{words: words, missing: missing}
	brief, shown, title := provider == "" && len(p.entries) > mostShown, 0, "title"
	if provider != "" {
		title = "provider"
	}
	results, err := p.some(func(e *entry) bool {
		if brief && e.outcome != Rejected && e.outcome != Failed || provider != "" && e.provider != provider {
			return false
		}
		shown++
		return provider != "" || shown <= mostShown
	})
	if err != nil {
		return nil, err
	}
	differences := p.used
	if provider != "" {
		differences = used{}
		for i := range results {
			differences.note(&results[i])
		}
	}
	d.add(document.Title{Text: d.text(title)}, document.Fields{Rows: p.head(d, provider, len(results))})
	if brief {
		d.add(document.Heading{Level: 1, Text: d.text("providers")}, p.providers(d))
	}
	d.add(document.Heading{Level: 1, Text: d.text("packages")}, d.packages(results))
	d.add(document.Heading{Level: 1, Text: d.text("papers")}, d.papers(results))
	d.add(document.Heading{Level: 1, Text: d.text("findings")}, d.findings(results))
	d.add(document.Heading{Level: 1, Text: d.text("differences")}, d.differences(p.differences(differences)))
	if provider == "" {
		d.add(document.Fields{Rows: []document.Field{d.field("by", ""), d.field("on", "")}})
	}
	return &document.Document{Form: "rerender", Title: d.text(title), Edition: strings.Join(Targets(p.Target), "、"), Author: p.Made, Date: string(p.Date),
		Sections: []document.Section{{Name: d.text("sheet"), Landscape: true, Blocks: d.blocks}}}, nil
}

// providers counts the packages of each provider, whose own papers show them one by one.
func (p *Report) providers(d *paper) document.Table {
	count := map[string]Count{}
	for _, e := range p.entries {
		if count[e.provider] == nil {
			count[e.provider] = Count{}
		}
		count[e.provider][e.outcome]++
	}
	t := document.Table{Columns: []document.Column{{Label: d.text("organization"), Width: 6}, {Label: d.text("path"), Width: 4}}}
	told := Outcomes[2:] // that does not stand as it is
	for _, o := range told {
		t.Columns = append(t.Columns, document.Column{Label: d.outcome(o), Width: 2, Align: document.Right})
	}
	for i, name := range p.Providers() {
		row := []document.Value{{Text: d.drawn(name)}, {Text: ProviderName(i)}}
		for _, o := range told {
			row = append(row, document.Value{Text: fmt.Sprint(count[name][o])})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ProviderName names the paper of a provider, by its index among [Report.Providers], in the
// folder of a report; its format follows.
func ProviderName(i int) string { return fmt.Sprintf("providers/%04d", i+1) }

// head is what the report is about.
func (p *Report) head(d *paper, provider string, packages int) []document.Field {
	rows := []document.Field{d.field("target", strings.Join(Targets(p.Target), "、")), d.field("date", string(p.Date)), d.field("made", p.Made)}
	if provider != "" {
		return append([]document.Field{d.field("organization", provider)}, append(rows, d.field("number", fmt.Sprint(packages)))...)
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
