package signature

import (
	"context"
	"crypto/x509"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestStampRefuses: whatever an authority answers but a good stamp for this request is an
// error, which names the authority and no password.
func TestStampRefuses(t *testing.T) {
	w := newWorld(t)
	nonce := big.NewInt(4711)
	stamped := func(change func(*stampInfo)) func(http.ResponseWriter, *http.Request) {
		return func(out http.ResponseWriter, _ *http.Request) {
			_, _ = out.Write(stampOf(t, w.stamper, data, change, nil))
		}
	}
	for what, c := range map[string]struct {
		answer func(http.ResponseWriter, *http.Request)
		want   string
	}{
		"good":          {stamped(func(i *stampInfo) { i.Nonce = nonce }), ""},
		"another nonce": {stamped(func(i *stampInfo) { i.Nonce = big.NewInt(1) }), "stamp-nonce"},
		"no nonce":      {stamped(nil), "stamp-nonce"},
		"other file":    {stamped(func(i *stampInfo) { i.Imprint.Hash[0] ^= 1; i.Nonce = nonce }), "sig-digest"},
		"failure":       {func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(500) }, "answered 500"},
		"redirect": {func(out http.ResponseWriter, r *http.Request) {
			http.Redirect(out, r, "/elsewhere", http.StatusTemporaryRedirect)
		}, "answered 307"},
		"endless": {func(out http.ResponseWriter, _ *http.Request) { _, _ = io.CopyN(out, zeros{}, 1<<20) }, "more than"},
		"rubbish": {func(out http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(out, "<html>") }, "asn1"},
		"hang up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "EOF"},
	} {
		server := httptest.NewServer(http.HandlerFunc(c.answer))
		a := Authority{strings.Replace(server.URL, "://", "://user:secret@", 1) + "/tsa?token=secret", server.Client()}
		tsr, err := a.Stamp(context.Background(), data, nonce)
		server.Close()
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", what, err)
			}
		} else if err == nil || tsr != nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v; want %q", what, err, c.want)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestStampAddress(t *testing.T) {
	for _, url := range []string{"", "ftp://tsa", "file:///etc/passwd", "tsa.example", "http://", "http://user:secret@tsa:x/"} {
		a := Authority{url, http.DefaultClient}
		if _, err := a.Stamp(context.Background(), data, big.NewInt(1)); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", url, err)
		}
	}
}

// TestStampStops: an authority that does not answer is left when the context ends.
func TestStampStops(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	a := Authority{server.URL, server.Client()}
	if _, err := a.Stamp(ctx, data, big.NewInt(1)); err == nil || ctx.Err() == nil {
		t.Error(err)
	}
}

// TestKept: of an answer with warnings and words, what nobody signed is not kept.
func TestKept(t *testing.T) {
	w := newWorld(t)
	good := stampOf(t, w.stamper, data, func(i *stampInfo) { i.Nonce = big.NewInt(5) }, nil)
	r, err := decode[stampResponse](good)
	if err != nil {
		t.Fatal(err)
	}
	r.Status = stampStatus{Status: grantedWithMods, Text: raw("policy changed")}
	kept, err := stampReply(der(r), data, big.NewInt(5))
	if err != nil || string(kept) != string(good) {
		t.Errorf("%v", err)
	}
	r.Status.Status = granted
	report := Verify(name, data, map[string][]byte{name + StampSuffix: der(r)}, Trust{At: now.Add(2 * time.Hour), StampRoots: pool(w.tsa.cert)})
	if !sound(report) || len(report.Faults) != 1 || report.Faults[0].Code != "sig-unsigned" {
		t.Errorf("%+v", report)
	}
}

// TestAuthorities: stamps of a public authority (GlobalSign, 2017; from the tests of
// github.com/digitorus/timestamp, BSD 2-Clause) are read as they are. They are of the older
// form, and of a file that is not here.
func TestAuthorities(t *testing.T) {
	for _, file := range []string{"globalsign-nonce.tsr", "globalsign.tsr"} {
		r, err := decode[stampResponse](read(t, "testdata/"+file))
		if err != nil {
			t.Fatal(err)
		}
		m, err := parseMessage(r.Token.FullBytes, oidTSTInfo)
		if err != nil {
			t.Fatal(err)
		}
		content, err := decode[[]byte](m.Content.Content.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		by, err := m.verify(&m.Signers[0], content)
		if err != nil || !by.old || checkStampUsage(by.leaf) != nil || len(m.unsigned)+len(m.strangers([]*x509.Certificate{by.leaf})) > 0 {
			t.Errorf("%s: %+v, %v, %q", file, by, err, m.unsigned)
		}
		stamp := timeStamp{signedBy: by}
		if err := stamp.read(content); err != nil || stamp.info.Time.Format(time.DateOnly) != "2017-04-19" {
			t.Errorf("%s: %v, %v", file, stamp.info.Time, err)
		}
		if _, err := parseStamp(read(t, "testdata/"+file), data); err == nil || !strings.HasPrefix(err.Error(), "sig-digest") {
			t.Errorf("%s: %v", file, err)
		}
	}
	w := newWorld(t)
	old := stampOf(t, w.stamper, data, nil, func(f *forgery) { f.attributes[3] = oldCertificate(w.stamper.cert) })
	report := Verify(name, data, map[string][]byte{name + StampSuffix: old}, w.only(StampSuffix))
	if !sound(report) || len(report.Faults) != 1 || report.Faults[0].Code != "stamp-old" || !report.Proofs[0].Trusted {
		t.Errorf("%+v", report)
	}
}
