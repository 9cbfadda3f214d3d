package office

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/signature"
)

// packagePage is a package as it came in.
type packagePage struct {
	ID, Case, Name, Title string
	Verdict               *frame.Verdict
	Papers                []paperLine
	Attachments           []paperLine
}

// paperLine is a file of a package.
type paperLine struct {
	manifest.File
	Name string
	Seen bool // may be looked at
}

// manifest is that of the package which the path names. Letters have pages of their own.
func (c *call) manifest() (*manifest.Manifest, error) {
	m, err := office.Manifest(c.R.Context(), c.store, c.R.PathValue("package"))
	if err == nil && m.Package.Kind == manifest.Letter {
		err = frame.ErrNoPage
	}
	return m, err
}

func (c *call) packageOf() error {
	m, err := c.manifest()
	if err != nil {
		return err
	}
	v, err := custody.VerifyStored(c.R.Context(), c.store, m.Package.ID, signature.Trust{At: c.o.Now()})
	if err != nil {
		return err
	}
	id, err := office.CaseOf(c.R.Context(), c.store, m)
	if err != nil {
		return err
	}
	page := packagePage{ID: m.Package.ID, Case: string(id), Name: c.caseName(string(id)), Verdict: c.Verdict(c.o.App, v)}
	page.Title = page.Verdict.Title
	for _, f := range m.Files {
		line := paperLine{f, c.fileTitle(m, &f), true}
		switch {
		case f.Role == manifest.Attachment || f.Role == manifest.Certificate:
			line.Seen = c.Shown(access.AttachmentRead) || c.granted(m, f.Path)
			page.Attachments = append(page.Attachments, line)
		case path.Ext(f.Path) == ".pdf":
			page.Papers = append(page.Papers, line)
		}
	}
	return c.show(http.StatusOK, "package", page.Title, page)
}

// fileTitle is what a file is called: a form in the language of who asks, any other as it is kept.
func (c *call) fileTitle(m *manifest.Manifest, f *manifest.File) string {
	if f.Form != "" {
		if catalog, err := c.o.App.Catalog(app.Text{Program: casefile.Program(m.Package.Program), Revision: casefile.Date(m.Package.Revision)}); err == nil {
			if def, err := catalog.Definition(f.Form); err == nil {
				return c.In(titleOf(def))
			}
		}
	}
	return cmp.Or(f.Title, f.OriginalName, path.Base(f.Path))
}

// caseName is what a case is called; one that cannot be read by its id.
func (c *call) caseName(id string) string {
	if _, name, err := c.stored(id); err == nil {
		return name
	}
	return id
}

// granted reports whether who asks may see one attachment.
func (c *call) granted(m *manifest.Manifest, file string) bool {
	if c.o.Granted == nil {
		return false
	}
	id, err := office.CaseOf(c.R.Context(), c.store, m)
	return err == nil && c.o.Granted(c.R.Context(), string(id), file)
}

// paperPage is a paper beside which nothing is typed.
type paperPage struct {
	ID, Case, Service, Title, Name, Path string
}

// paper shows a form of a package, and sends its file for the page.
func (c *call) paper() error {
	m, err := c.manifest()
	if err != nil {
		return err
	}
	name, what := c.R.PathValue("path"), ""
	i := fileAt(m, name)
	if i < 0 {
		name, what = path.Dir(name), path.Base(name)
		i = fileAt(m, name)
	}
	if i < 0 || m.Files[i].Role == manifest.Attachment || m.Files[i].Role == manifest.Certificate || path.Ext(name) != ".pdf" {
		return frame.ErrNoPage
	}
	switch what {
	case "pdf":
		return c.send(m, m.Files[i])
	case "boxes":
		return c.noBoxes()
	case "":
		title := c.fileTitle(m, &m.Files[i])
		id, err := office.CaseOf(c.R.Context(), c.store, m)
		if err != nil {
			return err
		}
		return c.show(http.StatusOK, "paper", title, paperPage{m.Package.ID, string(id), c.caseName(string(id)), title, name, "/office/packages/" + m.Package.ID + "/papers/" + name})
	}
	return frame.ErrNoPage
}

// attachment sends a file of the applicant's to those who may see it; that is asked, and so
// stands in the audit log with its name.
func (c *call) attachment() error {
	m, err := c.manifest()
	if err != nil {
		return err
	}
	i := fileAt(m, c.R.PathValue("path"))
	if i < 0 || m.Files[i].Role != manifest.Attachment && m.Files[i].Role != manifest.Certificate {
		return frame.ErrNoPage
	}
	if c.o.May != nil && !c.o.May(c.R.Context(), access.AttachmentRead) && !c.granted(m, m.Files[i].Path) {
		return &frame.Problem{Status: http.StatusForbidden, Key: "office-not-granted"}
	}
	return c.send(m, m.Files[i])
}

func fileAt(m *manifest.Manifest, name string) int {
	return slices.IndexFunc(m.Files, func(f manifest.File) bool { return f.Path == name })
}

// send streams a file of a package.
func (c *call) send(m *manifest.Manifest, f manifest.File) error {
	b, err := custody.Load(c.R.Context(), c.store, m.Package.ID)
	if err != nil {
		return err
	}
	files := b.Files()
	i := slices.IndexFunc(files, func(x bag.File) bool { return x.Path == f.Path })
	if i < 0 {
		return frame.ErrNoPage
	}
	r, err := files[i].Open(c.R.Context())
	if err != nil {
		return app.Unreadable(f.Path, err)
	}
	c.Attached(f.MediaType, cmp.Or(f.OriginalName, strings.ReplaceAll(path.Base(f.Path), "/", "-")))
	_, err = io.Copy(c.W, r)
	if errors.Join(err, r.Close()) != nil {
		panic(http.ErrAbortHandler) // the connection is cut, so that nobody takes it for the file
	}
	return nil
}

// noBoxes says that nothing on a paper leads to a field.
func (c *call) noBoxes() error {
	c.W.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(c.W, "[]") // a reader that is gone
	return nil
}
