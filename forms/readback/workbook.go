package readback

import (
	"fmt"

	"yoshiki/forms/readback/parts"
)

// workbook reads an Excel workbook: the cells of its visible sheets, row by row.
func (f *File) workbook(file []byte) error {
	a, err := parts.Open(file)
	if err != nil {
		return err
	}
	book, err := a.Main()
	if err != nil {
		return err
	}
	sheets, err := visibleSheets(a, book)
	if err != nil {
		return err
	}
	b := &cells{file: f}
	if b.shared, err = a.SharedStrings(book); err != nil {
		return err
	}
	if b.formats, err = cellFormats(a, book); err != nil {
		return err
	}
	for i, name := range sheets {
		part, err := a.Must(name)
		if err != nil {
			return err
		}
		b.Scanner, b.place = *parts.Scan(part), Place{Part: i + 1}
		if err := b.read(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return f.officeSlice(a)
}

// visibleSheets are the parts of the visible sheets of a workbook in their order.
func visibleSheets(a *parts.Archive, name string) ([]string, error) {
	book, err := a.Must(name)
	if err != nil {
		return nil, err
	}
	targets, err := a.Related(name)
	if err != nil {
		return nil, err
	}
	var all []string
	s := parts.Scan(book)
	for t := s.Next(); t != parts.EndOfFile; t = s.Next() {
		if t != parts.Start || string(s.Name) != "sheet" {
			continue
		}
		if state := s.Attr("state"); state == "" || state == "visible" {
			all = append(all, targets[s.Attr("id")])
		}
	}
	return all, s.Err
}
