package pages

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// filesPage shows the attachments of a case, and takes more.
type filesPage struct {
	*work
	Papers []choice     // that a file may be
	Files  []attachment // that are there
	Fault  string
	Faults []finding
	Again  []reusable // files of the filing before
}

// attachment is a file that goes along.
type attachment struct {
	Index              int
	Title, Paper, Path string
	There              bool
	Findings           []finding // of its vetting
}

// maxFile is the largest file that is taken at once, in bytes.
const maxFile = 512 << 20

func (p *pages) files(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	return w.showFiles(http.StatusOK, "", nil)
}

func (w *work) showFiles(status int, fault string, faults []casefile.Finding) error {
	page := filesPage{work: w, Fault: fault}
	for _, f := range faults {
		page.Faults = append(page.Faults, w.sayFinding(f))
	}
	wanted := w.R.FormValue("paper")
	names := map[string]string{}
	var annexes []choice // files that go along with a form
	for _, p := range w.def.Papers {
		names[p.Name] = w.In(casefile.Words{Ja: p.Ja, En: p.En})
		if p.Within != "" {
			continue
		}
		x := choice{p.Name, names[p.Name], w.Text("clause", "clause", p.Clause), p.Name == wanted}
		if len(p.Forms) > 0 {
			x.Note = w.Text("annex-to")
			annexes = append(annexes, x)
		} else {
			page.Papers = append(page.Papers, x)
		}
	}
	page.Papers = append(page.Papers, annexes...)
	checked, err := w.p.App.Check(w.R.Context(), w.Draft.Case, app.CheckOrder{Kind: w.Kind, Today: w.p.Today()})
	if err != nil {
		return err
	}
	for i, a := range w.Draft.Typed.Attachments {
		x := attachment{Index: i, Title: string(a.Title), Paper: names[string(a.Paper)], Path: string(a.File)}
		_, err := w.Draft.Attachment(x.Path)
		x.There = err == nil
		for _, f := range checked.Findings {
			if casefile.Within(f.Pointer, casefile.EntryPointer("/attachments", i)) {
				x.Findings = append(x.Findings, w.sayFinding(f))
			}
		}
		page.Files = append(page.Files, x)
	}
	if page.Again, _, err = w.again(); err != nil {
		return err
	}
	return w.Show(status, "files", w.Text("files")+" — "+w.Name(), page)
}

// attach keeps a file as one of the papers, once it has been looked at.
func (p *pages) attach(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	f, head, err := c.File("file", maxFile)
	if err != nil && !errors.Is(err, http.ErrMissingFile) {
		return err
	}
	if err != nil {
		return w.showFiles(http.StatusUnprocessableEntity, c.Text("no-file"), nil)
	}
	paper := w.def.Paper(c.R.FormValue("paper"))
	if paper == nil {
		return w.showFiles(http.StatusUnprocessableEntity, c.Text("choose-paper"), nil)
	}
	name := string(uploaded(casefile.Text(filepath.ToSlash(head.Filename))))
	err = w.keep(f, name)
	if err = errors.Join(err, f.Close()); err != nil {
		var refused *app.Refused
		if errors.As(err, &refused) {
			return w.showFiles(http.StatusUnprocessableEntity, "", refused.Findings)
		}
		return err
	}
	return w.attached(casefile.Attachment{Paper: casefile.Text(paper.Name), Title: casefile.Text(paper.Ja), File: casefile.Text(name), Language: "ja"})
}

// attached enters a file that was kept into the list of attachments.
func (w *work) attached(entry casefile.Attachment) (err error) {
	if w.Draft, err = w.p.App.Draft(w.R.Context(), w.Store, w.ID); err != nil {
		return err
	}
	_, _, err = w.p.App.WriteDraft(w.R.Context(), w.Store, w.ID, w.Base(), func(to *casefile.Case) error {
		for i, a := range to.Attachments {
			if a.File == entry.File {
				to.Attachments[i].Paper = entry.Paper
				return nil
			}
		}
		to.Attachments = append(to.Attachments, entry)
		return nil
	})
	if err != nil {
		return err
	}
	return w.SeeOther(w.Path() + "/files")
}

// keep keeps a file with the case.
func (w *work) keep(f io.Reader, name string) (err error) {
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	at := filepath.Join(folder, "file")
	to, err := os.Create(at)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, f)
	if err = errors.Join(err, to.Close()); err != nil {
		return err
	}
	back, err := os.Open(at)
	if err != nil {
		return err
	}
	content, err := storage.Measure(w.R.Context(), back)
	if err = errors.Join(err, back.Close()); err != nil {
		return err
	}
	_, err = editing.Attach(w.R.Context(), w.p.App, w.Store, w.ID, editing.AttachOrder{Path: name, File: at, Content: content})
	return err
}

// file sends an attachment.
func (p *pages) file(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	name := c.R.FormValue("path")
	source, err := w.Draft.Attachment(name)
	if err != nil {
		return err
	}
	r, err := source.Open(c.R.Context())
	if err != nil {
		return err
	}
	data, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return err
	}
	return c.Download("application/octet-stream", path.Base(name), data)
}
