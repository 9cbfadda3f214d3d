package document_test

import (
	"math"
	"strings"
	"testing"

	"yoshiki/forms/document"
)

func TestCheck(t *testing.T) {
	one := func(b document.Block) *document.Document {
		return &document.Document{Sections: []document.Section{{Blocks: []document.Block{b}}}}
	}
	cell := func(v document.Value) *document.Document {
		return one(document.Table{Columns: []document.Column{{Width: 1}}, Rows: [][]document.Value{{v}}})
	}
	column := func(c document.Column) *document.Document { return one(document.Table{Columns: []document.Column{c}}) }
	for want, d := range map[string]*document.Document{
		"without sections":      {},
		"date of the document":  {Date: "2026-02-30", Sections: make([]document.Section, 1)},
		"unknown block <nil>":   one(nil),
		"unknown block *":       one(&document.Title{}),
		"heading of level 3":    one(document.Heading{Level: 3}),
		"indented by -1":        one(document.Paragraph{Indent: -1}),
		"by NaN and":            one(document.Paragraph{Indent: math.NaN()}),
		"and 20.5 em":           one(document.Paragraph{First: 20.5}),
		"unknown alignment 4":   one(document.Paragraph{Align: 4}),
		"item of level -1":      one(document.Item{Level: -1}),
		"item of level 21":      one(document.Item{Level: document.MaxIndent + 1}),
		"table of 0 columns":    one(document.Table{}),
		"column 甲: width +Inf":  column(document.Column{Label: "甲", Width: math.Inf(1)}),
		"column 甲: width 0":     column(document.Column{Label: "甲"}),
		"column 甲: unknown":     column(document.Column{Label: "甲", Width: 1, Align: -1}),
		"row 1: 0 values for 1": one(document.Table{Columns: []document.Column{{Width: 1}}, Rows: [][]document.Value{{}}}),
		"unknown kind 4":        cell(document.Value{Kind: 4}),
		"/n: number NaN":        cell(document.Value{Kind: document.Number, Number: math.NaN(), Path: "/n"}),
		"/d: parsing time":      cell(document.Value{Kind: document.Date, Text: "令和", Date: "2026-13-01", Path: "/d"}),
		"field 甲: /v: unknown":  one(document.Fields{Rows: []document.Field{{Label: "甲", Value: document.Value{Kind: -1, Path: "/v"}}}}),
		"field 乙: /w: unknown":  one(document.Sender{Rows: []document.Field{{Label: "乙", Value: document.Value{Kind: 9, Path: "/w"}}}}),
		"timeline: width 0":     one(document.Timeline{}),
	} {
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %s", err, want)
		}
	}
	if err := everything().Check(); err != nil {
		t.Error(err)
	}
}
