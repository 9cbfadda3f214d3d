package editing

import (
	"context"
	"errors"
	"io"
	"os"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/package/vet"
	"yoshiki/storage"
)

// AttachOrder is a file to keep with a case.
type AttachOrder struct {
	Path    string // as the case names it, or will
	File    string // where it lies on this host
	Content storage.Content
}

// Attached is a file that is kept with a case.
type Attached struct {
	Case     *app.Case
	Verdict  vet.Verdict
	Findings []casefile.Finding // what is to be known of it
}

// Attach looks at a file in the child process, and keeps it with a stored case, in a new
// version. Errors: [Refused], when it carries what no attachment may.
func Attach(ctx context.Context, a *app.App, s *app.Store, id string, o AttachOrder) (*Attached, error) {
	if fault, _ := casefile.CheckText(o.Path); fault != "" || o.Path == "" {
		return nil, app.NewError("attachment-path", map[string]string{"value": vet.Display(o.Path)})
	}
	done := &Attached{}
	if _, err := a.StoredCase(ctx, s, id); err != nil {
		return nil, err
	}
	verdicts, err := a.Options.Vet.Vet(ctx, []vet.File{{Name: o.Path, Size: o.Content.Size, Open: func() (*os.File, error) { return os.Open(o.File) }}})
	if err != nil {
		return nil, err
	}
	done.Verdict = verdicts[0]
	if done.Findings = seen(id, o.Path, done.Verdict); app.HasErrors(done.Findings) {
		return nil, &app.Refused{Findings: done.Findings}
	}
	source := bag.Source{Size: o.Content.Size, Open: func(context.Context) (io.ReadCloser, error) { return os.Open(o.File) }}
	for {
		c, err := a.StoredCase(ctx, s, id)
		if err != nil {
			return nil, err
		}
		err = repository.AttachTo(ctx, s, c.Stored, casefile.CaseID(id), o.Path, o.Content, source)
		if errors.Is(err, repository.ErrReplaced) {
			continue
		}
		if err != nil {
			return nil, app.NotStored(s, err)
		}
		done.Case, err = a.StoredCase(ctx, s, id)
		return done, err
	}
}

// seen puts what a look at a file has found into findings, each class once.
func seen(id, path string, v vet.Verdict) []casefile.Finding {
	var all []casefile.Finding
	for i, m := range v.Marks {
		policy := m.Class.Policy()
		if i > 0 && v.Marks[i-1].Class == m.Class || policy != vet.Refuse && policy != vet.Note {
			continue
		}
		f := casefile.Finding{ID: "vet:" + string(m.Class), Severity: casefile.Warning, File: "case:" + id, Args: map[string]string{"place": vet.Display(path), "file": vet.Display(path), "title": vet.Display(path)}}
		if policy == vet.Refuse {
			f.Severity = casefile.Error
		}
		all = append(all, f)
	}
	return all
}
