package signature

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"path"
	"time"
)

// The names of signature files: what follows the name of the signed file, and those that
// come along.
const (
	CMSSuffix      = ".p7s"
	MinisignSuffix = ".minisig"
	StampSuffix    = ".tsr"
	Certificates   = "signer.crt"
	PublicKey      = "minisign.pub"
)

// MaxFile bounds a signature file in bytes.
const MaxFile = 1 << 20

// Trust is what a verifier knows from elsewhere. Of what is nil, nothing is known.
type Trust struct {
	At         time.Time         // when it is verified: certificates must be valid then
	Roots      *x509.CertPool    // authorities of signers
	StampRoots *x509.CertPool    // authorities of time stamps
	Minisign   []*MinisignPublic // the keys of the signers
}

// Proof is one signature that is sound: it is over the file, by the key that it names.
type Proof struct {
	Kind     string    `json:"kind"` // "cms", "minisign" or "timestamp"
	Path     string    `json:"path"`
	Signer   string    `json:"signer"`            // subject of the certificate, or id of the key
	Issuer   string    `json:"issuer,omitempty"`  // of the certificate
	Time     time.Time `json:"time,omitzero"`     // as the signer says, or as the authority proves
	Comment  string    `json:"comment,omitempty"` // of minisign; signed
	Trusted  bool      `json:"trusted"`           // by Trust; otherwise anyone can have made it
	Key      Identity  `json:"key"`
	Approves bool      `json:"approves,omitempty"` // it is of the second person; see [VerifyBoth]
}

// Report is what [Verify] has found.
type Report struct {
	Proofs []Proof
	Faults []Fault // empty if every signature is good, trusted and there
}

// Verify checks the signatures of data. Files are the signature files by path: name and
// one of the suffixes, and those that come along in the same folder. A kind that trust is
// given for must be there.
func Verify(name string, data []byte, files map[string][]byte, trust Trust) *Report {
	return check(name, data, files, trust, true)
}

// stampKind is the kind of a [Proof] that is a time stamp.
const stampKind = "timestamp"

// check verifies; complete demands each kind that trust is given for.
func check(name string, data []byte, files map[string][]byte, trust Trust, complete bool) *Report {
	v := &verifier{folder: path.Dir(name), data: data, files: files, trust: trust}
	v.kind(name+CMSSuffix, Certificates, complete && trust.Roots != nil, v.cms)
	v.kind(name+MinisignSuffix, PublicKey, complete && len(trust.Minisign) > 0, v.minisign)
	v.kind(name+StampSuffix, "", complete && trust.StampRoots != nil, v.timestamp)
	return &v.report
}

type verifier struct {
	folder string
	data   []byte
	files  map[string][]byte
	trust  Trust
	report Report
}

// kind checks a signature of one kind, and the file that comes along with it. Check gives
// what that file must be.
func (v *verifier) kind(name, along string, wanted bool, check func(name string, file []byte) ([]byte, error)) {
	file, there := v.files[name]
	copied, isCopied := v.files[path.Join(v.folder, along)]
	if !there {
		if wanted {
			v.fault(name, fault("sig-missing"))
		}
		if isCopied {
			v.fault(path.Join(v.folder, along), fault("sig-copy"))
		}
		return
	}
	if len(file) > MaxFile {
		v.fault(name, fault("sig-large", MaxFile))
		return
	}
	want, err := check(name, file)
	if err != nil {
		v.fault(name, err)
	} else if isCopied && !bytes.Equal(copied, want) {
		v.fault(path.Join(v.folder, along), fault("sig-copy"))
	}
}

func (v *verifier) fault(name string, err error) {
	v.report.fault(name, err)
}

func (r *Report) fault(name string, err error) { r.Faults = append(r.Faults, asFault(err, name)) }

// cms checks a .p7s and gives what signer.crt must be.
func (v *verifier) cms(name string, der []byte) ([]byte, error) {
	m, err := parseMessage(der, oidData)
	if err != nil {
		return nil, err
	}
	if len(m.Content.Content.FullBytes) > 0 {
		return nil, errors.New("holds what it signs, and should not")
	}
	var leaves []*x509.Certificate
	for i := range m.Signers {
		by, err := m.verify(&m.Signers[i], v.data)
		if err == nil && by.old {
			err = fault("sig-attributes", "signing-certificate-v2")
		}
		if err == nil {
			err = v.signer(name, by, m)
		}
		if err != nil {
			return nil, err
		}
		leaves = append(leaves, by.leaf)
	}
	v.leftovers(name, m, leaves)
	return encodeCertificates(m.certs), nil
}

// signer judges one signer of a .p7s.
func (v *verifier) signer(name string, by *signedBy, m *message) error {
	if err := checkUsage(by.leaf); err != nil {
		return err
	}
	if !by.time.IsZero() {
		if err := checkValidity(by.leaf, by.time); err != nil {
			return err
		}
		if by.time.After(v.trust.At.Add(slack)) {
			v.fault(name, fault("sig-future", stamp(by.time)))
		}
	}
	p := Proof{Kind: "cms", Path: name, Signer: printable(by.leaf.Subject.String()), Issuer: printable(by.leaf.Issuer.String()), Time: by.time.UTC(), Key: identityOfCertificate(by.leaf)}
	return v.judge(p, by.leaf, m, v.trust.Roots, x509.ExtKeyUsageAny)
}

// judge says of a sound signature by a certificate whether anything vouches for it.
func (v *verifier) judge(p Proof, leaf *x509.Certificate, m *message, roots *x509.CertPool, purpose x509.ExtKeyUsage) error {
	if roots == nil {
		v.fault(p.Path, fault("sig-unverified"))
	} else if err := checkChain(leaf, m.certs, roots, v.trust.At, purpose); err != nil {
		return err
	}
	p.Trusted = roots != nil
	v.report.Proofs = append(v.report.Proofs, p)
	return nil
}

func (v *verifier) leftovers(name string, m *message, leaves []*x509.Certificate) {
	for _, what := range append(m.unsigned, m.strangers(leaves)...) {
		v.fault(name, fault("sig-unsigned", what))
	}
}

func encodeCertificates(certs []*x509.Certificate) []byte {
	var b bytes.Buffer
	for _, c := range certs {
		b.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
	}
	return b.Bytes()
}

// minisign checks a .minisig and gives what minisign.pub must be. Without a key from
// elsewhere it takes the one that came along; without any, there is nothing to check by.
func (v *verifier) minisign(name string, file []byte) ([]byte, error) {
	s, err := parseMinisig(file)
	if err != nil {
		return nil, err
	}
	key, err := v.minisignKey(s)
	if err != nil {
		return nil, err
	}
	if err := s.check(v.data, key); err != nil {
		return nil, err
	}
	if len(v.trust.Minisign) == 0 {
		v.fault(name, fault("sig-unverified"))
	}
	if s.UntrustedComment != defaultComment {
		v.fault(name, fault("sig-unsigned", s.UntrustedComment))
	}
	v.report.Proofs = append(v.report.Proofs, Proof{Kind: "minisign", Path: name, Signer: key.ID(), Comment: printable(s.TrustedComment), Trusted: len(v.trust.Minisign) > 0, Key: key.Identity()})
	return key.Encode(), nil
}

// minisignKey is the key that a signature names, of those from elsewhere if there are any.
func (v *verifier) minisignKey(s *minisig) (*MinisignPublic, error) {
	for _, key := range v.trust.Minisign {
		if s.KeyID == key.key.ID() {
			return key, nil
		}
	}
	if len(v.trust.Minisign) > 0 {
		return nil, fault("sig-key", keyID(s.KeyID))
	}
	along, there := v.files[v.folder+"/"+PublicKey]
	if !there {
		return nil, fault("sig-unverified")
	}
	key, err := ParseMinisignPublic(along)
	if err != nil {
		return nil, fault("sig-key", keyID(s.KeyID))
	}
	return key, nil
}

// timestamp checks a .tsr.
func (v *verifier) timestamp(name string, der []byte) ([]byte, error) {
	t, err := parseStamp(der, v.data)
	if err != nil {
		return nil, err
	}
	if t.info.Time.After(v.trust.At.Add(slack)) {
		return nil, fault("stamp-future", stamp(t.info.Time))
	}
	if t.old {
		v.fault(name, fault("stamp-old"))
	}
	v.leftovers(name, t.message, []*x509.Certificate{t.leaf})
	p := Proof{Kind: stampKind, Path: name, Signer: printable(t.leaf.Subject.String()), Issuer: printable(t.leaf.Issuer.String()), Time: t.info.Time.UTC(), Key: identityOfCertificate(t.leaf)}
	return nil, v.judge(p, t.leaf, t.message, v.trust.StampRoots, x509.ExtKeyUsageTimeStamping)
}
