package main

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
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
		Props     map[string]any    `json:"properties"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
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

// sarif prints findings as one SARIF log. The rules of the catalogue stand in it whether
// they found anything or not, so that the log tells what was asked; catalogue may be nil.
func (t *tool) sarif(findings []casefile.Finding, catalogue *forms.Catalog) error {
	rules, err := t.sarifRules(findings, catalogue)
	if err != nil {
		return err
	}
	run := sarifRun{Tool: sarifTool{sarifDriver{"yoshiki", version(), rules}}, Language: t.words.Language(),
		ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	for _, f := range findings {
		at := slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == f.ID })
		run.Results = append(run.Results, t.sarifResult(f, at))
	}
	enc := json.NewEncoder(t.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(sarifLog{"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func (t *tool) sarifResult(f casefile.Finding, rule int) sarifResult {
	l := t.lineOf(f)
	text, repair := l.Message.in(t.words.Language()), l.Repair.in(t.words.Language())
	location := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{fileURI(f.File)}}}
	if f.Line > 0 {
		location.Physical.Region = &sarifRegion{f.Line, f.Column}
	}
	if f.Pointer != "" {
		location.Logical = []sarifLogical{{f.Pointer, "value"}}
	}
	return sarifResult{RuleID: f.ID, RuleIndex: rule, Level: f.Severity, Message: sarifText{text + " " + repair},
		Locations: []sarifLocation{location},
		Props: map[string]any{"clause": f.Clause, "forms": append([]string{}, f.Forms...), "field": l.Field, "found": l.Found,
			"demanded": l.Demanded, "repair": l.Repair}}
}

// sarifRules are the rules of the catalogue and behind them the other ids that occur.
func (t *tool) sarifRules(findings []casefile.Finding, catalogue *forms.Catalog) ([]sarifRule, error) {
	rules := []sarifRule{}
	known := map[string]bool{}
	if catalogue != nil {
		rows, err := catalogue.Matrix()
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			for _, r := range row.Rules {
				known[r.ID] = true
				rules = append(rules, t.sarifRule(r, row))
			}
		}
	}
	for _, f := range findings {
		if !known[f.ID] {
			known[f.ID] = true
			rules = append(rules, sarifRule{ID: f.ID})
		}
	}
	return rules, nil
}

func (t *tool) sarifRule(r *forms.Rule, row *forms.ClauseRow) sarifRule {
	words := bilingual{row.Ja, row.En}
	return sarifRule{ID: r.ID, Short: &sarifText{words.in(t.words.Language())}, Default: &sarifDefault{r.Severity},
		Help: &sarifText{"規則" + row.Number + "：" + words.Ja + "\nClause " + row.Number + ": " + words.En}, Props: map[string]any{"clause": row.Number}}
}

// fileURI is a file name as a relative URI reference (RFC 3986).
func fileURI(name string) string {
	u := url.URL{Path: filepath.ToSlash(name)}
	return u.String()
}
