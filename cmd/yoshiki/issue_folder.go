package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/letters"
)

// printRun writes the folder for the post room: each letter under a name that people can
// read, the e-mail that goes with it, and all of them in one file to print.
func (t *tool) printRun(ctx context.Context, o office.IssueOrder, done []office.Issued, f issueFlags) error {
	if err := os.MkdirAll(f.output, 0o755); err != nil {
		return app.Unwritable(f.output, err)
	}
	var all []letters.Printed
	for i := range done {
		x := &done[i]
		if x.Record.Number == "" || x.Status == office.AwaitsSecond {
			continue
		}
		files, err := office.LetterFiles(ctx, t.app, o.Store, x)
		if err != nil {
			return err
		}
		for _, file := range append(files, app.File{Name: letters.FileName(&x.Record, x.Title, x.To, "txt"), Data: []byte(t.mail(x))}) {
			if err := writeWhole(filepath.Join(f.output, file.Name), file.Data); err != nil {
				return app.Unwritable(filepath.Join(f.output, file.Name), err)
			}
			if strings.HasSuffix(file.Name, ".pdf") {
				all = append(all, letters.Printed{Record: x.Record, To: x.To, Service: x.Service, Title: x.Title, PDF: file.Data})
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	booklet, err := office.Booklet(t.app, all)
	name := filepath.Join(f.output, letters.BookletName)
	if err == nil {
		err = writeWhole(name, booklet)
	}
	if err != nil {
		return app.Unwritable(name, err)
	}
	return nil
}

// mail is the text of the e-mail that a letter goes with.
func (t *tool) mail(x *office.Issued) string {
	return t.words.Text("message.issue.mail", map[string]string{"to": x.To, "title": x.Title, "number": x.Record.Number, "date": string(x.Record.Date), "service": x.Service, "package": x.Record.Package})
}
