package findings

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/locales"
)

// The part of SARIF 2.1.0 (OASIS) that a check fills.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		Language   string        `json:"language"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string         `json:"id"`
		Short   *sarifText     `json:"shortDescription,omitempty"`
		Help    *sarifText     `json:"help,omitempty"`
		Default *sarifDefault  `json:"defaultConfiguration,omitempty"`
		Props   map[string]any `json:"properties,omitempty"`
	}
	sarifDefault struct {
		Level casefile.Severity `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string            `json:"ruleId"`
		RuleIndex int               `json:"ruleIndex"`
		Level     casefile.Severity `json:"level"`
		Message   sarifText         `json:"message"`
		Locations []sarifLocation   `json:"locations"`
		Related   []sarifPlace      `json:"relatedLocations,omitempty"`
		Props     map[string]any    `json:"properties"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPlace struct { // on the paper of a form
		Physical sarifPhysical `json:"physicalLocation"`
		Message  sarifText     `json:"message"`
		Props    casefile.Box  `json:"properties"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"` // JSON Pointer
		Kind string `json:"kind"`
	}
)

// Log is what a check found, as a log in SARIF tells it.
type Log struct {
	Version  string             // of this program
	Findings []casefile.Finding //
	Catalog  *forms.Catalog     // whose rules were asked; nil when nothing could be asked
}

// WriteSARIF writes the log in the language of the printer. The rules of the catalogue stand
// in it whether they found anything or not, so that the log tells what was asked.
func WriteSARIF(w io.Writer, l Log, p *locales.Printer) error {
	rules, err := l.rules(p)
	if err != nil {
		return err
	}
	run := sarifRun{Tool: sarifTool{sarifDriver{"yoshiki", l.Version, rules}}, Language: p.Language(),
		ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	for _, f := range l.Findings {
		at := slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == f.ID })
		run.Results = append(run.Results, result(LineOf(f), at, p))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(sarifLog{"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func result(l Line, rule int, p *locales.Printer) sarifResult {
	location := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{fileURI(l.File)}}}
	if l.Line > 0 {
		location.Physical.Region = &sarifRegion{l.Line, l.Column}
	}
	if l.Pointer != "" {
		location.Logical = []sarifLogical{{l.Pointer, "value"}}
	}
	var related []sarifPlace
	for _, b := range l.Boxes {
		related = append(related, sarifPlace{sarifPhysical{Artifact: sarifArtifact{fileURI(b.Form + ".pdf")}}, sarifText{boxWords(b, p)}, b})
	}
	return sarifResult{Related: related, RuleID: l.ID, RuleIndex: rule, Level: l.Severity, Locations: []sarifLocation{location},
		Message: sarifText{l.Message.In(p.Language()) + " " + l.Repair.In(p.Language())},
		Props: map[string]any{"clause": l.Clause, "rule": l.Rule, "forms": append([]string{}, l.Forms...), "field": l.Field,
			"found": l.Found, "demanded": l.Demanded, "repair": l.Repair}}
}

// rules are the rules of the catalogue and behind them the other ids that occur.
func (l *Log) rules(p *locales.Printer) ([]sarifRule, error) {
	rules := []sarifRule{}
	known := map[string]bool{}
	if l.Catalog != nil {
		rows, err := l.Catalog.Matrix()
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			for _, r := range row.Rules {
				known[r.ID] = true
				rules = append(rules, ruleOf(r, row, p))
			}
		}
	}
	for _, f := range l.Findings {
		if !known[f.ID] {
			known[f.ID] = true
			rules = append(rules, sarifRule{ID: f.ID})
		}
	}
	return rules, nil
}

func ruleOf(r *forms.Rule, row *forms.ClauseRow, p *locales.Printer) sarifRule {
	words := casefile.Words{Ja: row.Ja, En: row.En}
	return sarifRule{ID: r.ID, Short: &sarifText{words.In(p.Language())}, Default: &sarifDefault{r.Severity},
		Help: &sarifText{"規則" + row.Number + "：" + words.Ja + "\nClause " + row.Number + ": " + words.En}, Props: map[string]any{"clause": row.Number}}
}

// fileURI is a file name as a relative URI reference (RFC 3986).
func fileURI(name string) string {
	u := url.URL{Path: filepath.ToSlash(name)}
	return u.String()
}
