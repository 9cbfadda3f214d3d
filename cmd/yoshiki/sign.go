package main

import (
	"bytes"
	"os"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/signature"
)

// signFlags say how a package is signed.
type signFlags struct {
	keys     []string // files
	certs    []string // files with certificates of the keys
	password string   // file; YOSHIKI_SIGN_PASSWORD wins
	at       string   // signing time; the day of the case if ""
	tsa      string   // URL of a time stamping authority
}

func (t *tool) addSignFlags(cmd *cobra.Command, f *signFlags) {
	t.addKeyFlags(cmd, f)
	t.text(cmd, &f.tsa, "tsa", "")
}

func (t *tool) addKeyFlags(cmd *cobra.Command, f *signFlags) {
	t.list(cmd, &f.keys, "sign")
	t.list(cmd, &f.certs, "sign-cert")
	t.text(cmd, &f.password, "sign-password-file", "")
	t.text(cmd, &f.at, "sign-time", "")
}

// readSeals reads everything that signing needs, so that nothing is missing later.
func (t *tool) readSeals(f signFlags) (*app.Seals, error) {
	return t.seals(f, app.SealOrder{})
}

// serviceSeals are those of an installation, which signs what it builds when it builds it; nil if
// it has none.
func (t *tool) serviceSeals(f signFlags) (*app.Seals, error) {
	seals, err := t.seals(f, app.SealOrder{Now: time.Now})
	if len(f.keys) == 0 {
		return nil, err
	}
	return seals, err
}

func (t *tool) seals(f signFlags, o app.SealOrder) (*app.Seals, error) {
	if len(f.keys) == 0 && len(f.certs) > 0 {
		return nil, usage("sign-none", nil)
	}
	o.Authority, o.Password = f.tsa, func() ([]byte, error) { return signPassword(f.password) }
	var err error
	if f.at != "" {
		if o.At, err = time.Parse(time.RFC3339, f.at); err != nil {
			return nil, usage("sign-time", map[string]string{"value": f.at})
		}
	}
	if o.Certificates, err = readFiles(f.certs); err != nil {
		return nil, err
	}
	if o.Keys, err = readFiles(f.keys); err != nil {
		return nil, err
	}
	return app.NewSeals(o)
}

func readFiles(names []string) ([]app.File, error) {
	files := make([]app.File, len(names))
	for i, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, app.Unreadable(name, err)
		}
		files[i] = app.File{Name: name, Data: data}
	}
	return files, nil
}

// signPassword is the password of keys: from the environment or a file, never a flag,
// which other users of the machine could see.
func signPassword(file string) ([]byte, error) {
	if password, ok := os.LookupEnv("YOSHIKI_SIGN_PASSWORD"); ok {
		return []byte(password), nil
	}
	if file == "" {
		return nil, signature.ErrPassword
	}
	data, err := os.ReadFile(file)
	return bytes.TrimRight(data, "\r\n"), err
}
