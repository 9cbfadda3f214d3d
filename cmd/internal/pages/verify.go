package pages

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/package/signature"
)

// verdict is what is to be said of a package, in plain words.
type verdict struct {
	Whole   bool
	Own     bool
	Title   string // what it is
	Program string
	Files   int
	Bytes   string
	Digest  string
	Faults  []string
	Remarks []string
	Signers []signer
}

// signer is who signed, and when.
type signer struct {
	Who, When string
	Trusted   bool
}

// verifyForm asks for a package.
func (p *pages) verifyForm(c *call) error {
	return c.show(http.StatusOK, "verify", c.text("verify"), nil)
}

// maxZip is the largest package that is looked at, in bytes.
const maxZip = 1 << 30

// verifyZip tells what a package is, whole or not, and who signed it. It is forgotten at once.
func (p *pages) verifyZip(c *call) error {
	c.r.Body = http.MaxBytesReader(c.w, c.r.Body, maxZip)
	f, _, err := c.r.FormFile("package")
	if err != nil {
		return &problem{http.StatusUnprocessableEntity, "no-zip"}
	}
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return err
	}
	v, err := verifyIn(c, folder, f)
	if err = errors.Join(err, os.RemoveAll(folder), f.Close()); err != nil {
		return err
	}
	return c.show(http.StatusOK, "verify", c.text("verify"), c.verdict(v))
}

func verifyIn(c *call, folder string, from io.Reader) (*app.Verified, error) {
	name := filepath.Join(folder, "package.zip")
	to, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	if _, err = io.Copy(to, from); errors.Join(err, to.Close()) != nil {
		return nil, err
	}
	return app.VerifyPath(c.r.Context(), name, signature.Trust{At: c.p.Now()}, false)
}

func (c *call) verdict(v *app.Verified) *verdict {
	out := &verdict{Whole: v.Whole(), Own: v.Manifest != nil, Files: v.Files, Bytes: size(v.Bytes), Digest: v.TagManifest}
	if m := v.Manifest; m != nil {
		out.Program, out.Title = m.Package.Program, m.Package.Kind
		if catalog, err := c.p.App.Catalog(app.Text{Program: casefile.Program(m.Package.Program), Revision: casefile.Date(m.Package.Revision)}); err == nil {
			if p, err := catalog.Package(m.Package.Kind); err == nil {
				out.Title = c.in(casefile.Words{Ja: p.Ja, En: p.En})
			}
		}
	}
	for _, f := range v.Faults {
		text := f.MessageJA
		if c.words.Language() == "en" {
			text = f.MessageEN
		}
		if f.Path != "" {
			text = f.Path + ": " + text
		}
		if f.Severity == manifest.Error {
			out.Faults = append(out.Faults, text)
		} else {
			out.Remarks = append(out.Remarks, text)
		}
	}
	for _, s := range v.Proofs {
		x := signer{Who: s.Signer, Trusted: s.Trusted}
		if !s.Time.IsZero() {
			x.When = s.Time.In(app.Japan).Format("2006-01-02 15:04")
		}
		out.Signers = append(out.Signers, x)
	}
	return out
}
