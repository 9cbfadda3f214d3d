package editing

import (
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/forms/casefile/edit"
)

// Imported is what became of a case into which workbooks were taken.
type Imported struct {
	Text     []byte
	Changes  []change.Change    // that came from the workbooks, as they stand in the case
	Findings []casefile.Finding // of the reading, and values on which two sides do not agree
	Clashes  int
}

// Import takes the cases of workbooks into a case file; into nil, into a new one. Each brings
// what was changed in it since it was made. Where both sides changed a value it stays as it is
// in the case, and a finding tells what the workbook has.
//
// Errors: [Refused] when one of them has faults or is of another case.
func Import(a *app.App, books []*app.Case, into *app.Case) (*Imported, error) {
	all, failed := &Imported{}, false
	books = slices.Clone(books)
	for i, b := range books {
		if b.Book != nil {
			b = a.MovedTo(b, into)
			books[i] = b
		} else if !casefile.Failed(b.Findings) {
			return nil, app.NewError("no-workbook", map[string]string{"file": b.Name})
		}
		all.Findings = append(all.Findings, b.Findings...)
		failed = failed || casefile.Failed(b.Findings)
	}
	if failed {
		return nil, &app.Refused{Findings: all.Findings}
	}
	if into == nil {
		return all, importNew(a, all, books)
	}
	return all, importInto(a, all, books, into)
}

// importNew makes a case file of workbooks.
func importNew(a *app.App, all *Imported, books []*app.Case) (err error) {
	ours := a.Own(books[0]).Case
	for _, b := range books[1:] {
		if ours, err = merge(a, all, b, ours, nil); err != nil {
			return err
		}
	}
	all.Text, err = casefile.Encode(ours)
	return err
}

// importInto changes a case file, whose comments stay.
func importInto(a *app.App, all *Imported, books []*app.Case, into *app.Case) error {
	file, err := into.Sound()
	if err != nil {
		return err
	}
	ours := file.Case
	for _, b := range books {
		if ours, err = merge(a, all, b, ours, into); err != nil {
			return err
		}
	}
	text, found := edit.Open(a.Reader(), into.Name, into.Text(), into.Beside())
	if text == nil {
		return &app.Refused{Findings: found}
	}
	if found := text.Become(ours); found != nil {
		return &app.Refused{Findings: found}
	}
	all.Text = text.Bytes()
	return nil
}

// merge takes a workbook into a case. What both name beside them is read from the folder of
// the case file.
func merge(a *app.App, all *Imported, b *app.Case, ours *casefile.Case, into *app.Case) (*casefile.Case, error) {
	if b.Book.Base == nil {
		return nil, refused(b, "workbook:no-base", "", nil)
	}
	base, theirs := unmerged(a, b, into)
	if theirs.Program != ours.Program || theirs.Revision != ours.Revision {
		return nil, refused(b, "workbook:other-rules", "/revision", map[string]string{"found": string(theirs.Program) + " " + string(theirs.Revision),
			"case": string(ours.Program) + " " + string(ours.Revision)})
	}
	if base.ID != ours.ID && theirs.ID != ours.ID && base.ID != casefile.IDExample {
		return nil, refused(b, "workbook:other-case", "/id", map[string]string{"found": string(theirs.ID), "case": string(ours.ID)})
	}
	m := change.Merge(base, ours, theirs)
	all.Changes = append(all.Changes, m.Theirs...)
	for _, c := range m.Conflicts {
		all.Findings = append(all.Findings, clash(b, c))
		all.Clashes++
	}
	return m.Case, nil
}

// unmerged are the case that a workbook was made of, and the one in it.
func unmerged(a *app.App, b, into *app.Case) (base, theirs *casefile.Case) {
	if into == nil {
		was, _ := a.Reader().Decode(b.Name, b.Book.Base, nil)
		return was.Case, a.Own(b).Case
	}
	was, _ := a.Reader().Decode(into.Name, b.Book.Base, into.Beside())
	return was.Case, b.File.Case
}

func refused(b *app.Case, id, pointer string, args map[string]string) error {
	return &app.Refused{Findings: []casefile.Finding{b.File.Locate(casefile.Finding{ID: id, Severity: casefile.Error, Pointer: pointer, Args: args})}}
}

// clash is the finding for a value on which a workbook and a case do not agree.
func clash(b *app.Case, c change.Conflict) casefile.Finding {
	pointer := c.Theirs.Pointer
	if pointer == "" {
		pointer = c.Pointer
	}
	x := b.File.Locate(casefile.Finding{ID: "workbook:clash", Severity: casefile.Warning, Pointer: pointer,
		Args: map[string]string{"clash": string(c.Clash), "ours": brief(c.Ours), "theirs": brief(c.Theirs)}})
	x.Pointer = c.Pointer
	return x
}

// brief is what a value says in a few words.
func brief(v casefile.Value) string {
	if v.Model == nil {
		return "—"
	}
	var texts []string
	for x := range v.All() {
		if text := x.Text(); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	if len(texts) == 0 {
		return "—"
	}
	text := texts[0]
	for _, more := range texts[1:] {
		text += " / " + more
	}
	return casefile.Shorten(text)
}

// ImportDraft takes what was filled in on workbooks into the text of a draft.
func ImportDraft(a *app.App, d *app.Draft, books []*app.Case) (*casefile.Case, *Imported, error) {
	done, err := Import(a, books, d.Readable())
	if err != nil {
		return nil, nil, err
	}
	c := a.Decoded(d.Name, done.Text, nil)
	return app.Typed(c), done, nil
}
