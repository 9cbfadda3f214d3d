package signature

import (
	"bytes"
	"crypto/sha256"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"time"
)

// What an authority says of a request (RFC 3161, section 2.4.2).
const (
	granted         = 0
	grantedWithMods = 1
)

// stampQuery is the DER of a request to stamp data. The nonce ties the answer to it.
func stampQuery(data []byte, nonce *big.Int) ([]byte, error) {
	digest := sha256.Sum256(data)
	a := sha256Algorithm()
	a.Parameters = null // what authorities have always been sent
	return asn1.Marshal(stampRequest{1, imprint{a, digest[:]}, nonce, true})
}

// stampReply checks the answer to such a request, all but who the authority is, and gives
// what of it is kept: that it is granted, and the token.
func stampReply(der, data []byte, nonce *big.Int) ([]byte, error) {
	r, err := decode[stampResponse](der)
	if err != nil {
		return nil, err
	}
	if r.Status.Status == grantedWithMods {
		r.Status.Status = granted
	}
	kept, err := asn1.Marshal(stampResponse{stampStatus{Status: r.Status.Status}, r.Token})
	if err != nil {
		return nil, err
	}
	t, err := parseStamp(kept, data)
	if err != nil {
		return nil, err
	}
	if t.info.Nonce == nil || t.info.Nonce.Cmp(nonce) != 0 {
		return nil, fault("stamp-nonce")
	}
	return kept, nil
}

// timeStamp is a token that is sound in itself.
type timeStamp struct {
	*signedBy
	message *message
	info    stampInfo
}

// parseStamp reads a .tsr over data and checks all but who the authority is.
func parseStamp(der, data []byte) (*timeStamp, error) {
	r, err := decode[stampResponse](der)
	if err != nil {
		return nil, err
	}
	if r.Status.Status != granted || len(r.Token.FullBytes) == 0 {
		return nil, fault("stamp-refused", r.Status.Status)
	}
	m, err := parseMessage(r.Token.FullBytes, oidTSTInfo)
	if err != nil {
		return nil, err
	}
	if len(r.Status.Text) > 0 || r.Status.Failure.BitLength > 0 {
		m.unsigned = append(m.unsigned, "status")
	}
	content, err := decode[[]byte](m.Content.Content.Bytes)
	if err != nil {
		return nil, err
	}
	if len(m.Signers) != 1 {
		return nil, fmt.Errorf("%d signers", len(m.Signers))
	}
	by, err := m.verify(&m.Signers[0], content)
	if err != nil {
		return nil, err
	}
	t := &timeStamp{signedBy: by, message: m}
	if err := t.read(content); err != nil {
		return nil, err
	}
	return t, t.check(data)
}

func (t *timeStamp) read(content []byte) error {
	rest, err := asn1.Unmarshal(content, &t.info)
	if err == nil && (len(rest) > 0 || t.info.Version != 1) {
		err = errors.New("TSTInfo of another version")
	}
	return err
}

// check compares the stamp with data and with its own certificate.
func (t *timeStamp) check(data []byte) error {
	hash, err := digestOf(t.info.Imprint.Digest)
	if err != nil {
		return err
	}
	if !bytes.Equal(t.info.Imprint.Hash, sum(hash, data)) {
		return fault("sig-digest")
	}
	if err := checkStampUsage(t.leaf); err != nil {
		return err
	}
	if at := t.info.Time; at.Before(t.leaf.NotBefore) || at.After(t.leaf.NotAfter) {
		return fault("stamp-validity", stamp(at), stamp(t.leaf.NotBefore), stamp(t.leaf.NotAfter))
	}
	return nil
}

// slack is how far the clocks of an authority and of a verifier may be apart.
const slack = 5 * time.Minute
