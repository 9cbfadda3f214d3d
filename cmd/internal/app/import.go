package app

import (
	"slices"

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
func (a *App) Import(books []*Case, into *Case) (*Imported, error) {
	all, failed := &Imported{}, false
	books = slices.Clone(books)
	for i, b := range books {
		if b.book != nil {
			b = a.movedTo(b, into)
			books[i] = b
		} else if !casefile.Failed(b.Findings) {
			return nil, wrong("no-workbook", map[string]string{"file": b.Name})
		}
		all.Findings = append(all.Findings, b.Findings...)
		failed = failed || casefile.Failed(b.Findings)
	}
	if failed {
		return nil, &Refused{all.Findings}
	}
	if into == nil {
		return all, a.importNew(all, books)
	}
	return all, a.importInto(all, books, into)
}

// importNew makes a case file of workbooks.
func (a *App) importNew(all *Imported, books []*Case) (err error) {
	ours := a.own(books[0]).Case
	for _, b := range books[1:] {
		if ours, err = a.merge(all, b, ours, nil); err != nil {
			return err
		}
	}
	all.Text, err = casefile.Encode(ours)
	return err
}

// importInto changes a case file, whose comments stay.
func (a *App) importInto(all *Imported, books []*Case, into *Case) error {
	file, err := into.sound()
	if err != nil {
		return err
	}
	ours := file.Case
	for _, b := range books {
		if ours, err = a.merge(all, b, ours, into); err != nil {
			return err
		}
	}
	text, found := edit.Open(a.reader(), into.Name, into.text, into.beside())
	if text == nil {
		return &Refused{found}
	}
	if found := text.Become(ours); found != nil {
		return &Refused{found}
	}
	all.Text = text.Bytes()
	return nil
}

// merge takes a workbook into a case. What both name beside them is read from the folder of
// the case file.
func (a *App) merge(all *Imported, b *Case, ours *casefile.Case, into *Case) (*casefile.Case, error) {
	if b.book.Base == nil {
		return nil, refused(b, "workbook:no-base", "", nil)
	}
	base, theirs := a.unmerged(b, into)
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
func (a *App) unmerged(b, into *Case) (base, theirs *casefile.Case) {
	if into == nil {
		was, _ := a.reader().Decode(b.Name, b.book.Base, nil)
		return was.Case, a.own(b).Case
	}
	was, _ := a.reader().Decode(into.Name, b.book.Base, into.beside())
	return was.Case, b.File.Case
}

func refused(b *Case, id, pointer string, args map[string]string) error {
	return &Refused{[]casefile.Finding{b.File.Locate(casefile.Finding{ID: id, Severity: casefile.Error, Pointer: pointer, Args: args})}}
}

// clash is the finding for a value on which a workbook and a case do not agree.
func clash(b *Case, c change.Conflict) casefile.Finding {
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
