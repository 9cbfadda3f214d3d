package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// readCase reads CASE: a file, "-" for standard input, or case:<id> in a store.
func (t *tool) readCase(ctx context.Context, name, store string) (*app.Case, error) {
	if id, ok := strings.CutPrefix(name, "case:"); ok {
		s, err := t.app.OpenStore(ctx, store)
		if err != nil {
			return nil, err
		}
		return app.StoredCase(ctx, s, id)
	}
	folder, in := ".", t.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, app.Unreadable(name, err)
		}
		defer f.Close()
		folder, in = filepath.Dir(name), f
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, app.Unreadable(folder, err)
	}
	return app.ReadCase(name, in, root)
}

// findingLine is one finding with its words in both languages.
type findingLine struct {
	ID       string            `json:"id"`
	Severity casefile.Severity `json:"severity"`
	Clause   string            `json:"clause,omitempty"`
	File     string            `json:"file"`
	Line     int               `json:"line,omitempty"`
	Column   int               `json:"column,omitempty"`
	Pointer  string            `json:"pointer"`
	Forms    []string          `json:"forms,omitempty"`
	Field    string            `json:"field,omitempty"` // what the value is called on them
	Found    string            `json:"found,omitempty"`
	Demanded string            `json:"demanded,omitempty"`
	Message  bilingual         `json:"message"`
	Repair   bilingual         `json:"repair"`
}

type bilingual struct {
	Ja string `json:"ja"`
	En string `json:"en"`
}

// in gives the words in a language, "ja" or "en".
func (b bilingual) in(language string) string {
	if language == "en" {
		return b.En
	}
	return b.Ja
}

// findings prints every finding and a summary.
func (t *tool) findings(findings []casefile.Finding) error {
	errorCount := 0
	for _, f := range findings {
		if f.Severity == casefile.Error {
			errorCount++
		}
		l := t.lineOf(f)
		if err := t.line(t.findingWords(l), l); err != nil {
			return err
		}
	}
	n, e := fmt.Sprint(len(findings)), fmt.Sprint(errorCount)
	return t.summary(t.words.Text("message.check.summary", map[string]string{"findings": n, "errors": e}),
		map[string]any{"findings": len(findings), "errors": errorCount})
}

// remark tells of findings that do not stop a command: on standard error, with --json as
// objects among the results.
func (t *tool) remark(findings []casefile.Finding) error {
	for _, f := range findings {
		l := t.lineOf(f)
		if !t.json {
			fmt.Fprintln(t.stderr, t.findingWords(l))
		} else if err := t.line("", l); err != nil {
			return err
		}
	}
	return nil
}

func (t *tool) lineOf(f casefile.Finding) findingLine {
	ja, en := t.japanese, t.english
	return findingLine{ID: f.ID, Severity: f.Severity, Clause: f.Clause, File: f.File, Line: f.Line, Column: f.Column,
		Pointer: f.Pointer, Forms: f.Forms, Field: forms.Label(f.Pointer), Found: f.Args["found"], Demanded: f.Args["demanded"],
		Message: bilingual{ja.Text("finding."+f.ID, f.Args), en.Text("finding."+f.ID, f.Args)},
		Repair:  bilingual{ja.Text("repair."+f.ID, f.Args), en.Text("repair."+f.ID, f.Args)}}
}

func (t *tool) findingWords(l findingLine) string {
	message, repair := l.Message.in(t.words.Language()), l.Repair.in(t.words.Language())
	place := l.File
	if l.Line > 0 {
		place += fmt.Sprintf(":%d:%d", l.Line, l.Column)
	}
	about := l.ID
	if l.Clause != "" {
		about += " " + t.words.Text("message.check.clause", map[string]string{"clause": l.Clause}) + t.shownOn(l)
	}
	if l.Pointer != "" {
		about += " " + l.Pointer
	}
	return fmt.Sprintf("%s: %s: %s [%s]\n    → %s", place, t.words.Text("severity."+string(l.Severity), nil), message, about, repair)
}

// shownOn names the forms that show the value, three of them at most, and what it is
// called there.
func (t *tool) shownOn(l findingLine) string {
	numbers := slices.DeleteFunc(slices.Clone(l.Forms), func(id string) bool { return id[0] < '0' || id[0] > '9' })
	if len(numbers) == 0 {
		return ""
	}
	if len(numbers) > 3 {
		numbers = append(numbers[:3:3], "…")
	}
	return " " + t.words.Text("message.check.field", map[string]string{"forms": strings.Join(numbers, ", "), "field": l.Field})
}
