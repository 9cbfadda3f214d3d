package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	bundle "yoshiki/package"
	"yoshiki/package/manifest"
	"yoshiki/package/signature"
	"yoshiki/storage"
)

// signFlags say how a package is signed.
type signFlags struct {
	keys     []string // files
	certs    []string // files with certificates of the keys
	password string   // file; YOSHIKI_SIGN_PASSWORD wins
	at       string   // signing time; the day of the case if ""
	tsa      string   // URL of a time stamping authority
}

func (a *app) addSignFlags(cmd *cobra.Command, f *signFlags) {
	cmd.Flags().StringSliceVar(&f.keys, "sign", nil, a.words.Text("message.flag.sign", nil))
	cmd.Flags().StringSliceVar(&f.certs, "sign-cert", nil, a.words.Text("message.flag.sign-cert", nil))
	cmd.Flags().StringVar(&f.password, "sign-password-file", "", a.words.Text("message.flag.sign-password-file", nil))
	cmd.Flags().StringVar(&f.at, "sign-time", "", a.words.Text("message.flag.sign-time", nil))
	cmd.Flags().StringVar(&f.tsa, "tsa", "", a.words.Text("message.flag.tsa", nil))
}

// seals are the keys and the authority that sign a package.
type seals struct {
	certified []signature.Certified
	minisign  *signature.MinisignKey
	at        time.Time // zero for the day of the case
	authority *signature.Authority
}

// readSeals reads everything that signing needs, so that nothing is missing later.
func (a *app) readSeals(f signFlags) (*seals, error) {
	s := new(seals)
	var err error
	if f.at != "" {
		if s.at, err = time.Parse(time.RFC3339, f.at); err != nil {
			return nil, usage("sign-time", map[string]string{"value": f.at})
		}
	}
	if f.tsa != "" {
		s.authority = &signature.Authority{URL: f.tsa, Client: http.DefaultClient}
	}
	certs, err := a.certificates(f.certs)
	if err != nil {
		return nil, err
	}
	for _, name := range f.keys {
		key, err := a.readKey(name, certs, f.password)
		if err != nil {
			return nil, err
		}
		if key.Minisign != nil && s.minisign != nil {
			return nil, usage("sign-two", nil)
		}
		if key.Minisign != nil {
			s.minisign = key.Minisign
		} else {
			s.certified = append(s.certified, *key.Certified)
		}
	}
	return s, nil
}

func (a *app) readKey(name string, certs []*x509.Certificate, password string) (*signature.Key, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, a.unreadable(name, err)
	}
	key, err := signature.ReadKey(data, certs, func() ([]byte, error) { return signPassword(password) })
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "sign-key", args: map[string]string{"file": name, "reason": err.Error()}}
	}
	return key, nil
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

// certificates reads the certificates of PEM files, each of which must have one.
func (a *app) certificates(names []string) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, a.unreadable(name, err)
		}
		certs, err := signature.ReadCertificates(data)
		if err == nil && len(certs) == 0 {
			err = errors.New("PEM: CERTIFICATE")
		}
		if err != nil {
			return nil, &exitError{code: exitFailed, key: "certificate", args: map[string]string{"file": name, "reason": err.Error()}}
		}
		all = append(all, certs...)
	}
	return all, nil
}

// sign gives a package its signatures, beside those that the store already has for it. A
// time stamp that is there stays, because the first proves most.
func (a *app) sign(ctx context.Context, store storage.Store, b *bundle.Bundle, s *seals) (*bundle.Bundle, error) {
	files, err := s.signatures(b)
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "sign", args: map[string]string{"reason": err.Error()}}
	}
	stored, err := bundle.Signatures(ctx, store, b.ID())
	if err != nil {
		return nil, err
	}
	stamped := slices.ContainsFunc(stored, func(f manifest.TagFile) bool { return f.Path == manifest.SignatureName+signature.StampSuffix })
	if s.authority != nil && !stamped {
		token, err := s.stamp(ctx, b.TagManifest())
		if err != nil {
			return nil, &exitError{code: exitFailed, key: "tsa", args: map[string]string{"reason": err.Error()}}
		}
		files = append(files, manifest.TagFile{Path: manifest.SignatureName + signature.StampSuffix, Data: token})
	}
	return b.WithSignatures(slices.Concat(stored, files))
}

// japan is the zone of the days in a case.
var japan = time.FixedZone("JST", 9*60*60)

// signatures are the files that the keys make.
func (s *seals) signatures(b *bundle.Bundle) ([]manifest.TagFile, error) {
	var files []manifest.TagFile
	c := b.Manifest().Case
	if len(s.certified) > 0 {
		at := s.at
		if at.IsZero() {
			day, err := time.ParseInLocation(time.DateOnly, c.Date, japan)
			if err != nil {
				return nil, err
			}
			at = day
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

func (s *seals) stamp(ctx context.Context, data []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, err
	}
	return s.authority.Stamp(ctx, data, nonce)
}
