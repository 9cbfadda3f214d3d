package bag_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
)

func signatures(pairs ...string) []manifest.TagFile {
	var all []manifest.TagFile
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, manifest.TagFile{Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return all
}

func withSignatures(t *testing.T, b *bag.Bag, files []manifest.TagFile) *bag.Bag {
	t.Helper()
	signed, err := b.WithSignatures(files)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// TestSigned: signatures go the whole way, folder and zip, and change nothing else.
func TestSigned(t *testing.T) {
	ctx := context.Background()
	plain := seal(t, info(), files())
	n := newNotary(t)
	signed := n.sign(t, plain)
	if signed.ID() != plain.ID() || signed.TagDigest() != plain.TagDigest() || slices.ContainsFunc(paths(plain), func(p string) bool { return strings.HasPrefix(p, "sig/") }) {
		t.Error("signing changed the package")
	}
	if err := signed.WriteZipFile(ctx, n.dir+"/bag.zip"); err != nil {
		t.Fatal(err)
	}
	zipped, err := manifest.VerifyPath(ctx, n.dir+"/bag.zip")
	if r := n.judge(zipped); err != nil || len(zipped.Faults)+len(r.Faults) > 0 || len(r.Proofs) != 3 {
		t.Errorf("zip: %+v, %+v, %v", zipped, r, err)
	}
	if err := signed.WriteDir(ctx, n.dir+"/bag"); err != nil {
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
