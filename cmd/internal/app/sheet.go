package app

import (
	"errors"

	"yoshiki/forms"
	"yoshiki/forms/fill"
)

// ownSheets reads the official sheets in a folder of one's own, so that what is wrong with
// one is told at once, with its place.
func ownSheets(c *forms.Catalog) error {
	var faults []error
	for _, id := range c.IDs() {
		d, err := c.Definition(id)
		if err != nil {
			return err
		}
		for _, format := range forms.SheetFormats {
			if s, ok := d.Sheet(format); ok && s.Own {
				_, err := fill.Open(d, s)
				faults = append(faults, err)
			}
		}
	}
	return errors.Join(faults...)
}
