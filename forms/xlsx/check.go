package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms/document"
)

// Check reports the first promise of package document that d breaks, or the first thing in
// it that no workbook can hold.
func (*Renderer) Check(d *document.Document) error {
	if err := d.Check(); err != nil {
		return err
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

// maxColumns leaves each column of a portrait page tight pixels.
const maxColumns = 38

func checkBlock(b document.Block) error {
	switch b := b.(type) {
	case document.Sender:
		return checkFields(b.Rows)
	case document.Fields:
		return checkFields(b.Rows)
	case document.Table:
		if len(b.Columns) > maxColumns {
			return fmt.Errorf("table of %d columns", len(b.Columns))
		}
		for i, row := range b.Rows {
			for _, v := range row {
				if err := checkChoices(v); err != nil {
					return fmt.Errorf("row %d: %w", i+1, err)
				}
			}
		}
	}
	return nil
}

func checkFields(rows []document.Field) error {
	for _, f := range rows {
		if err := checkChoices(f.Value); err != nil {
			return fmt.Errorf("field %s: %w", f.Label, err)
		}
	}
	return nil
}

func checkChoices(v document.Value) error {
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
