package editing

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/controls"
)

// Table is a file with a table of controls.
type Table struct {
	Name string
	Data []byte
}

// ReadTable reads a file with a table. The error is that of the reader.
func ReadTable(name string, r io.Reader) (*Table, error) {
	data, err := io.ReadAll(io.LimitReader(r, casefile.MaxCaseSize+1)) // one byte more, so that it is told
	if err != nil {
		return nil, app.Unreadable(name, err)
	}
	return &Table{name, data}, nil
}

// ControlsOrder is what becomes of a table of controls.
type ControlsOrder struct {
	File    *Table            // the criteria, or an annex
	Annex   *Table            // an annex that is filled in, over which the file is laid as a new edition; or
	Case    *app.Case         // a case that holds one; or neither
	Sheets  []string          // of the file; none: every visible one with headings
	Columns map[string]string // of the file by key, where its headings do not say it
}

// Annex is a table of controls to fill in.
type Annex struct {
	Table    *controls.Table
	Changes  []Change // that the new edition made
	Counts   controls.Counts
	Findings []casefile.Finding // notes and warnings
	Named    string             // file beside the case that its controls came from, "" when they stand in it
}

// Change is one thing that a new edition does to an annex, Count some figures of one.
type (
	Change = controls.Change
	Count  = controls.Count
)

// ColumnKeys are the keys that a [ControlsOrder] can name columns for.
func ColumnKeys() []string { return controls.Keys() }

// Controls lays a table of controls out as an annex, or over one that is filled in.
func Controls(a *app.App, o ControlsOrder) (*Annex, error) {
	edition, found, err := open(o.File, controls.Options{Sheets: o.Sheets, Columns: o.Columns})
	if err != nil {
		return nil, err
	}
	unused := casefile.Faults{File: o.File.Name}
	edition.Unused(&unused)
	annex := &Annex{Table: edition, Findings: append(found, unused.Findings...)}
	filled, err := annex.filled(o)
	if err != nil {
		return nil, err
	}
	edition.Extra = nil
	if filled != nil && len(filled.Entries) > 0 {
		annex.Table, annex.Changes = controls.Merge(filled, edition)
	}
	annex.Counts = controls.Tally(annex.Table)
	return annex, nil
}

// open reads a table.
func open(t *Table, o controls.Options) (*controls.Table, []casefile.Finding, error) {
	table, found := controls.Open(t.Name, t.Data, o)
	if table == nil {
		return nil, nil, &app.Refused{Findings: found}
	}
	return table, found, nil
}

// filled is the annex that an order names, nil if it names none.
func (a *Annex) filled(o ControlsOrder) (*controls.Table, error) {
	source := o.Annex
	if o.Case != nil {
		file, err := o.Case.Sound()
		if err != nil {
			return nil, err
		}
		a.Named = file.Table("/statement/controls")
		if a.Named == "" || o.Case.Folder == nil {
			return controls.Of(o.Case.Name, file.Case.Statement.Controls), nil
		}
		if source, err = beside(o.Case, a.Named); err != nil {
			return nil, err
		}
	}
	if source == nil {
		return nil, nil
	}
	filled, found, err := open(source, controls.Options{})
	a.Findings = append(a.Findings, found...)
	return filled, err
}

// beside reads the table that a case names.
func beside(c *app.Case, name string) (*Table, error) {
	shown := filepath.Join(filepath.Dir(c.Name), name)
	f, err := app.Spelling{Root: c.Folder}.Open(name)
	if err != nil {
		return nil, app.Unreadable(shown, err)
	}
	defer f.Close()
	return ReadTable(shown, f)
}

// AnnexFormats are the formats of an annex, as file names end.
var AnnexFormats = []string{".csv", ".xlsx"}

// Write gives the annex as a file of a format. note says what is said of a change.
func (a *Annex) Write(format, language string, note func(Change) string) ([]byte, error) {
	var b bytes.Buffer
	l := controls.Layout{Language: language, Note: note}
	write := l.WriteCSV
	if strings.EqualFold(format, ".xlsx") {
		write = l.WriteXLSX
	}
	if err := write(&b, a.Table); errors.Is(err, controls.ErrTooLong) {
		cell, _, _ := strings.Cut(err.Error(), ": ")
		return nil, &app.Error{Code: "annex-long", Args: map[string]string{"cell": cell}}
	} else if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ReadControls gives the controls of a file with a table: the criteria, or an annex that is
// filled in. Errors: [Refused].
func ReadControls(a *app.App, t *Table) ([]casefile.Control, error) {
	c := &casefile.Case{}
	err := prefill(a, c, t)
	return c.Statement.Controls, err
}
