package bundle

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/vet"
)

// vet has the attachments looked at, keeps the verdicts with them, and tells what is
// refused, then what is noted. opened tells which attachments of the case they are.
func (b *builder) vet(ctx context.Context, opened []held) ([]casefile.Finding, error) {
	verdicts, err := b.verdicts(ctx, opened)
	if err != nil {
		return nil, err
	}
	var faults, notes []casefile.Finding
	for i := range b.attached {
		b.attached[i].Verdict, b.attached[i].MediaType = &verdicts[i], verdicts[i].MediaType
		for _, class := range classes(verdicts[i].Marks) {
			finding := b.about(opened[i], "vet:"+string(class), casefile.Warning, map[string]string{"place": place(b.name(opened[i]), class, verdicts[i].Marks)})
			switch class.Policy() {
			case vet.Refuse:
				finding.Severity = casefile.Error
				faults = append(faults, finding)
			case vet.Note:
				notes = append(notes, finding)
			}
		}
	}
	return append(faults, notes...), nil
}

// verdicts are those of the attachments: known from before, or of a child that looks at them now.
func (b *builder) verdicts(ctx context.Context, opened []held) ([]vet.Verdict, error) {
	if b.known() {
		all := make([]vet.Verdict, len(b.Vetted))
		for i := range all {
			all[i] = b.Vetted[i].Verdict
		}
		return all, nil
	}
	asked := make([]vet.File, len(b.attached))
	for i, f := range b.attached {
		asked[i] = vet.File{Name: b.name(opened[i]), Size: f.Source.Size, Open: func() (*os.File, error) { return open(ctx, f.Source) }}
	}
	return b.Vet.Vet(ctx, asked)
}

// known reports whether the attachments are those that were vetted before: all of them, because
// names are compared with each other.
func (b *builder) known() bool {
	return slices.EqualFunc(b.attached, b.Vetted, func(p bag.Paper, v bag.Vetted) bool {
		return p.Source.Known != nil && p.Source.Known.Digest() == v.SHA256 && p.OriginalName == v.Name
	})
}

// name is the path of an attachment as the case has it.
func (b *builder) name(h held) string { return string(b.File.Case.Attachments[h.index].File) }

// classes are those of the marks, each once, in order.
func classes(marks []vet.Mark) []vet.Class {
	var all []vet.Class
	for _, m := range marks {
		if len(all) == 0 || all[len(all)-1] != m.Class {
			all = append(all, m.Class)
		}
	}
	return all
}

// maxPlaces is how many places of a class a finding names.
const maxPlaces = 3

// place names a file and where in it something of a class is.
func place(name string, class vet.Class, marks []vet.Mark) string {
	var where []string
	for _, m := range marks {
		if m.Class == class && m.Where != "" && len(where) < maxPlaces {
			where = append(where, m.Where)
		}
	}
	if len(where) == 0 || strings.HasPrefix(string(class), "name-") && class != vet.NameTwin {
		return vet.Display(name)
	}
	return vet.Display(name) + ": " + strings.Join(where, ", ")
}

// open opens a source as a file of the system, which the child needs: of what is no file,
// such as an object of a store elsewhere, it makes one that has no name.
func open(ctx context.Context, s bag.Source) (*os.File, error) {
	r, err := s.Open(ctx)
	if err != nil {
		return nil, err
	}
	if f, ok := r.(*os.File); ok {
		return f, nil
	}
	f, err := unnamed()
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	_, err = io.Copy(f, r)
	if err = errors.Join(err, r.Close()); err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
