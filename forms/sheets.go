package forms

import (
	"io/fs"
	"path"
	"strings"

	"yoshiki/forms/layers"
)

// SheetFormats are the formats of official sheets that are filled instead of drawn.
var SheetFormats = []string{"docx", "xlsx"}

// Sheet is an official sheet that lies beside a definition: forms/2-4.docx beside
// forms/2-4.yaml, in the same folder or in a later one that leaves the definition as it is.
type Sheet struct {
	Name string // of the file
	Data []byte
	Own  bool // it is of a file system over the first
}

// Sheet is the official sheet of the form in a format.
func (d *Definition) Sheet(format string) (*Sheet, bool) {
	s, ok := d.sheets[format]
	return s, ok
}

// stackSheets adds the official sheets of a folder. Each lies beside a form that there is.
func (c *Catalog) stackSheets(at int, l layer) error {
	for _, format := range SheetFormats {
		names, err := fs.Glob(l.fsys, path.Join(l.dir, "forms", "*."+format))
		if err != nil {
			return err
		}
		for _, name := range names {
			base := path.Base(name)
			if strings.HasPrefix(base, "~$") { // Word and Excel keep it while the file is open
				continue
			}
			id := strings.TrimSuffix(base, "."+format)
			if _, known := c.files[id]; !known {
				return &layers.Within{File: name, Err: layers.NewFault(0, "sheet-no-form", "form", id)}
			}
			c.sheets.put(base, at, name)
		}
	}
	return nil
}

// loadSheets reads the sheets that count for a definition: the newest of each format that was
// not there before the definition, and came before what replaced it.
func (c *Catalog) loadSheets(f *formFile, d *Definition, at int) error {
	d.sheets = map[string]*Sheet{}
	for _, format := range SheetFormats {
		found, ok := c.sheets.below(f.id+"."+format, c.replaced(f))
		if !ok || found.at < at {
			continue
		}
		l := c.layers[found.at]
		data, err := fs.ReadFile(l.fsys, found.value)
		if err != nil {
			return err
		}
		d.sheets[format] = &Sheet{Name: found.value, Data: data, Own: l.own}
	}
	return nil
}
