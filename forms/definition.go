package forms

import (
	"go.yaml.in/yaml/v3"
	"reflect"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
)

// Definition is one form as data: what stands on it, in which order, and which value of
// the case each place shows. The YAML file of a form is a Definition; unknown keys are
// refused, so that a slip in a file is found when the catalogue is opened.
//
// Where In_force and Governs are given, the form counts for the subjects whose day, which
// Governs tells, is not before In_force; of those before it the form of the revision before
// counts. While the day is not known, the newest counts.
type Definition struct {
	ID         string        `yaml:"id"`         // "2-4"; for a paper without a number a word: "improvement-plan"
	Title      Title         `yaml:"title"`      //
	Clause     string        `yaml:"clause"`     // clause that prescribes the form
	From       string        `yaml:"from"`       // who issues it: applicant, operations-support, committee, ministries
	To         string        `yaml:"to"`         // who receives it: as above, or assessor
	Kind       string        `yaml:"kind"`       // letter, sheet or letter+sheet
	Unnumbered bool          `yaml:"unnumbered"` // a paper of a package that is no numbered form
	InForce    casefile.Date `yaml:"in_force"`   // first day on which it counts
	Governs    expr.Expr     `yaml:"governs"`    // of a subject: the day that decides it
	Subjects   []expr.Expr   `yaml:"subjects"`   // groups or lists of the case; each entry that is there makes one document
	When       expr.Expr     `yaml:"when"`       // of a subject: only those for which this holds
	Date       expr.Expr     `yaml:"date"`       // day of the document, for the file's properties
	Letter     *LetterDef    `yaml:"letter"`     // an office issues it under a number; nil for what others write
	Package    string        `yaml:"package"`    // kind of package whose papers the form lists, but itself
	Sections   []SectionDef  `yaml:"sections"`   //

	catalog *Catalog
	whole   func() (*Definition, error) // with all of it compiled
	sheets  map[string]*Sheet           // by format
	places  func() ([]Place, error)
	file    string
	made    map[int]bool           // layers that gave a part of it
	words   *vocabulary.Vocabulary // of its time
	checks  []func() error         // of its expressions
	chosen  map[reflect.Type]bool  // choices that it shows
	parts   func() string          // see Parts
}

// Number is what stands at the top left of the form's first page: "様式2-4".
func (d *Definition) Number() string {
	if d.Unnumbered {
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

// SectionDef is one section of a form: a new page, a new sheet, unless it joins the one before.
type SectionDef struct {
	Name      string     `yaml:"name"` // sheet name, ≤ 31 characters
	Landscape bool       `yaml:"landscape"`
	Joins     bool       `yaml:"joins"` // an annex that may stand below the section before
	When      expr.Expr  `yaml:"when"`  // shown only when this holds
	Blocks    []BlockDef `yaml:"blocks"`
}

// BlockDef is one block; exactly one of its kinds is set.
type BlockDef struct {
	When   expr.Expr `yaml:"when"`   // shown only when this holds
	Blank  bool      `yaml:"blank"`  // only on a form that is filled in by hand: how to do so
	Absent expr.Expr `yaml:"absent"` // printed inside for what is not there, needed or not; "" is as without it

	Title    expr.Template `yaml:"title"`
	Heading  expr.Template `yaml:"heading"`
	Level    int           `yaml:"level"` // of the heading: 1 (default) or 2
	Text     expr.Template `yaml:"text"`  // left out when all its values are empty, but on a blank form
	Align    string        `yaml:"align"` // left (default), center, right, justify
	Indent   float64       `yaml:"indent"`
	First    float64       `yaml:"first"`
	Small    bool          `yaml:"small"`
	Items    []ItemDef     `yaml:"items"`
	Sender   []FieldDef    `yaml:"sender"`
	Fields   []FieldDef    `yaml:"fields"`
	Table    *TableDef     `yaml:"table"`
	Timeline bool          `yaml:"timeline"` // that of the report; nothing when it has none
	Use      string        `yaml:"use"`      // shared blocks, by the name that a file of blocks gives them
	With     expr.Expr     `yaml:"with"`     // what "it" means inside the shared blocks

	Args map[string]string `yaml:"args"` // what ${name} means inside the shared blocks

	line   int
	shared []BlockDef
	file   string // that the shared blocks stand in
}

// Shared are the blocks that a block names with Use.
func (b *BlockDef) Shared() []BlockDef { return b.shared }

// ItemDef is one numbered statement; numbers are given in order at each level:
// 1, (1), ア.
type ItemDef struct {
	When  expr.Expr     `yaml:"when"`
	Text  expr.Template `yaml:"text"`
	Items []ItemDef     `yaml:"items"`
}

// FieldDef is one labelled value. With neither value nor text, but with lines, it is a place
// for the hand of a person on every paper: a signature, what the office notes.
type FieldDef struct {
	Ja    string        `yaml:"ja"`
	En    string        `yaml:"en"`
	Value expr.Expr     `yaml:"value"` // the value, typed
	Text  expr.Template `yaml:"text"`  // or words around values
	As    string        `yaml:"as"`    // how a value is printed, see format
	Need  bool          `yaml:"need"`  // a blank to fill in when empty; otherwise 該当なし
	Half  bool          `yaml:"half"`
	When  expr.Expr     `yaml:"when"`

	Optional bool `yaml:"optional"` // left out when empty, but on a blank form
	Lines    int  `yaml:"lines"`    // that a person has to write, at most document.MaxLines
}

// TableDef is a ruled grid: a row for each entry of a list, or fixed rows. With Match it
// is both: each fixed row stands for the entries for which Match gives its key, and stays
// blank while there is none. As cards each entry is a grid of its own, which has room for
// entries of many long values.
type TableDef struct {
	Ja      string      `yaml:"ja"` // caption
	En      string      `yaml:"en"`
	Each    expr.Expr   `yaml:"each"`
	Where   expr.Expr   `yaml:"where"` // only the rows for which this holds
	Columns []ColumnDef `yaml:"columns"`
	Rows    []RowDef    `yaml:"rows"`
	Match   expr.Expr   `yaml:"match"`
	Empty   string      `yaml:"empty"` // default 該当なし
	Blank   int         `yaml:"blank"` // ruled rows on a form without data, default 3
	Cards   bool        `yaml:"cards"` // a grid for each entry of the list, of fields named by the columns
}

// RowDef is one fixed row: its cells, or "cells" with "when" or "key" beside them.
type RowDef struct {
	When  expr.Expr       `yaml:"when"` // shown only when this holds
	Key   string          `yaml:"key"`  // what Match gives for it
	Cells []expr.Template `yaml:"cells"`

	line int
}

// UnmarshalYAML takes both ways to write a row.
func (r *RowDef) UnmarshalYAML(n *yaml.Node) error {
	r.line = n.Line
	if n.Kind == yaml.SequenceNode {
		return n.Decode(&r.Cells)
	}
	type plain RowDef
	return layers.Decode(n, (*plain)(r))
}

// byHand reports whether nothing of the case ever stands there.
func (d *FieldDef) byHand() bool { return d.Value.Source == "" && d.Text.Parts == nil }

// ColumnDef is one column. One that is optional is left out when all its cells are empty, but
// on a blank form.
type ColumnDef struct {
	Ja    string        `yaml:"ja"`
	En    string        `yaml:"en"`
	Value expr.Expr     `yaml:"value"`
	Text  expr.Template `yaml:"text"`
	As    string        `yaml:"as"`
	Width float64       `yaml:"width"`
	Align string        `yaml:"align"`

	Optional bool `yaml:"optional"`
	Half     bool `yaml:"half"` // of a card: shares a row with the next
}
