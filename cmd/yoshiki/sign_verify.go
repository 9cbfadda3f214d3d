package main

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/package/signature"
)

// trustFlags say whom a verifier believes. All of it comes from outside the package.
type trustFlags struct {
	ca       []string // files with certificates of authorities of signers
	tsaCA    []string // … of time stamps
	minisign []string // public keys, or files that hold one
	asOf     string   // day on which certificates must be valid; today if ""
}

func (t *tool) addTrustFlags(cmd *cobra.Command, f *trustFlags) {
	t.list(cmd, &f.ca, "ca")
	t.list(cmd, &f.tsaCA, "tsa-ca")
	t.list(cmd, &f.minisign, "minisign-key")
	t.text(cmd, &f.asOf, "as-of", "")
}

func (t *tool) trust(f trustFlags) (signature.Trust, error) {
	o := custody.TrustOrder{At: time.Now()}
	var err error
	if f.asOf != "" {
		day, err := time.ParseInLocation(time.DateOnly, f.asOf, app.Japan)
		if err != nil {
			return signature.Trust{}, usage("date", map[string]string{"value": f.asOf})
		}
		o.At = day.AddDate(0, 0, 1).Add(-time.Second)
	}
	if o.Authorities, err = readFiles(f.ca); err != nil {
		return signature.Trust{}, err
	}
	if o.StampAuthorities, err = readFiles(f.tsaCA); err != nil {
		return signature.Trust{}, err
	}
	for _, text := range f.minisign {
		key, err := minisignKey(text)
		if err != nil {
			return signature.Trust{}, err
		}
		o.Minisign = append(o.Minisign, key)
	}
	return custody.NewTrust(o)
}

// minisignKey is a file of that name, else the text itself.
func minisignKey(text string) (app.File, error) {
	data, err := os.ReadFile(text)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = []byte(text), nil
	}
	if err != nil {
		return app.File{}, app.Unreadable(text, err)
	}
	return app.File{Name: text, Data: data}, nil
}

// proofs prints who signed and when.
func (t *tool) proofs(all []signature.Proof) error {
	for _, p := range all {
		args := map[string]string{"signer": p.Signer, "issuer": p.Issuer, "comment": p.Comment, "time": p.Time.In(app.Japan).Format(time.RFC3339)}
		if p.Time.IsZero() {
			args["time"] = "-"
		}
		kind := p.Kind
		if p.Approves {
			kind += "-approves"
		}
		words := t.words.Text("message.verify."+kind, args) + " " + t.words.Text("message.verify."+trustOf(p), nil)
		if err := t.line(words, p); err != nil {
			return err
		}
	}
	return nil
}

func trustOf(p signature.Proof) string {
	if p.Trusted {
		return "trusted"
	}
	return "untrusted"
}
