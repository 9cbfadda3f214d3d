package app

import (
	"io/fs"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/node"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/workbook"
)

// Workbook is a case that came in a workbook.
type Workbook struct {
	*workbook.Book
	data  []byte
	found []casefile.Finding // of its cells, before they were read as values
}

// fromWorkbook reads a case from a workbook. Its text is what it would be in YAML.
func (a *App) fromWorkbook(c *Case, data []byte) {
	f := &casefile.Faults{File: c.Name}
	book := (&workbook.Reader{Vocabulary: a.vocabulary}).Read(data, f)
	if book == nil {
		c.File, c.Findings = a.Reader().Tree(node.Node{Kind: casefile.KindAbsent}, f, nil)
		return
	}
	c.Book = &Workbook{book, data, slices.Clone(f.Findings)}
	c.File, c.Findings = a.Reader().Tree(book.Root, f, c.Beside())
	c.text, _ = casefile.Encode(a.Own(c).Case)
}

// Own is a case as its file has it, without the files that it names.
func (a *App) Own(c *Case) *decode.File {
	f := &casefile.Faults{File: c.Name}
	if c.Book != nil {
		own, _ := a.Reader().Tree(c.Book.Root, f, nil)
		return own
	}
	own, _ := a.Reader().Decode(c.Name, c.text, nil)
	return own
}

// MovedTo is a case in a workbook as it reads beside a case file, wherever the workbook lies:
// what it names is looked for there, and beside none not at all.
func (a *App) MovedTo(c, into *Case) *Case {
	moved, folder := *c, fs.FS(nil)
	if into != nil {
		folder = into.Beside()
	}
	f := &casefile.Faults{File: c.Name, Findings: slices.Clone(c.Book.found)}
	moved.File, moved.Findings = a.Reader().Tree(c.Book.Root, f, folder)
	moved.Findings = slices.DeleteFunc(moved.Findings, func(f casefile.Finding) bool { return into == nil && f.Args["fault"] == "nofolder" })
	return &moved
}

// vocabulary gives the words of the rules that a workbook names, or else of the newest.
func (a *App) vocabulary(program casefile.Program, revision casefile.Date) *vocabulary.Vocabulary {
	catalog, err := a.Library.Open(program, revision)
	if err != nil {
		catalog, err = a.Library.Open(DefaultProgram, lastDay)
	}
	if err != nil {
		return nil
	}
	return catalog.Vocabulary()
}

// InWorkbook reports whether a case came in a workbook.
func (c *Case) InWorkbook() bool { return c.Book != nil }

// Annotate gives the workbook that a case came in with words beside the rows that findings are
// about.
func (a *App) Annotate(c *Case, found []casefile.Finding, say func(casefile.Finding) string) ([]byte, error) {
	var remarks []workbook.Remark
	for _, f := range found {
		r := workbook.Remark{Text: say(f)}
		if f.File == c.Name && f.Sheet != "" {
			r.Sheet, r.Row = f.Sheet, f.Line
		}
		remarks = append(remarks, r)
	}
	data, err := workbook.Annotate(c.Book.data, remarks)
	if err != nil {
		return nil, &Error{Code: "unreadable", Args: map[string]string{"file": c.Name}, Err: err}
	}
	return data, nil
}
