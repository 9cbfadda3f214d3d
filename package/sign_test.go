package bundle_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	bundle "yoshiki/package"
	"yoshiki/package/manifest"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

func signatures(pairs ...string) []manifest.TagFile {
	var all []manifest.TagFile
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, manifest.TagFile{Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return all
}

func withSignatures(t *testing.T, b *bundle.Bundle, files []manifest.TagFile) *bundle.Bundle {
	t.Helper()
	signed, err := b.WithSignatures(files)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// TestSigned: signatures go the whole way, store, folder and zip, and change nothing else.
func TestSigned(t *testing.T) {
	ctx := context.Background()
	plain := seal(t, info(), files())
	n := newNotary(t)
	signed := n.sign(t, plain)
	if signed.ID() != plain.ID() || signed.TagDigest() != plain.TagDigest() || slices.ContainsFunc(paths(plain), func(p string) bool { return strings.HasPrefix(p, "sig/") }) {
		t.Error("signing changed the package")
	}
	store := new(mem.Store)
	if err := bundle.Save(ctx, store, signed); err != nil {
		t.Fatal(err)
	}
	stored, err := bundle.Verify(ctx, store, signed.ID())
	if err != nil || len(stored.Faults) > 0 || len(n.judge(stored).Proofs) != 3 {
		t.Errorf("stored: %+v, %v", stored, err)
	}
	loaded, err := bundle.Load(ctx, store, signed.ID())
	if err != nil || !slices.Equal(paths(loaded), paths(signed)) {
		t.Fatalf("loaded: %v", err)
	}
	if err := loaded.WriteZipFile(ctx, n.dir+"/bag.zip"); err != nil {
		t.Fatal(err)
	}
	zipped, err := manifest.VerifyPath(ctx, n.dir+"/bag.zip")
	if r := n.judge(zipped); err != nil || len(zipped.Faults)+len(r.Faults) > 0 || len(r.Proofs) != 3 {
		t.Errorf("zip: %+v, %+v, %v", zipped, r, err)
	}
	if err := loaded.WriteDir(ctx, n.dir+"/bag"); err != nil {
		t.Fatal(err)
	}
	accepted(t, n.dir+"/bag")
	// With its lists exchanged for those of another package, a bag is none of theirs.
	other := n.sign(t, seal(t, info(), files()[:3]))
	for _, e := range other.Entries() {
		if strings.HasPrefix(e.Path, "sig/") {
			r, err := e.Open(ctx)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if _, err := b.ReadFrom(r); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(n.dir, "bag", e.Path), b.String())
		}
	}
	swapped, err := manifest.VerifyPath(ctx, n.dir+"/bag")
	if r := n.judge(swapped); err != nil || len(swapped.Faults) > 0 || len(r.Faults) != 3 || len(r.Proofs) > 0 {
		t.Errorf("signatures of another package: %+v, %+v, %v", swapped, r, err)
	}
}

// TestSaveSignatures: signatures can be added to what is stored, and never replaced; they
// lie there before COMMIT.
func TestSaveSignatures(t *testing.T) {
	ctx := context.Background()
	b := seal(t, info(), files())
	store := new(mem.Store)
	one := signatures("sig/tagmanifest-sha256.txt.p7s", "one")
	steps := []struct {
		save *bundle.Bundle
		want error
	}{
		{b, nil},
		{withSignatures(t, b, one), nil},
		{withSignatures(t, b, one), nil},
		{withSignatures(t, b, signatures("sig/tagmanifest-sha256.txt.p7s", "two")), bundle.ErrSigned},
		{withSignatures(t, b, signatures("sig/tagmanifest-sha256.txt.tsr", "three")), nil},
		{b, nil},
	}
	for i, s := range steps {
		if err := bundle.Save(ctx, store, s.save); !errors.Is(err, s.want) {
			t.Errorf("step %d: %v, want %v", i, err, s.want)
		}
	}
	got, err := bundle.Signatures(ctx, store, b.ID())
	if err != nil || len(got) != 2 || string(got[0].Data) != "one" || string(got[1].Data) != "three" {
		t.Errorf("%q, %v", got, err)
	}
	recorder := &order{Store: new(mem.Store)}
	both := append(signatures("sig/signer.crt", "copy", "sig/minisign.pub", "copy"), one...)
	if err := bundle.Save(ctx, recorder, withSignatures(t, b, both)); err != nil {
		t.Fatal(err)
	}
	last := recorder.keys[len(recorder.keys)-4:]
	if !strings.HasSuffix(last[0], "sig/tagmanifest-sha256.txt.p7s") || !strings.HasSuffix(last[3], "/COMMIT") {
		t.Errorf("written last: %q", last)
	}
}

func TestWithSignaturesRefuses(t *testing.T) {
	b := seal(t, info(), files())
	for _, path := range []string{"sig/more", "bagit.txt", "../x", "sig/../bagit.txt", "data/x.pdf", ""} {
		if _, err := b.WithSignatures(signatures(path, "x")); err == nil {
			t.Errorf("%q was taken", path)
		}
	}
	if _, err := b.WithSignatures(signatures("sig/signer.crt", strings.Repeat("x", manifest.MaxSignature+1))); err == nil {
		t.Error("a large one was taken")
	}
	again := withSignatures(t, withSignatures(t, b, signatures("sig/signer.crt", "1")), signatures("sig/signer.crt", "2"))
	if got := len(paths(again)) - len(paths(b)); got != 1 {
		t.Errorf("%d files more", got)
	}
}

// TestPowerShell: the lines for Windows in VERIFY.txt are 40 at most.
func TestPowerShell(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bag")
	if err := seal(t, info(), files()).WriteDir(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(dir + "/VERIFY.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, script, found := strings.Cut(string(data), "  $lines = ")
	script, _, ended := strings.Cut(script, "\n\n")
	if !found || !ended || strings.Count(script, "\n") > 40 || strings.Count(script, "{") != strings.Count(script, "}") || strings.Count(script, "(") != strings.Count(script, ")") {
		t.Errorf("%s", script)
	}
}

// order notes the keys in the order in which they are stored.
type order struct {
	storage.Store
	one  sync.Mutex
	keys []string
}

func (o *order) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	o.one.Lock()
	o.keys = append(o.keys, key)
	o.one.Unlock()
	return o.Store.Put(ctx, key, want, r)
}
