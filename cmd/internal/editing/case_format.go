package editing

import (
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/edit"
	"yoshiki/forms/casefile/natural"
)

// Formatted is the text of a case file in which every value stands as a case holds it.
type Formatted struct {
	Text     []byte
	Written  []casefile.Finding // what was understood, and is now written
	Findings []casefile.Finding // of the reading, and why a value could not be written
}

// FormatCase writes each value that was understood, such as 令和8年4月1日, as a case holds it.
// Everything else stays as it is, faults too. Errors: [Refused] when the file cannot be read
// at all.
func FormatCase(a *app.App, c *app.Case) (*Formatted, error) {
	text, found := edit.Open(a.Reader(), c.Name, c.Text(), c.Beside())
	if text == nil {
		return nil, &app.Refused{Findings: found}
	}
	f := &Formatted{}
	for _, note := range found {
		if note.ID != natural.Understood || note.File != c.Name {
			f.Findings = append(f.Findings, note)
		} else if refused := text.Set(note.Pointer, valueAt(c.File.Case, note.Pointer)); refused != nil {
			f.Findings = append(append(f.Findings, note), refused...)
		} else {
			f.Written = append(f.Written, note)
		}
	}
	f.Text = text.Bytes()
	return f, nil
}

// valueAt is the text of a leaf.
func valueAt(c *casefile.Case, pointer string) string {
	v, err := casefile.Get(c, pointer)
	if err != nil {
		return ""
	}
	return v.Text()
}
