package main

import (
	"crypto/x509"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/package/manifest"
	"yoshiki/package/signature"
)

// trustFlags say whom a verifier believes. All of it comes from outside the package.
type trustFlags struct {
	ca       []string // files with certificates of authorities of signers
	tsaCA    []string // … of time stamps
	minisign string   // a public key, or a file that holds one
	asOf     string   // day on which certificates must be valid; today if ""
}

func (a *app) addTrustFlags(cmd *cobra.Command, f *trustFlags) {
	cmd.Flags().StringSliceVar(&f.ca, "ca", nil, a.words.Text("message.flag.ca", nil))
	cmd.Flags().StringSliceVar(&f.tsaCA, "tsa-ca", nil, a.words.Text("message.flag.tsa-ca", nil))
	cmd.Flags().StringVar(&f.minisign, "minisign-key", "", a.words.Text("message.flag.minisign-key", nil))
	cmd.Flags().StringVar(&f.asOf, "as-of", "", a.words.Text("message.flag.verify-as-of", nil))
}

func (a *app) trust(f trustFlags) (signature.Trust, error) {
	t := signature.Trust{At: time.Now()}
	if f.asOf != "" {
		day, err := time.ParseInLocation(time.DateOnly, f.asOf, japan)
		if err != nil {
			return t, usage("date", map[string]string{"value": f.asOf})
		}
		t.At = day.AddDate(0, 0, 1).Add(-time.Second)
	}
	var err error
	if t.Roots, err = a.pool(f.ca); err != nil {
		return t, err
	}
	if t.StampRoots, err = a.pool(f.tsaCA); err != nil {
		return t, err
	}
	if f.minisign != "" {
		t.Minisign, err = a.minisignKey(f.minisign)
	}
	return t, err
}

// pool is nil if no file is named.
func (a *app) pool(names []string) (*x509.CertPool, error) {
	certs, err := a.certificates(names)
	if err != nil || len(certs) == 0 {
		return nil, err
	}
	p := x509.NewCertPool()
	for _, c := range certs {
		p.AddCert(c)
	}
	return p, nil
}

// minisignKey reads a public key from a file of that name, else from the text itself.
func (a *app) minisignKey(text string) (*signature.MinisignPublic, error) {
	data, err := os.ReadFile(text)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = []byte(text), nil
	}
	if err != nil {
		return nil, a.unreadable(text, err)
	}
	key, err := signature.ParseMinisignPublic(data)
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "minisign-key", args: map[string]string{"value": text}}
	}
	return key, nil
}

// judge adds to a report what is to be said against the signatures, and gives those that
// are sound.
func judge(report *manifest.Report, trust signature.Trust) []signature.Proof {
	files := make(map[string][]byte)
	for _, f := range report.Signatures {
		files[f.Path] = f.Data
	}
	r := signature.Verify(manifest.SignatureName, report.Signed, files, trust)
	for _, f := range r.Faults {
		report.Faults = append(report.Faults, manifest.Fault{Code: f.Code, Severity: manifest.Severity(f.Severity),
			Path: f.Path, MessageJA: f.MessageJA, MessageEN: f.MessageEN})
	}
	return r.Proofs
}

// proofs prints who signed and when.
func (a *app) proofs(all []signature.Proof) error {
	for _, p := range all {
		args := map[string]string{"signer": p.Signer, "issuer": p.Issuer, "comment": p.Comment, "time": p.Time.In(japan).Format(time.RFC3339)}
		if p.Time.IsZero() {
			args["time"] = "-"
		}
		words := a.words.Text("message.verify."+p.Kind, args) + " " + a.words.Text("message.verify."+trustOf(p), nil)
		if err := a.line(words, p); err != nil {
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
