package findings

import (
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
	"yoshiki/locales"
)

// Line is one finding with its words in both languages.
type Line struct {
	ID       string            `json:"id"`
	Rule     string            `json:"rule,omitempty"` // lasting name
	Severity casefile.Severity `json:"severity"`
	Clause   string            `json:"clause,omitempty"`
	File     string            `json:"file"`
	Cell     string            `json:"cell,omitempty"` // of a workbook: 申請者!C5
	Line     int               `json:"line,omitempty"`
	Column   int               `json:"column,omitempty"`
	Pointer  string            `json:"pointer"`
	Forms    []string          `json:"forms,omitempty"`
	Boxes    []casefile.Box    `json:"boxes,omitempty"` // where it stands on them
	Field    *casefile.Words   `json:"field,omitempty"` // what the value is called on them
	Found    string            `json:"found,omitempty"`
	Demanded string            `json:"demanded,omitempty"`
	Message  casefile.Words    `json:"message"`
	Repair   casefile.Words    `json:"repair"`
}

// LineOf puts a finding into words.
func LineOf(f casefile.Finding) Line {
	l := Line{ID: f.ID, Rule: f.Rule, Severity: f.Severity, Clause: f.Clause, File: f.File, Line: f.Line, Column: f.Column,
		Pointer: f.Pointer, Forms: f.Forms, Boxes: f.Boxes, Found: f.Args["found"], Demanded: f.Args["demanded"],
		Message: Message(&f), Repair: Repair(&f)}
	if f.Sheet != "" {
		l.Cell = table.Place{Sheet: f.Sheet, Line: f.Line, Column: f.Column}.String()
	}
	if f.Field != (casefile.Words{}) {
		l.Field = &f.Field
	}
	return l
}

// Text is the finding for a person: where, how grave, what, and below it how to mend it.
func (l *Line) Text(p *locales.Printer) string {
	place := l.File
	if l.Cell != "" {
		place += " " + l.Cell
	} else if l.Line > 0 {
		place += fmt.Sprintf(":%d:%d", l.Line, l.Column)
	}
	about := l.ID
	if l.Clause != "" {
		about += " " + p.Text("message.check.clause", map[string]string{"clause": l.Clause}) + l.shownOn(p)
	}
	if l.Pointer != "" {
		about += " " + l.Pointer
	}
	return fmt.Sprintf("%s: %s: %s [%s]\n    → %s", place, p.Text("severity."+string(l.Severity), nil),
		l.Message.In(p.Language()), about, l.Repair.In(p.Language())) + l.onPaper(p)
}

// onPaper says for each place on paper where it is, a line each.
func (l *Line) onPaper(p *locales.Printer) string {
	var lines strings.Builder
	for _, b := range l.Boxes {
		lines.WriteString("\n    " + boxWords(b, p))
	}
	return lines.String()
}

func boxWords(b casefile.Box, p *locales.Printer) string {
	return p.Text("message.check.box", map[string]string{"file": b.Form + ".pdf", "page": fmt.Sprint(b.Page),
		"x": fmt.Sprintf("%.0f", b.X), "y": fmt.Sprintf("%.0f", b.Y), "width": fmt.Sprintf("%.0f", b.Width), "height": fmt.Sprintf("%.0f", b.Height)})
}

// shownOn names the forms that show the value, three of them at most, and what it is
// called there.
func (l *Line) shownOn(p *locales.Printer) string {
	numbers := slices.DeleteFunc(slices.Clone(l.Forms), func(id string) bool { return id[0] < '0' || id[0] > '9' })
	if len(numbers) == 0 || l.Field == nil {
		return ""
	}
	if len(numbers) > 3 {
		numbers = append(numbers[:3:3], "…")
	}
	return " " + p.Text("message.check.field", map[string]string{"forms": strings.Join(numbers, ", "), "field": l.Field.In(p.Language())})
}
