package forms

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Definition is one form as data: what stands on it, in which order, and which value of
// the case each place shows. The YAML file of a form is a Definition; unknown keys are
// refused, so that a slip in a file is found when the catalogue is opened.
type Definition struct {
	ID       string       `yaml:"id"`       // "2-4"; for a paper without a number a word: "improvement-plan"
	Title    Title        `yaml:"title"`    //
	Clause   string       `yaml:"clause"`   // clause that prescribes the form
	From     string       `yaml:"from"`     // who issues it: applicant, operations-support, committee, ministries
	To       string       `yaml:"to"`       // who receives it: as above, or assessor
	Kind     string       `yaml:"kind"`     // letter, sheet or letter+sheet
	Paper    bool         `yaml:"paper"`    // a paper of a package that is no numbered form
	Subjects []Expr       `yaml:"subjects"` // groups or lists of the case; each entry that is there makes one document
	When     Expr         `yaml:"when"`     // of a subject: only those for which this holds
	Date     Expr         `yaml:"date"`     // day of the document, for the file's properties
	Package  string       `yaml:"package"`  // kind of package whose documents the form lists, but itself
	Sections []SectionDef `yaml:"sections"` //
}

// Number is what stands at the top left of the form's first page: "様式2-4".
func (d *Definition) Number() string {
	if d.Paper {
		return ""
	}
	return "様式" + d.ID
}

// Title is the form's title in both languages. Confirmed says that the Japanese words
// were seen in an official text; otherwise they are translated back from the English.
type Title struct {
	Ja        string `yaml:"ja"`
	En        string `yaml:"en"`
	Confirmed bool   `yaml:"confirmed"`
}

// SectionDef is one section of a form: a new page, a new sheet.
type SectionDef struct {
	Name      string     `yaml:"name"` // sheet name, ≤ 31 characters
	Landscape bool       `yaml:"landscape"`
	When      Expr       `yaml:"when"` // shown only when this holds
	Blocks    []BlockDef `yaml:"blocks"`
}

// BlockDef is one block; exactly one of its kinds is set.
type BlockDef struct {
	When Expr `yaml:"when"` // shown only when this holds

	Title    Template   `yaml:"title"`
	Heading  Template   `yaml:"heading"`
	Level    int        `yaml:"level"` // of the heading: 1 (default) or 2
	Text     Template   `yaml:"text"`  // left out when all its values are empty, but on a blank form
	Align    string     `yaml:"align"` // left (default), center, right, justify
	Indent   float64    `yaml:"indent"`
	First    float64    `yaml:"first"`
	Small    bool       `yaml:"small"`
	Items    []ItemDef  `yaml:"items"`
	Sender   []FieldDef `yaml:"sender"`
	Fields   []FieldDef `yaml:"fields"`
	Table    *TableDef  `yaml:"table"`
	Timeline bool       `yaml:"timeline"` // that of the report; nothing when it has none
	Use      string     `yaml:"use"`      // a shared block list of blocks.yaml
	With     Expr       `yaml:"with"`     // what "it" means inside the shared blocks

	shared []BlockDef
}

// ItemDef is one numbered statement; numbers are given in order at each level:
// 1, (1), ア.
type ItemDef struct {
	When  Expr      `yaml:"when"`
	Text  Template  `yaml:"text"`
	Items []ItemDef `yaml:"items"`
}

// FieldDef is one labelled value.
type FieldDef struct {
	Ja    string   `yaml:"ja"`
	En    string   `yaml:"en"`
	Value Expr     `yaml:"value"` // the value, typed
	Text  Template `yaml:"text"`  // or words around values
	As    string   `yaml:"as"`    // how a value is printed, see format
	Need  bool     `yaml:"need"`  // a blank to fill in when empty; otherwise 該当なし
	Half  bool     `yaml:"half"`
	When  Expr     `yaml:"when"`

	Optional bool `yaml:"optional"` // left out when empty, but on a blank form
}

// TableDef is a ruled grid: a row for each entry of a list, or fixed rows. With Match it
// is both: each fixed row stands for the entries for which Match gives the words of its
// first cell, and stays blank while there is none.
type TableDef struct {
	Ja      string       `yaml:"ja"` // caption
	En      string       `yaml:"en"`
	Each    Expr         `yaml:"each"`
	Where   Expr         `yaml:"where"` // only the rows for which this holds
	Columns []ColumnDef  `yaml:"columns"`
	Rows    [][]Template `yaml:"rows"`
	Match   Expr         `yaml:"match"`
	Empty   string       `yaml:"empty"` // default 該当なし
	Blank   int          `yaml:"blank"` // ruled rows on a form without data, default 3
}

// ColumnDef is one column.
type ColumnDef struct {
	Ja    string   `yaml:"ja"`
	En    string   `yaml:"en"`
	Value Expr     `yaml:"value"`
	Text  Template `yaml:"text"`
	As    string   `yaml:"as"`
	Width float64  `yaml:"width"`
	Align string   `yaml:"align"`
}

// Expr is an expression over the case: a path such as applicant.name, or CEL.
type Expr struct {
	Source string
	line   int
	run    evaluator
	date   bool // gives a Date
}

// UnmarshalYAML keeps the source and its line; it is compiled when the form is first used.
func (e *Expr) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: an expression is one text", n.Line)
	}
	e.Source, e.line = n.Value, n.Line
	return nil
}

// Template is a text with {{ expression }} or {{ expression | format }} in it.
type Template struct {
	parts []part
	line  int
}

type part struct {
	words string // literal, when value is nil
	value *Expr
	as    string
}

var marker = regexp.MustCompile(`\{\{(.*?)\}\}`)

// UnmarshalYAML cuts the text at its markers.
func (t *Template) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: a text is wanted", n.Line)
	}
	t.line = n.Line
	at := 0
	for _, m := range marker.FindAllStringSubmatchIndex(n.Value, -1) {
		t.literal(n.Value[at:m[0]])
		source, as := cutFormat(n.Value[m[2]:m[3]])
		t.parts = append(t.parts, part{value: &Expr{Source: source, line: n.Line}, as: as})
		at = m[1]
	}
	t.literal(n.Value[at:])
	return nil
}

func (t *Template) literal(words string) {
	if words != "" {
		t.parts = append(t.parts, part{words: words})
	}
}

// cutFormat separates the expression from a format behind the last single bar.
func cutFormat(s string) (source, as string) {
	at := strings.LastIndex(s, " | ")
	if at < 0 {
		return strings.TrimSpace(s), ""
	}
	return strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+3:])
}
