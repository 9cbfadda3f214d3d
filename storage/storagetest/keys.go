package storagetest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"testing"

	"yoshiki/storage"
)

func legalKeys(prefix string) func(*testing.T, storage.Store) {
	return func(t *testing.T, s storage.Store) {
		for _, key := range []string{
			"a", "0", "COMMIT", "a.b-c_d", "a..b", strings.Repeat("k", 64), "1/2/3/4/5/6/7/8"[2*strings.Count(prefix, "/"):], "console/com10",
			"packages/pkg-case-registration-0123456789/v0001/meta/manifest.json",
		} {
			mustPut(t, s, key, []byte(key))
			holds(t, s, key, []byte(key))
		}
	}
}

func hostileKeys(t *testing.T, s storage.Store) {
	for _, key := range []string{
		"", "/", "//", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", "a/./b", "./a", ".tmp", ".tmp/a", "a/.b",
		`a\b`, `..\a`, `C:\a`, "C:/a", "a:b", "~", "~root/a", "a b", "a\x00b", "a\nb", "a%2e", "a*", "a?", "-a", "_a", "a.", "a./b",
		"あ", "a\u0301", "\xff", "con", "CON", "nul.txt", "a/Com1", "lpt9.tar.gz",
		strings.Repeat("k", 65), "1/2/3/4/5/6/7/8/9", strings.TrimSuffix(strings.Repeat(strings.Repeat("k", 50)+"/", 6), "/"),
	} {
		if err := put(s, key, []byte("hostile")); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("put %q: %v; want fs.ErrInvalid", key, err)
		}
		if _, err := s.Open(context.Background(), key); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("open %q: %v; want fs.ErrInvalid", key, err)
		}
		if _, err := s.Stat(context.Background(), key); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("stat %q: %v; want fs.ErrInvalid", key, err)
		}
	}
	empty(t, s)
}

// unsorted are keys whose order as keys differs from that of a walk through folders.
var unsorted = []string{"a/z", "a-b/c", "a.b", "a0", "Z/b", "b", "a/b/c", "a/b-c", "a/b.c", "a/b0"}

func listing(t *testing.T, s storage.Store) {
	want := slices.Clone(unsorted)
	for i := range 1100 {
		want = append(want, fmt.Sprintf("many/%02d/%04d", i*7%50, i))
	}
	for _, key := range want {
		mustPut(t, s, key, []byte(key))
	}
	slices.Sort(want)
	if got := keys(t, s, ""); !slices.Equal(got, want) {
		t.Fatalf("%d keys listed, %d put, or not sorted: %.10q…", len(got), len(want), got)
	}
	for o, err := range s.List(context.Background(), "many/") {
		if err != nil || o.Size != int64(len(o.Key)) {
			t.Fatalf("%v, %v", o, err)
		}
	}
}

func listingByPrefix(t *testing.T, s storage.Store) {
	for _, key := range unsorted {
		mustPut(t, s, key, nil)
	}
	for _, prefix := range []string{"", "a", "a/", "a/b", "a/b/", "a/b/c", "a/b/c/", "a-", "Z", "b", "b/", "c", "nothing/here/", "..", "../", "/", ".tmp/"} {
		var want []string
		for _, key := range unsorted {
			if strings.HasPrefix(key, prefix) {
				want = append(want, key)
			}
		}
		slices.Sort(want)
		if got := keys(t, s, prefix); !slices.Equal(got, want) {
			t.Errorf("prefix %q: %q; want %q", prefix, got, want)
		}
	}
}

func listingStops(t *testing.T, s storage.Store) {
	for i := range 20 {
		mustPut(t, s, fmt.Sprintf("k/%02d", i), nil)
	}
	for stop := range 20 {
		n := 0
		for range s.List(context.Background(), "k/") {
			if n++; n > stop {
				break
			}
		}
		if n != stop+1 {
			t.Errorf("stopped after %d, got %d", stop+1, n)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range s.List(ctx, "") {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("cancelled midway: %v", last)
	}
}

// longestKey is as long, and has as many segments, as a key may.
func longestKey(prefix string) func(*testing.T, storage.Store) {
	return func(t *testing.T, s storage.Store) {
		key := prefix + strings.Repeat(strings.Repeat("k", 31)+"/", 7-strings.Count(prefix, "/"))
		key = strings.TrimPrefix(key+strings.Repeat("k", 255-len(key)), prefix)
		mustPut(t, s, key, []byte("deep"))
		holds(t, s, key, []byte("deep"))
	}
}

// lettersDiffer: a key is its bytes, in whatever case. Folders of Windows and macOS take
// them for the same.
func lettersDiffer(t *testing.T, s storage.Store) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("folders take letters in upper and lower case for the same")
	}
	for _, key := range []string{"a/b", "A/b", "a/B", "A/B", "ab", "aB"} {
		mustPut(t, s, key, []byte(key))
	}
	for _, key := range []string{"a/b", "A/b", "a/B", "A/B", "ab", "aB"} {
		holds(t, s, key, []byte(key))
	}
}

// hostilePrefixes list nothing and reach nothing.
func hostilePrefixes(t *testing.T, s storage.Store) {
	mustPut(t, s, "a/b", nil)
	for _, prefix := range []string{"/", "//", "..", "../", "/a", "a//", "a/../a", "./a", "a/b/", "~", "%61", "a\x00", "あ", "\xff", "*", "?", `a\b`, strings.Repeat("k", 2000)} {
		for o, err := range s.List(context.Background(), prefix) {
			if err == nil {
				t.Errorf("prefix %.40q lists %s", prefix, o.Key)
			}
		}
	}
}

func listingOfNothing(t *testing.T, s storage.Store) {
	empty(t, s)
	if got := keys(t, s, "packages/"); len(got) > 0 {
		t.Errorf("listed: %q", got)
	}
}

// listingAgain: a listing may be run as often as one likes.
func listingAgain(t *testing.T, s storage.Store) {
	for _, key := range unsorted {
		mustPut(t, s, key, nil)
	}
	list := s.List(context.Background(), "a")
	for range 3 {
		n := 0
		for _, err := range list {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != 8 {
			t.Errorf("%d objects", n)
		}
	}
}

func listedSizes(t *testing.T, s storage.Store) {
	for _, size := range []int64{0, 1, 1000, 1 << 20} {
		mustPut(t, s, fmt.Sprintf("size/%d", size), make([]byte, size))
	}
	for o, err := range s.List(context.Background(), "size/") {
		if err != nil || o.Key != fmt.Sprintf("size/%d", o.Size) {
			t.Errorf("%v, %v", o, err)
		}
	}
}
