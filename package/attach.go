package bundle

import (
	"context"
	"io/fs"
	"path"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// held is an attachment that the package holds: its index in the case, and the clause that
// asks for it.
type held struct {
	index  int
	clause string
}

// holds are the attachments of the package; of no kind of package, all.
func (b *builder) holds() []held {
	var all []held
	if b.Kind == "" || b.Catalog == nil {
		for i, a := range b.File.Case.Attachments {
			all = append(all, held{i, b.clauseOf(string(a.Paper))})
		}
		return all
	}
	for _, d := range b.sub.Papers {
		for _, i := range d.Attached {
			all = append(all, held{i, string(d.Clause)})
		}
	}
	return all
}

// clauseOf is the clause that asks for a paper, in the first kind of package that has a day.
func (b *builder) clauseOf(paper string) string {
	if b.Catalog == nil {
		return ""
	}
	for _, kind := range b.Catalog.Kinds() {
		p, err := b.Catalog.Package(kind)
		if err != nil {
			continue
		}
		if day, err := b.Catalog.SubmissionDay(kind, b.File.Case); err != nil || day == "" {
			continue
		}
		if d := p.Paper(paper); d != nil {
			return d.Clause
		}
	}
	return ""
}

// attach opens the attachments that the package holds, has them vetted, and tells what is
// to be said of them.
func (b *builder) attach(ctx context.Context) ([]casefile.Finding, error) {
	if b.NoFiles {
		return nil, nil
	}
	var found []casefile.Finding
	var opened []held
	for _, h := range b.holds() {
		a := b.File.Case.Attachments[h.index]
		if a.File == "" { // which is told of the case
			continue
		}
		source, err := b.open(string(a.File))
		if err != nil {
			found = append(found, b.about(h, "case:attachment", casefile.Error, map[string]string{"file": string(a.File), "reason": storage.Cause(err)}))
			continue
		}
		opened = append(opened, h)
		b.attached = append(b.attached, bag.Paper{Role: manifest.Attachment, Title: string(a.Title), TitleConfirmed: true,
			Clause: h.clause, OriginalName: path.Base(string(a.File)), Source: source})
	}
	vetted, err := b.vet(ctx, opened)
	return append(found, vetted...), err
}

func (b *builder) open(name string) (bag.Source, error) {
	if b.Open == nil {
		return bag.Source{}, fs.ErrNotExist
	}
	return b.Open(name)
}

// about is a finding about an attachment. Its title joins args.
func (b *builder) about(h held, id string, severity casefile.Severity, args map[string]string) casefile.Finding {
	pointer := "/attachments/" + strconv.Itoa(h.index) + "/file"
	args["title"] = string(b.File.Case.Attachments[h.index].Title)
	return b.File.Locate(casefile.Finding{ID: id, Severity: severity, Pointer: pointer, Clause: h.clause, Args: args})
}
