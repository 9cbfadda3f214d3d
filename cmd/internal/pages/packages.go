package pages

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/editing"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/signature"
)

// packagePage is a package that was made.
type packagePage struct {
	*manifest.Manifest
	Title   string
	Case    string // id
	Name    string // what the case is called
	Verdict *frame.Verdict
	Filed   *repository.Filing
	Fault   string // what is wrong with what was recorded
	Next    []procedure
	Inside  []inside // files of the package
}

// inside is a file of a package.
type inside struct{ Title, Path string }

// packageOf shows a package: what it is, whether it is whole, and what to do with it.
func (p *pages) packageOf(c *call) error { return c.showPackage(http.StatusOK, "") }

func (c *call) showPackage(status int, fault string) error {
	s, err := c.Call.Store()
	if err != nil {
		return err
	}
	id := c.R.PathValue("package")
	m, err := office.Manifest(c.R.Context(), s, id)
	if err != nil {
		return err
	}
	v, err := custody.VerifyStored(c.R.Context(), s, id, signature.Trust{At: c.p.Now()})
	if err != nil {
		return err
	}
	page := packagePage{Manifest: m, Case: m.Case.ID, Name: m.Case.ID, Verdict: c.Verdict(c.p.App, v), Fault: fault}
	if page.Filed, err = office.Filed(c.R.Context(), s, id); err != nil {
		return err
	}
	if d, err := c.p.App.Draft(c.R.Context(), s, m.Case.ID); err == nil { // one that was cleared away has no name
		page.Name = cmp.Or(string(d.Typed.Service.Name), page.Name)
	}
	text := app.Text{Program: casefile.Program(m.Package.Program), Revision: casefile.Date(m.Package.Revision)}
	catalog, kinds, err := c.kinds(text)
	if err != nil {
		return err
	}
	for _, f := range m.Files {
		x := inside{f.Title, f.Path}
		if d, err := catalog.Definition(f.Form); err == nil {
			x.Title = c.In(casefile.Words{Ja: d.Title.Ja, En: d.Title.En})
		}
		page.Inside = append(page.Inside, x)
	}
	for _, k := range kinds {
		title := c.In(casefile.Words{Ja: k.Ja, En: k.En})
		if page.Next = append(page.Next, procedure{Name: k.Name, Title: title, Clause: k.Clause}); k.Name == m.Package.Kind {
			page.Title = title
		}
	}
	return c.Show(status, "package", page.Title, page)
}

// zip sends a package as it is filed.
func (p *pages) zip(c *call) error {
	s, err := c.Call.Store()
	if err != nil {
		return err
	}
	b, err := custody.Load(c.R.Context(), s, c.R.PathValue("package"))
	if err != nil {
		return err
	}
	c.Attached("application/zip", b.ID()+".zip")
	return b.WriteZip(c.R.Context(), c.W)
}

// folder sends the papers alone, under the names that a portal's upload wants, with their digests.
func (p *pages) folder(c *call) (err error) {
	s, err := c.Call.Store()
	if err != nil {
		return err
	}
	b, err := custody.Load(c.R.Context(), s, c.R.PathValue("package"))
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	at := filepath.Join(temp, "papers")
	if err := b.WriteUpload(c.R.Context(), at); err != nil {
		return err
	}
	c.Attached("application/zip", b.ID()+"-papers.zip")
	z := zip.NewWriter(c.W)
	return errors.Join(z.AddFS(os.DirFS(at)), z.Close())
}

// maxKey bounds a key, a certificate and a password together, in bytes.
const maxKey = 1 << 20

// signed signs a package with a key that is used this once and kept nowhere.
func (p *pages) signed(c *call) error {
	c.R.Body = http.MaxBytesReader(c.W, c.R.Body, maxKey)
	keys, err := c.posts("key")
	if err != nil || len(keys) == 0 {
		return c.showPackage(http.StatusUnprocessableEntity, c.Text("no-key"))
	}
	certificates, err := c.posts("certificate")
	if err != nil {
		return err
	}
	seals, err := app.NewSeals(app.SealOrder{Keys: keys, Certificates: certificates, At: p.Now(), Password: func() ([]byte, error) { return []byte(c.R.PostFormValue("password")), nil }})
	var wrong *app.Error
	if errors.As(err, &wrong) {
		_, text := c.Reason(err)
		return c.showPackage(http.StatusUnprocessableEntity, text)
	}
	if err != nil {
		return err
	}
	s, err := c.Call.Store()
	if err != nil {
		return err
	}
	id := c.R.PathValue("package")
	if _, err := app.Sign(c.R.Context(), s, id, seals); err != nil {
		return err
	}
	return c.SeeOther("/packages/" + id)
}

// posts are the files of a field of the form that was posted.
func (c *call) posts(name string) (all []app.File, err error) {
	if err := c.R.ParseMultipartForm(maxKey); err != nil {
		return nil, err
	}
	for _, h := range c.R.MultipartForm.File[name] {
		if h.Size == 0 {
			continue // a field that was left empty
		}
		f, err := h.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(f)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		all = append(all, app.File{Name: h.Filename, Data: data})
	}
	return all, nil
}

// filed records that a package was handed over.
func (p *pages) filed(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	s, err := c.Call.Store()
	if err != nil {
		return err
	}
	day := natural.Date(strings.TrimSpace(c.R.PostFormValue("day")))
	if !day.OK() || day.Value == "" {
		return c.showPackage(http.StatusUnprocessableEntity, c.Text("bad-day"))
	}
	id := c.R.PathValue("package")
	err = custody.RecordFiling(c.R.Context(), s, id, repository.Filing{Day: casefile.Date(day.Value), Number: strings.TrimSpace(c.R.PostFormValue("number"))})
	if err != nil {
		return err
	}
	return c.SeeOther("/packages/" + id)
}

// carryOn makes the case of the next procedure out of the case of a package.
func (p *pages) carryOn(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	s, err := c.Call.Store()
	if err != nil {
		return err
	}
	from, err := p.App.Draft(c.R.Context(), s, c.R.PostFormValue("case"))
	if err != nil {
		return err
	}
	kind := c.R.PostFormValue("kind")
	_, text, err := editing.NextCase(p.App, from.Readable(), app.Text{Day: p.Today()}, kind, c.Words.Language())
	if err != nil {
		return err
	}
	next, err := p.App.ReadCase("case:next", bytes.NewReader(text), nil)
	if err != nil {
		return err
	}
	id, err := c.freeID(string(p.Today())[:4])
	if err != nil {
		return err
	}
	next.File.Case.ID = casefile.CaseID(id)
	next.Findings = nil
	if _, err := p.App.CreateCase(c.R.Context(), s, next); err != nil {
		return err
	}
	return c.SeeOther("/cases/" + id + "/for/" + kind)
}
