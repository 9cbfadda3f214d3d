package rerender

import (
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms/compare"
	"yoshiki/forms/document"
	"yoshiki/locales"
)

// paper is a report on its way to a document.
type paper struct {
	words   *locales.Printer
	missing func(string) []string // characters that no font draws
	blocks  []document.Block
}

func (d *paper) add(blocks ...document.Block) { d.blocks = append(d.blocks, blocks...) }

func (d *paper) text(key string) string { return d.words.Text("rerender."+key, nil) }

func (d *paper) outcome(o Outcome) string { return d.words.Text("outcome."+string(o), nil) }

func (d *paper) field(key, value string) document.Field {
	return document.Field{Label: d.text(key), Value: document.Value{Text: d.drawn(value)}}
}

// table is a table with a column for each key, of the widths given.
func (d *paper) table(rows [][]string, keys string, widths ...float64) document.Table {
	t := document.Table{Empty: d.text("none")}
	for i, key := range strings.Fields(keys) {
		t.Columns = append(t.Columns, document.Column{Label: d.text(key), Width: widths[i]})
	}
	for _, row := range rows {
		values := make([]document.Value, len(row))
		for i, text := range row {
			values[i] = document.Value{Text: d.drawn(text)}
		}
		t.Rows = append(t.Rows, values)
	}
	return t
}

// packages lists what became of each package.
func (d *paper) packages(results []Result) document.Table {
	var rows [][]string
	for _, r := range results {
		rows = append(rows, []string{r.Organization, r.Case, r.Package + "\n→ " + r.New, string(r.From) + "\n→ " + string(r.To), d.outcome(r.Outcome), d.reason(r.Reason)})
	}
	return d.table(rows, "organization case package text outcome remarks", 5, 3, 7, 3, 3, 4)
}

func (d *paper) reason(reason string) string {
	key := "rerenderreason." + reason
	if words := d.words.Text(key, nil); words != key {
		return words
	}
	return reason
}

// papers lists the papers that differ and the differences of the texts that they show.
func (d *paper) papers(results []Result) document.Table {
	var rows [][]string
	for _, r := range results {
		for _, f := range r.Files {
			rows = append(rows, []string{r.Case, f.Path, f.Title, d.words.Text("how."+string(f.How), nil), d.outcome(f.Differs), d.because(f.Because)})
		}
	}
	return d.table(rows, "case path paper how outcome because", 3, 6, 5, 2, 3, 6)
}

// findings lists the findings that came, went or stand in the way.
func (d *paper) findings(results []Result) document.Table {
	var rows [][]string
	for _, r := range results {
		for _, v := range r.Verdicts {
			message := v.MessageJA
			if d.words.Language() == "en" {
				message = v.MessageEN
			}
			rows = append(rows, []string{r.Case, d.words.Text("how."+string(v.How), nil), d.words.Text("severity."+v.Severity, nil), v.Code, v.Path, message, d.because(v.Because)})
		}
	}
	return d.table(rows, "case how severity code place finding because", 3, 2, 2, 3, 4, 8, 4)
}

func (d *paper) because(all []Reason) string { return strings.Join(Because(d.words, all), "\n") }

// Because names differences of the texts in words, each thing once.
func Because(words *locales.Printer, all []Reason) []string {
	var names []string
	for _, r := range all {
		name := words.Text("of."+string(r.Of), nil) + " " + r.Name
		if r.ID != "" {
			name += " [" + r.ID + "]"
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// PartName names what of something differs: its kind in words, as far as there are some, and the
// rest as it is.
func PartName(words *locales.Printer, c *compare.Change) string {
	kind, rest, _ := strings.Cut(c.Part, " ")
	var names []string
	for name := range strings.SplitSeq(kind, ".") {
		for _, key := range []string{"part." + string(c.Of) + "-" + name, "part." + name} {
			if said := words.Text(key, nil); said != key {
				name = said
				break
			}
		}
		names = append(names, name)
	}
	return strings.TrimSpace(strings.Join(append(names, rest), " "))
}

// drawn is a text with a code point in place of each character that no font draws.
func (d *paper) drawn(text string) string {
	for _, cluster := range d.missing(text) {
		text = strings.ReplaceAll(text, cluster, strings.Trim(fmt.Sprintf("%U", []rune(cluster)), "[]"))
	}
	return text
}

// differences lists the differences of the texts that anything comes of, clause by clause.
func (d *paper) differences(all []textDifference) document.Table {
	var rows [][]string
	for _, c := range all {
		name := d.words.Text("of."+string(c.Of), nil) + " " + c.Name
		if c.ID != "" {
			name += "\n[" + c.ID + "]"
		}
		rows = append(rows, []string{string(c.From) + "\n→ " + string(c.To), name, c.Title.In(d.words.Language()), d.words.Text("how."+string(c.How), nil), PartName(d.words, &c.Change), c.Was, c.Is})
	}
	return d.table(rows, "text thing called how part was is", 3, 4, 4, 2, 3, 5, 5)
}
