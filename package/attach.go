package bundle

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
)

// attach opens the attachments that the package holds, has them vetted, and tells what is
// to be said of them.
func (b *builder) attach(ctx context.Context) ([]casefile.Finding, error) {
	var found []casefile.Finding
	var places []int // in the case
	for _, d := range b.sub.Papers {
		for _, i := range d.Attached {
			a := b.File.Case.Attachments[i]
			source, err := b.open(string(a.File))
			if err != nil {
				found = append(found, b.about(i, "case:attachment", casefile.Error, map[string]string{"file": string(a.File), "reason": cause(err)}))
				continue
			}
			b.attached, places = append(b.attached, bag.Paper{Role: manifest.Attachment, Title: string(a.Title), TitleConfirmed: true,
				Clause: string(d.Clause), OriginalName: path.Base(string(a.File)), Source: source}), append(places, i)
		}
	}
	vetted, err := b.vet(ctx, places)
	return append(found, vetted...), err
}

func (b *builder) open(name string) (bag.Source, error) {
	if b.Open == nil {
		return bag.Source{}, fs.ErrNotExist
	}
	return b.Open(name)
}

// cause is why a file cannot be read, without its path.
func cause(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}

// about is a finding about an attachment. Its title joins args.
func (b *builder) about(i int, id string, severity casefile.Severity, args map[string]string) casefile.Finding {
	pointer := "/attachments/" + strconv.Itoa(i) + "/file"
	line, column := b.File.Position(pointer)
	a := b.File.Case.Attachments[i]
	args["title"] = string(a.Title)
	return casefile.Finding{ID: id, Severity: severity, File: b.File.Name, Line: line, Column: column,
		Pointer: pointer, Clause: b.clauseOf(i), Args: args}
}

// clauseOf is the clause that asks for the paper that an attachment is.
func (b *builder) clauseOf(attachment int) string {
	for _, d := range b.sub.Papers {
		if slices.Contains(d.Attached, attachment) {
			return string(d.Clause)
		}
	}
	return ""
}
