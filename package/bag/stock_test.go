package bag_test

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"math/big"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"yoshiki/forms/judge"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/signature"
)

// notary signs packages in all three ways, with keys and an authority made by stock tools.
type notary struct {
	dir       string // with ca.pem, tsa-ca.pem and minisign.pub, as VERIFY.txt wants them beside a bag
	certified signature.Certified
	minisign  *signature.MinisignKey
	authority signature.Authority
	trust     signature.Trust
}

// keyScript makes all keys in the current folder.
const keyScript = `
ec='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
for who in ca tsa-ca; do openssl req -x509 $ec -keyout $who.key -out $who.pem -days 30 -subj "/C=JP/CN=$who"; done
printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=1.3.6.1.5.5.7.3.36\n' >signer.ext
printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n' >stamper.ext
for who in ca:signer tsa-ca:stamper; do
	openssl req $ec -keyout ${who#*:}.key -out csr -subj "/C=JP/CN=${who#*:}"
	openssl x509 -req -in csr -CA ${who%:*}.pem -CAkey ${who%:*}.key -CAcreateserial -days 10 -extfile ${who#*:}.ext -out ${who#*:}.pem
done
minisign -G -W -p minisign.pub -s minisign.key
printf '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ness_cert_id_alg=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n' >ts.cnf
`

func newNotary(t *testing.T) *notary {
	t.Helper()
	judge.Need(t, "openssl", "minisign")
	n := &notary{dir: t.TempDir()}
	run(t, n.dir, judge.Command(t, "sh", "-e", "-c", keyScript))
	n.certified = *n.key(t, "signer.key").Certified
	n.minisign = n.key(t, "minisign.key").Minisign
	n.trust = signature.Trust{Roots: n.pool(t, "ca.pem"), StampRoots: n.pool(t, "tsa-ca.pem"), Minisign: []*signature.MinisignPublic{n.minisign.Public()}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		write(t, n.dir+"/query", string(query))
		run(t, n.dir, judge.Command(t, "openssl", "ts", "-reply", "-config", "ts.cnf", "-queryfile", "query", "-signer", "stamper.pem", "-inkey", "stamper.key", "-out", "reply"))
		http.ServeFile(w, r, n.dir+"/reply")
	}))
	t.Cleanup(server.Close)
	n.authority = signature.Authority{URL: server.URL, Client: server.Client()}
	return n
}

func (n *notary) file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(n.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (n *notary) certs(t *testing.T, name string) []*x509.Certificate {
	t.Helper()
	certs, err := signature.ReadCertificates(n.file(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return certs
}

func (n *notary) pool(t *testing.T, name string) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(n.certs(t, name)[0])
	return p
}

func (n *notary) key(t *testing.T, name string) *signature.Key {
	t.Helper()
	key, err := signature.ReadKey(n.file(t, name), n.certs(t, "signer.pem"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// sign gives a package all three signatures.
func (n *notary) sign(t *testing.T, b *bag.Bag) *bag.Bag {
	t.Helper()
	cms, copies, err := signature.SignCMS(b.TagManifest(), time.Now(), n.certified)
	if err != nil {
		t.Fatal(err)
	}
	mini, err := n.minisign.Sign(b.TagManifest(), "case:例示 package:"+b.ID())
	if err != nil {
		t.Fatal(err)
	}
	stamp, err := n.authority.Stamp(context.Background(), b.TagManifest(), big.NewInt(time.Now().UnixNano()))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := b.WithSignatures([]manifest.TagFile{
		{Path: manifest.SignatureName + signature.CMSSuffix, Data: cms}, {Path: "sig/" + signature.Certificates, Data: copies},
		{Path: manifest.SignatureName + signature.MinisignSuffix, Data: mini}, {Path: "sig/" + signature.PublicKey, Data: n.minisign.Public().Encode()},
		{Path: manifest.SignatureName + signature.StampSuffix, Data: stamp},
	})
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// judge verifies the signatures of a bag.
func (n *notary) judge(r *manifest.Report) *signature.Report {
	files := make(map[string][]byte)
	for _, f := range r.Signatures {
		files[f.Path] = f.Data
	}
	trust := n.trust
	trust.At = time.Now().Add(time.Minute)
	return signature.Verify(manifest.SignatureName, r.Signed, files, trust)
}

// naughty are names that users give their files, and that have upset programs.
var naughty = []string{
	"見積書（最終版）.PDF", "ﾊﾝｶｸ①.xlsx", "\u304c.pdf", "\u304b\u3099.pdf", "100%.pdf", "a%0Ab.txt", "../../etc/passwd", "C:\\a.doc", "CON.pdf", "nul",
	".", "..", ".htaccess", "a b  c.txt", " lead.txt", "trail .txt", "trail.", "-rf", "*?.txt", "\"quoted\".txt", "'; DROP TABLE.csv", "$(id).txt",
	"<script>.html", "a\tb.txt", "a\nb.txt", "a\r\nb.txt", "\ufeffbom.txt", "\u202Efdp.exe", "👩‍👩‍👧.png", "𠮷野家.docx", "a/b/c.txt", "~", "", "x.tar.gz",
	"data/manifest-sha256.txt", "bagit.txt", strings.Repeat("長", 80) + ".pdf", "É.pdf", "E\u0301.pdf", "ſtraße.txt", "\x7f.txt", "NULL", "null.json", "1E100", "0x0",
}

// randomFiles are up to 200 papers of any role; every fourth is empty.
func randomFiles(rng *rand.Rand) []bag.Paper {
	all := []bag.Paper{paper(manifest.Index, "", "", "index")}
	for i := range rng.IntN(rng.IntN(200) + 1) {
		data := make([]byte, rng.IntN(4)*rng.IntN(3000))
		for j := range data {
			data[j] = byte(rng.Uint32())
		}
		role := []manifest.Role{manifest.Form, manifest.Attachment, manifest.Certificate}[rng.IntN(3)]
		f := paper(role, fmt.Sprintf("2-%d", i%30), naughty[rng.IntN(len(naughty))], string(data))
		f.Title = naughty[rng.IntN(len(naughty))]
		all = append(all, f)
	}
	return all
}

// TestStrangersAccept: packages of random papers with naughty names, signed in all three
// ways, are accepted by bagit-python and by the commands of their VERIFY.txt, word for
// word: sha256sum, openssl cms, minisign, openssl ts. 20 of them, or YOSHIKI_PACKAGES.
func TestStrangersAccept(t *testing.T) {
	count := 20
	if text := os.Getenv("YOSHIKI_PACKAGES"); text != "" {
		var err error
		if count, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	n := newNotary(t)
	for i := range count {
		rng := rand.New(rand.NewPCG(8493, uint64(i)))
		in := info()
		in.Case.ID, in.Case.Organization = naughty[rng.IntN(len(naughty))], naughty[rng.IntN(len(naughty))]
		b := n.sign(t, seal(t, in, randomFiles(rng)))
		dir := filepath.Join(n.dir, "bag")
		if err := b.WriteDir(context.Background(), dir); err != nil {
			t.Fatal(err)
		}
		accepted(t, dir)
		report, err := manifest.VerifyPath(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if r := n.judge(report); !report.Whole() || len(r.Proofs) != 3 {
			t.Errorf("%d: %+v", i, r)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d packages", count)
}
