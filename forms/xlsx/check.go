package xlsx

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"yoshiki/forms/document"
)

// check reports the first promise of package document that d breaks, or the first
// character that no workbook can hold.
func check(d *document.Document) error {
	if len(d.Sections) == 0 {
		return errors.New("document without sections")
	}
	if d.Date != "" {
		if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
			return fmt.Errorf("date of the document: %w", err)
		}
	}
	for _, text := range []string{d.Title, d.Edition, d.Note, d.Author} {
		if err := checkText(text, ""); err != nil {
			return err
		}
	}
	for i, s := range d.Sections {
		if err := checkName(s.Name, d.Sections[:i]); err != nil {
			return err
		}
		for j, b := range s.Blocks {
			if err := checkBlock(b); err != nil {
				return fmt.Errorf("sheet %s, block %d: %w", s.Name, j+1, err)
			}
		}
	}
	for p := range d.Texts() {
		if err := checkText(p.Text, p.Path); err != nil {
			return err
		}
	}
	return nil
}

// reserved are names that Excel keeps for its own sheet of changes.
var reserved = []string{"history", "履歴"}

// checkName demands what Excel does: names that differ in more than case, of at most 31
// UTF-16 units, without some characters.
func checkName(name string, before []document.Section) error {
	bad := name == "" || units(name) > 31 ||
		strings.ContainsAny(name, `[]:*?/\`+"\n") ||
		strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'") ||
		slices.Contains(reserved, strings.ToLower(name))
	if bad {
		return fmt.Errorf("sheet %q: not a name that Excel takes", name)
	}
	for _, s := range before {
		if strings.EqualFold(s.Name, name) {
			return fmt.Errorf("sheet %q: name used twice", name)
		}
	}
	return checkText(name, "")
}

func checkBlock(b document.Block) error {
	switch b := b.(type) {
	case document.Title:
		return nil
	case document.Heading:
		if b.Level != 1 && b.Level != 2 {
			return fmt.Errorf("heading of level %d", b.Level)
		}
		return nil
	case document.Paragraph:
		if !(b.Indent >= 0 && b.Indent <= maxIndent && b.First >= 0 && b.First <= maxIndent) {
			return fmt.Errorf("paragraph indented by %g and %g em", b.Indent, b.First)
		}
		return checkAlign(b.Align)
	case document.Item:
		if b.Level < 0 || b.Level > maxIndent {
			return fmt.Errorf("item of level %d", b.Level)
		}
		return nil
	case document.Sender:
		return checkFields(b.Rows)
	case document.Fields:
		return checkFields(b.Rows)
	case document.Table:
		return checkTable(b)
	case document.Timeline:
		return b.Check()
	}
	return fmt.Errorf("unknown block %T", b)
}

func checkAlign(a document.Align) error {
	if a < document.Left || a > document.Justify {
		return fmt.Errorf("unknown alignment %d", a)
	}
	return nil
}

// maxIndent is the deepest indent in ems that leaves half of a page to the text.
const maxIndent = 20

func checkFields(rows []document.Field) error {
	for _, f := range rows {
		if err := checkValue(f.Value); err != nil {
			return fmt.Errorf("field %s: %w", f.Label, err)
		}
	}
	return nil
}

// maxColumns leaves each column of a portrait page tight pixels.
const maxColumns = 38

// maxShare keeps the sum of the shares a number.
const maxShare = 1e9

func checkTable(t document.Table) error {
	if len(t.Columns) == 0 || len(t.Columns) > maxColumns {
		return fmt.Errorf("table of %d columns", len(t.Columns))
	}
	for _, c := range t.Columns {
		if !(c.Width > 0 && c.Width <= maxShare) {
			return fmt.Errorf("column %s: width %g", c.Label, c.Width)
		}
		if err := checkAlign(c.Align); err != nil {
			return fmt.Errorf("column %s: %w", c.Label, err)
		}
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("row %d: %d values for %d columns", i+1, len(row), len(t.Columns))
		}
		for _, v := range row {
			if err := checkValue(v); err != nil {
				return fmt.Errorf("row %d: %w", i+1, err)
			}
		}
	}
	return nil
}

func checkValue(v document.Value) error {
	switch v.Kind {
	case document.Text:
		return nil
	case document.Number:
		if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			return fmt.Errorf("%s: number %g", v.Path, v.Number)
		}
		return nil
	case document.Date:
		if _, err := time.Parse(time.DateOnly, v.Date); err != nil && v.Text != "" {
			return fmt.Errorf("%s: %w", v.Path, err)
		}
		return nil
	case document.Choice:
		for _, c := range v.Choices {
			if err := checkText(c, v.Path); err != nil {
				return err
			}
			if units(c) > maxUnits {
				return fmt.Errorf("%s: choice longer than a cell", v.Path)
			}
		}
		return nil
	}
	return fmt.Errorf("%s: unknown kind %d of value", v.Path, v.Kind)
}
