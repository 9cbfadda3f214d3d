package document

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// MaxIndent is the deepest indent in ems: it leaves half of a page to the text.
const MaxIndent = 20

// MaxLines is the most room that a field without a value keeps: it stays on one page.
const MaxLines = 20

// maxShare keeps the sum of the shares of columns a number.
const maxShare = 1e9

// Check reports the first promise of this package that d breaks: what every format needs
// so that it can be printed. What one format alone cannot hold it says itself.
func (d *Document) Check() error {
	if len(d.Sections) == 0 {
		return errors.New("document without sections")
	}
	if d.Date != "" {
		if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
			return fmt.Errorf("date of the document: %w", err)
		}
	}
	for i, s := range d.Sections {
		for j, b := range s.Blocks {
			if err := checkBlock(b); err != nil {
				return fmt.Errorf("section %d: block %d: %w", i+1, j+1, err)
			}
		}
	}
	return nil
}

func checkBlock(b Block) error {
	switch b := b.(type) {
	case Title:
		return nil
	case Heading:
		if b.Level != 1 && b.Level != 2 {
			return fmt.Errorf("heading of level %d", b.Level)
		}
		return nil
	case Paragraph:
		if !(b.Indent >= 0 && b.Indent <= MaxIndent && b.First >= 0 && b.First <= MaxIndent) {
			return fmt.Errorf("paragraph indented by %g and %g em", b.Indent, b.First)
		}
		return checkAlign(b.Align)
	case Item:
		if b.Level < 0 || b.Level > MaxIndent {
			return fmt.Errorf("item of level %d", b.Level)
		}
		return nil
	case Sender:
		return checkFields(b.Rows)
	case Fields:
		return checkFields(b.Rows)
	case Table:
		return checkTable(b)
	case Timeline:
		return b.Check()
	}
	return fmt.Errorf("unknown block %T", b) // nil, or a pointer to a block
}

func checkAlign(a Align) error {
	if a < Left || int(a) >= len(alignWords) {
		return fmt.Errorf("unknown alignment %d", a)
	}
	return nil
}

func checkFields(rows []Field) error {
	for _, f := range rows {
		if f.Lines < 0 || f.Lines > MaxLines {
			return fmt.Errorf("field %s: room for %d lines", f.Label, f.Lines)
		}
		if err := checkValue(f.Value); err != nil {
			return fmt.Errorf("field %s: %w", f.Label, err)
		}
	}
	return nil
}

func checkTable(t Table) error {
	if len(t.Columns) == 0 {
		return errors.New("table of 0 columns")
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

func checkValue(v Value) error {
	switch {
	case v.Kind < Text || int(v.Kind) >= len(kindWords):
		return fmt.Errorf("%s: unknown kind %d of value", v.Path, v.Kind)
	case v.Kind == Number && (math.IsNaN(v.Number) || math.IsInf(v.Number, 0)):
		return fmt.Errorf("%s: number %g", v.Path, v.Number)
	case v.Kind == Date && v.Text != "":
		if _, err := time.Parse(time.DateOnly, v.Date); err != nil {
			return fmt.Errorf("%s: %w", v.Path, err)
		}
	}
	return nil
}
