package manifest

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"yoshiki/forms/judge"
)

// zeroBag is a bag of another program: so many files of so many zeros, which nothing holds.
func zeroBag(tb testing.TB, files int, size int64, algorithms ...string) []Entry {
	tb.Helper()
	zero := Entry{Size: size, Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(io.LimitReader(zeros{}, size)), nil
	}}
	sums, err := digestsOf(context.Background(), zero, io.Discard, algorithms...)
	if err != nil {
		tb.Fatal(err)
	}
	tags := bag{Declaration: []byte(declaration), Info: fmt.Appendf(nil, "Payload-Oxum: %d.%d\n", size*int64(files), files)}
	lists := make(map[string]*strings.Builder)
	for _, a := range algorithms {
		lists[a] = new(strings.Builder)
	}
	var all []Entry
	for i := range files {
		zero.Path = fmt.Sprintf("data/%05d", i)
		all = append(all, zero)
		for _, a := range algorithms {
			fmt.Fprintf(lists[a], "%s  %s\n", sums[a], zero.Path)
		}
	}
	for _, a := range algorithms {
		tags["manifest-"+a+".txt"] = []byte(lists[a].String())
	}
	var list strings.Builder
	for _, path := range tags.paths() {
		h := newHash(algorithms[0])
		h.Write(tags[path])
		fmt.Fprintf(&list, "%s  %s\n", hex.EncodeToString(h.Sum(nil)), path)
	}
	tags["tagmanifest-"+algorithms[0]+".txt"] = []byte(list.String())
	return append(all, tags.entries()...)
}

// TestStreams: the memory that a verification takes does not grow with the papers.
func TestStreams(t *testing.T) {
	entries := zeroBag(t, 2, 64<<20, "sha256")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := Verify(context.Background(), entries)
	runtime.ReadMemStats(&after)
	if err != nil || len(r.Faults) > 0 || r.Bytes != 128<<20 {
		t.Errorf("%+v, %v", r, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes of memory for papers of %d", used, r.Bytes)
	}
}

// TestManyForeignFiles: as many files as a bag may have are no fault, one more list line is.
func TestManyForeignFiles(t *testing.T) {
	for files, want := range map[int]string{MaxFiles: "", maxEntries + 1: "bag-many"} {
		r, err := Verify(context.Background(), zeroBag(t, files, 1, "sha256"))
		if err != nil {
			t.Fatal(err)
		}
		if got := codes(r); want == "" && len(got) > 0 || want != "" && !strings.Contains(strings.Join(got, " "), want) {
			t.Errorf("%d files: %v, want %q", files, got, want)
		}
	}
}

// BenchmarkForeign is compared with hashing the same bytes on one processor.
func BenchmarkForeign(b *testing.B) {
	for _, c := range []struct {
		name       string
		files      int
		size       int64
		algorithms []string
	}{
		{"1GiB", 64, 16 << 20, []string{"sha256"}},
		{"1GiB-one-file", 1, 1 << 30, []string{"sha256"}},
		{"1GiB-md5-sha512", 64, 16 << 20, []string{"md5", "sha512"}},
		{"10000-files", 10_000, 1000, []string{"sha256"}},
	} {
		entries := zeroBag(b, c.files, c.size, c.algorithms...)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(c.files) * c.size)
			for b.Loop() {
				if r, err := Verify(context.Background(), entries); err != nil || !r.Whole() {
					b.Fatal(r, err)
				}
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-from-system")
		})
		b.Run(c.name+"-hash", func(b *testing.B) {
			b.SetBytes(int64(c.files) * c.size)
			for b.Loop() {
				for _, e := range entries[:c.files] {
					if _, err := digestsOf(context.Background(), e, io.Discard, c.algorithms...); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// TestHugeTagFiles: a file outside data/ that claims a tebibyte is told and not read, in our
// own bags and in others.
func TestHugeTagFiles(t *testing.T) {
	huge := Entry{Size: 1 << 40, Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(zeros{}), nil }}
	own, _ := sealed(t, papers())
	for name, entries := range map[string][]Entry{"own": own.entries(), "other": zeroBag(t, 1, 10, "sha256", "md5")} {
		for i, was := range entries {
			if IsPayload(was.Path) {
				continue
			}
			huge.Path = was.Path
			entries[i] = huge
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
			r, err := Verify(ctx, entries)
			cancel()
			if err != nil || r.Whole() || !slices.Contains(codes(r), "bag-large") {
				t.Errorf("%s: %s: %v, %v", name, was.Path, err, r)
			}
			entries[i] = was
		}
		huge.Path = "meta/large.xml"
		tags := slices.IndexFunc(entries, func(e Entry) bool { return e.Path == Tags })
		data, err := io.ReadAll(opened(t, entries[tags]))
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, hexOf("")+"  "+huge.Path+"\n"...)
		entries[tags] = bag{Tags: data}.entries()[0]
		if r, err := Verify(t.Context(), append(entries, huge)); err != nil || !slices.Contains(codes(r), "bag-large") {
			t.Errorf("%s: %s: %v, %v", name, huge.Path, err, r.Faults)
		}
	}
}

func opened(t *testing.T, e Entry) io.Reader {
	t.Helper()
	r, err := e.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// TestPipeBesideZip: a pipe in the place of FILE.sha256 is told, not waited for.
func TestPipeBesideZip(t *testing.T) {
	name := filepath.Join(t.TempDir(), "bag.zip")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	judge.Need(t, "mkfifo")
	if out, err := judge.Command(t, "mkfifo", name+SidecarSuffix).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r, err := VerifyPath(t.Context(), name)
	if err != nil || !slices.Contains(codes(r), "bag-sidecar") {
		t.Errorf("%v, %v", r, err)
	}
}
