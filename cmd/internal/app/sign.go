package app

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"time"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/signature"
)

// File is a file that was read, and its name as it is told.
type File struct {
	Name string
	Data []byte
}

// SealOrder is what a package is signed with.
type SealOrder struct {
	Keys         []File // PEM or minisign
	Certificates []File // of the keys, PEM
	Password     func() ([]byte, error)
	At           time.Time        // signing time; zero for the day of the case
	Now          func() time.Time // tells the signing time of a service, which lets a signature stand that is there; nil for At
	Authority    string           // URL of a time stamping authority; "" for no time stamp
}

// Seals are the keys and the authority that sign packages.
type Seals struct {
	certified []signature.Certified
	minisign  *signature.MinisignKey
	at        time.Time
	now       func() time.Time
	authority *signature.Authority
}

// NewSeals reads the keys, so that nothing is missing once a package is made.
func NewSeals(o SealOrder) (*Seals, error) {
	s := &Seals{at: o.At, now: o.Now}
	if o.Authority != "" {
		s.authority = &signature.Authority{URL: o.Authority, Client: http.DefaultClient}
	}
	certs, err := Certificates(o.Certificates)
	if err != nil {
		return nil, err
	}
	for _, f := range o.Keys {
		key, err := signature.ReadKey(f.Data, certs, o.Password)
		if err != nil {
			return nil, &Error{Code: "sign-key", Args: map[string]string{"file": f.Name}, Err: err}
		}
		if err := s.add(key); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *Seals) add(key *signature.Key) error {
	switch {
	case key.Minisign == nil:
		s.certified = append(s.certified, *key.Certified)
	case s.minisign != nil:
		return NewError("sign-two", nil)
	default:
		s.minisign = key.Minisign
	}
	return nil
}

// Certificates reads the certificates of PEM files, each of which must have one.
func Certificates(files []File) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for _, f := range files {
		certs, err := signature.ReadCertificates(f.Data)
		if err == nil && len(certs) == 0 {
			err = errors.New("no certificate as PEM")
		}
		if err != nil {
			return nil, &Error{Code: "certificate", Args: map[string]string{"file": f.Name}, Err: err}
		}
		all = append(all, certs...)
	}
	return all, nil
}

// Sign gives a package its signatures, beside those that the store already has for it. A
// time stamp that is there stays, because the first proves most.
func (s *Seals) Sign(ctx context.Context, store *Store, b *bag.Bag) (*bag.Bag, error) {
	if s == nil {
		s = new(Seals)
	}
	files, err := s.signatures(b)
	if err != nil {
		return nil, &Error{Code: "sign", Err: err}
	}
	stored, err := repository.Signatures(ctx, store, b.ID())
	if err != nil {
		return nil, err
	}
	if s.now != nil {
		files = slices.DeleteFunc(files, func(f manifest.TagFile) bool { return hasPath(stored, f.Path) })
	}
	stamped := hasPath(stored, manifest.SignatureName+signature.StampSuffix)
	if s.authority != nil && !stamped {
		token, err := s.stamp(ctx, b.TagManifest())
		if err != nil {
			return nil, &Error{Code: "tsa", Err: err}
		}
		files = append(files, manifest.TagFile{Path: manifest.SignatureName + signature.StampSuffix, Data: token})
	}
	return b.WithSignatures(slices.Concat(stored, files))
}

// lets reports whether signatures that are there already may stand in the place of its own.
func (s *Seals) lets() bool { return s != nil && s.now != nil }

// hasPath reports whether one of some files lies under a path.
func hasPath(files []manifest.TagFile, path string) bool {
	return slices.ContainsFunc(files, func(f manifest.TagFile) bool { return f.Path == path })
}

// Japan is the zone of the days in a case.
var Japan = time.FixedZone("JST", 9*60*60)

// signatures are the files that the keys make.
func (s *Seals) signatures(b *bag.Bag) ([]manifest.TagFile, error) {
	var files []manifest.TagFile
	c := b.Manifest().Case
	if len(s.certified) > 0 {
		at, err := s.time(c.Date)
		if err != nil {
			return nil, err
		}
		sig, copies, err := signature.SignCMS(b.TagManifest(), at, s.certified...)
		if err != nil {
			return nil, err
		}
		files = append(files, manifest.TagFile{Path: manifest.SignatureName + signature.CMSSuffix, Data: sig},
			manifest.TagFile{Path: "sig/" + signature.Certificates, Data: copies})
	}
	if s.minisign != nil {
		sig, err := s.minisign.Sign(b.TagManifest(), fmt.Sprintf("case:%s package:%s", c.ID, b.ID()))
		if err != nil {
			return nil, err
		}
		files = append(files, manifest.TagFile{Path: manifest.SignatureName + signature.MinisignSuffix, Data: sig},
			manifest.TagFile{Path: "sig/" + signature.PublicKey, Data: s.minisign.Public().Encode()})
	}
	return files, nil
}

// time is the signing time of a case of that day.
func (s *Seals) time(day string) (time.Time, error) {
	if s.now != nil {
		return s.now(), nil
	}
	if !s.at.IsZero() {
		return s.at, nil
	}
	return time.ParseInLocation(time.DateOnly, day, Japan)
}

func (s *Seals) stamp(ctx context.Context, data []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, err
	}
	return s.authority.Stamp(ctx, data, nonce)
}

// Approve adds the signature of the second person to a package.
func (s *Seals) Approve(ctx context.Context, store *Store, id string) error {
	b, err := repository.Load(ctx, store, id)
	if err != nil {
		return NoPackage(store, id, err)
	}
	files, err := s.signatures(b)
	if err != nil {
		return &Error{Code: "sign", Err: err}
	}
	for i := range files {
		files[i].Path = strings.Replace(files[i].Path, "sig/", "sig/approval/", 1)
	}
	if b, err = b.WithSignatures(files); err == nil {
		err = repository.Save(ctx, store, b)
	}
	if err != nil {
		return NotStored(store, err)
	}
	return nil
}

// Identities name the keys.
func (s *Seals) Identities() (all []signature.Identity) {
	if s == nil {
		return nil
	}
	for i := range s.certified {
		all = append(all, (&signature.Key{Certified: &s.certified[i]}).Identity())
	}
	if s.minisign != nil {
		all = append(all, s.minisign.Public().Identity())
	}
	return all
}
