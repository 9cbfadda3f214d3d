package custody

import (
	"context"
	"crypto/x509"
	"errors"
	"io/fs"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/signature"
)

// TrustOrder says whom a verifier believes. All of it comes from outside the package.
type TrustOrder struct {
	Authorities      []app.File // certificates of authorities of signers, PEM
	StampAuthorities []app.File // … of time stamps
	Minisign         []app.File // public keys
	At               time.Time  // at which certificates must be valid
}

// NewTrust reads the certificates and the key.
func NewTrust(o TrustOrder) (signature.Trust, error) {
	t := signature.Trust{At: o.At}
	var err error
	if t.Roots, err = pool(o.Authorities); err != nil {
		return t, err
	}
	if t.StampRoots, err = pool(o.StampAuthorities); err != nil {
		return t, err
	}
	for _, f := range o.Minisign {
		key, err := signature.ParseMinisignPublic(f.Data)
		if err != nil {
			return t, &app.Error{Code: "minisign-key", Args: map[string]string{"value": f.Name}}
		}
		t.Minisign = append(t.Minisign, key)
	}
	return t, nil
}

// pool is nil if there are no files.
func pool(files []app.File) (*x509.CertPool, error) {
	certs, err := app.Certificates(files)
	if err != nil || len(certs) == 0 {
		return nil, err
	}
	p := x509.NewCertPool()
	for _, c := range certs {
		p.AddCert(c)
	}
	return p, nil
}

// Verified is what is to be said of a package.
type Verified struct {
	*manifest.Report                   // its faults are those of the signatures, too
	Proofs           []signature.Proof // the signatures that are sound
}

// Errors is how many faults are errors. Warnings alone do not fail.
func (v *Verified) Errors() int {
	n := 0
	for _, f := range v.Faults {
		if f.Severity == manifest.Error {
			n++
		}
	}
	return n
}

// VerifyPath looks at a bag folder or a zip file. With allowFetch, papers of another
// program's bag may be still to be fetched, see [manifest.Report.AllowFetch].
func VerifyPath(ctx context.Context, path string, trust signature.Trust, allowFetch bool) (*Verified, error) {
	report, err := manifest.VerifyPath(ctx, path)
	var unread *fs.PathError
	if errors.As(err, &unread) {
		return nil, app.Unreadable(path, err)
	}
	if err != nil {
		return nil, err
	}
	if allowFetch {
		report.AllowFetch()
	}
	return judged(report, trust), nil
}

// VerifyStored looks at a package of a store.
func VerifyStored(ctx context.Context, s *app.Store, id string, trust signature.Trust) (*Verified, error) {
	report, err := repository.Verify(ctx, s, id)
	if err != nil {
		return nil, app.NoPackage(s, id, err)
	}
	return judged(report, trust), nil
}

// judged adds to a report what is to be said of the signatures.
func judged(report *manifest.Report, trust signature.Trust) *Verified {
	files := make(map[string][]byte)
	for _, f := range report.Signatures {
		files[f.Path] = f.Data
	}
	r := signature.VerifyBoth(manifest.SignatureName, manifest.ApprovalName, report.Signed, files, trust)
	for _, f := range r.Faults {
		report.Faults = append(report.Faults, manifest.Fault{Code: f.Code, Severity: manifest.Severity(f.Severity),
			Path: f.Path, MessageJA: f.MessageJA, MessageEN: f.MessageEN})
	}
	return &Verified{report, r.Proofs}
}
