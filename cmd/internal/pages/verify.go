package pages

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/package/signature"
)

// verifyForm asks for a package.
func (p *pages) verifyForm(c *call) error {
	return c.Show(http.StatusOK, "verify", c.Text("verify"), nil)
}

// maxZip is the largest package that is looked at, in bytes.
const maxZip = 1 << 30

// verifyZip tells what a package is, whole or not, and who signed it. It is forgotten at once.
func (p *pages) verifyZip(c *call) error {
	f, _, err := c.File("package", maxZip)
	if err != nil && !errors.Is(err, http.ErrMissingFile) {
		return err
	}
	if err != nil {
		return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "no-zip"}
	}
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return err
	}
	v, err := verifyIn(c, folder, f)
	if err = errors.Join(err, os.RemoveAll(folder), f.Close()); err != nil {
		return err
	}
	return c.Show(http.StatusOK, "verify", c.Text("verify"), c.Verdict(c.p.App, v))
}

func verifyIn(c *call, folder string, from io.Reader) (*custody.Verified, error) {
	name := filepath.Join(folder, "package.zip")
	to, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	if _, err = io.Copy(to, from); errors.Join(err, to.Close()) != nil {
		return nil, err
	}
	return custody.VerifyPath(c.R.Context(), name, signature.Trust{At: c.p.Now()}, false)
}
