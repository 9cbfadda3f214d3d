package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// input is a case as a command was given it.
type input struct {
	file   *decode.File
	folder *os.Root // where tables and attachments are looked for; nil for a case of a store
}

// readCase reads CASE: a file, "-" for standard input, or case:<id> in a store. Findings
// that are errors are printed and end the command with exit code 4.
func (a *app) readCase(name, store string) (*input, []casefile.Finding, error) {
	data, folder, err := a.caseBytes(name, store)
	if err != nil {
		return nil, nil, err
	}
	if folder == "" {
		file, findings := decode.Decode(name, data, nil)
		return &input{file: file}, findings, nil
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, nil, a.unreadable(folder, err)
	}
	file, findings := decode.Decode(name, data, root.FS())
	return &input{file, root}, findings, nil
}

// mustReadCase is readCase for commands that can do nothing with a broken case.
func (a *app) mustReadCase(name, store string) (*input, error) {
	in, findings, err := a.readCase(name, store)
	if err != nil {
		return nil, err
	}
	if in.file == nil {
		return nil, a.refuse(findings)
	}
	return in, nil
}

func (a *app) caseBytes(name, store string) (data []byte, folder string, err error) {
	if id, ok := strings.CutPrefix(name, "case:"); ok {
		return a.storedCase(id, store)
	}
	if name == "-" {
		data, err = readLimited(a.stdin)
		return data, ".", err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, "", a.unreadable(name, err)
	}
	defer f.Close()
	if data, err = readLimited(f); err != nil {
		return nil, "", a.unreadable(name, err)
	}
	return data, filepath.Dir(name), nil
}

// readLimited reads one byte more than a case may have, so that Decode can tell.
func readLimited(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, casefile.MaxCaseSize+1))
}

func (a *app) unreadable(name string, err error) error {
	key := "unreadable"
	if errors.Is(err, fs.ErrNotExist) {
		key = "no-file"
	}
	return &exitError{code: exitFailed, key: key, args: map[string]string{"file": name, "reason": cause(err)}}
}

// catalogFor opens the catalogue that a case names.
func (a *app) catalogFor(c *casefile.Case) (*forms.Catalog, error) {
	return a.catalogOn(c.Program, string(c.Revision))
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

// refuse prints findings and ends the command because the case has errors.
func (a *app) refuse(findings []casefile.Finding) error {
	if err := a.findings(findings); err != nil {
		return err
	}
	return &exitError{code: exitCase}
}

// findings prints every finding and a summary.
func (a *app) findings(findings []casefile.Finding) error {
	errorCount := 0
	for _, f := range findings {
		if f.Severity == casefile.Error {
			errorCount++
		}
		l := a.lineOf(f)
		if err := a.line(a.findingWords(l), l); err != nil {
			return err
		}
	}
	n, e := fmt.Sprint(len(findings)), fmt.Sprint(errorCount)
	return a.summary(a.words.Text("message.check.summary", map[string]string{"findings": n, "errors": e}),
		map[string]any{"findings": len(findings), "errors": errorCount})
}

// remark tells of findings that do not stop a command: on standard error, with --json as
// objects among the results.
func (a *app) remark(findings []casefile.Finding) error {
	for _, f := range findings {
		l := a.lineOf(f)
		if !a.json {
			fmt.Fprintln(a.stderr, a.findingWords(l))
		} else if err := a.line("", l); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) lineOf(f casefile.Finding) findingLine {
	ja, en := a.japanese, a.english
	return findingLine{ID: f.ID, Severity: f.Severity, Clause: f.Clause, File: f.File, Line: f.Line, Column: f.Column,
		Pointer: f.Pointer, Forms: f.Forms, Field: forms.Label(f.Pointer), Found: f.Args["found"], Demanded: f.Args["demanded"],
		Message: bilingual{ja.Text("finding."+f.ID, f.Args), en.Text("finding."+f.ID, f.Args)},
		Repair:  bilingual{ja.Text("repair."+f.ID, f.Args), en.Text("repair."+f.ID, f.Args)}}
}

func (a *app) findingWords(l findingLine) string {
	message, repair := l.Message.in(a.words.Language()), l.Repair.in(a.words.Language())
	place := l.File
	if l.Line > 0 {
		place += fmt.Sprintf(":%d:%d", l.Line, l.Column)
	}
	about := l.ID
	if l.Clause != "" {
		about += " " + a.words.Text("message.check.clause", map[string]string{"clause": l.Clause}) + a.shownOn(l)
	}
	if l.Pointer != "" {
		about += " " + l.Pointer
	}
	return fmt.Sprintf("%s: %s: %s [%s]\n    → %s", place, a.words.Text("severity."+string(l.Severity), nil), message, about, repair)
}

// shownOn names the forms that show the value, three of them at most, and what it is
// called there.
func (a *app) shownOn(l findingLine) string {
	numbers := slices.DeleteFunc(slices.Clone(l.Forms), func(id string) bool { return id[0] < '0' || id[0] > '9' })
	if len(numbers) == 0 {
		return ""
	}
	if len(numbers) > 3 {
		numbers = append(numbers[:3:3], "…")
	}
	return " " + a.words.Text("message.check.field", map[string]string{"forms": strings.Join(numbers, ", "), "field": l.Field})
}
