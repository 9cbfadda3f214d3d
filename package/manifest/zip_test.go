package manifest

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// zipped packs the bag as an ordinary program does; change may alter the writing.
func (b bag) zipped(t testing.TB, top string, method uint16, change func(*zip.Writer)) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, path := range b.paths() {
		f, err := w.CreateHeader(&zip.FileHeader{Name: top + path, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(b[path]); err != nil {
			t.Fatal(err)
		}
	}
	change(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func nothing(*zip.Writer) {}

func add(t testing.TB, name string, mode fs.FileMode) func(*zip.Writer) {
	return func(w *zip.Writer) {
		h := &zip.FileHeader{Name: name}
		h.SetMode(mode)
		if _, err := w.CreateHeader(h); err != nil {
			t.Fatal(err)
		}
	}
}

func TestZip(t *testing.T) {
	b, m := sealed(t, papers())
	top := m.Package.ID + "/"
	stored := b.zipped(t, top, zip.Store, nothing)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"stored":            {stored, ""},
		"deflated":          {b.zipped(t, top, zip.Deflate, nothing), ""},
		"folder entries":    {b.zipped(t, top, zip.Deflate, add(t, top+"meta/", fs.ModeDir|0o755)), ""},
		"top entry":         {b.zipped(t, top, zip.Deflate, add(t, top, fs.ModeDir|0o755)), ""},
		"other top":         {b.zipped(t, "other/", zip.Store, nothing), "bag-top"},
		"no top":            {b.zipped(t, "", zip.Store, nothing), "zip-tops"},
		"two tops":          {b.zipped(t, top, zip.Store, add(t, "other/x", 0o644)), "zip-tops"},
		"file on top":       {b.zipped(t, top, zip.Store, add(t, "x", 0o644)), "zip-tops"},
		"absolute":          {b.zipped(t, top, zip.Store, add(t, "/etc/passwd", 0o644)), "zip-tops"},
		"climbing":          {b.zipped(t, top, zip.Store, add(t, top+"../../etc/passwd", 0o644)), "bag-extra bag-path"},
		"backslash":         {b.zipped(t, top, zip.Store, add(t, top+`data\x`, 0o644)), "zip-layout"},
		"symbolic link":     {b.zipped(t, top, zip.Store, add(t, top+"data/link", fs.ModeSymlink|0o777)), "bag-link"},
		"same name twice":   {b.zipped(t, top, zip.Store, add(t, top+"bagit.txt", 0o644)), "zip-layout"},
		"case twin":         {b.zipped(t, top, zip.Store, add(t, top+"BagIt.txt", 0o644)), "bag-extra bag-twin"},
		"empty folder":      {b.zipped(t, top, zip.Store, add(t, top+"data/x/", fs.ModeDir|0o755)), "bag-extra"},
		"bytes in front":    {append([]byte("#!/bin/sh\n"), stored...), "zip-layout"},
		"bytes before end":  {between(stored), "zip-layout"},
		"local name":        {bytes.Replace(stored, []byte(top+"VERIFY.txt"), []byte(top+"VERIFX.txt"), 1), "zip-layout"},
		"directory name":    {replaceLast(stored, top+"VERIFY.txt", top+"VERIFX.txt"), "zip-layout"},
		"encrypted flag":    {replaceLast(stored, "PK\x01\x02\x14\x00\x14\x00\x08", "PK\x01\x02\x14\x00\x14\x00\x09"), "zip-layout"},
		"cut":               {stored[:len(stored)-30], "bag-zip"},
		"empty":             {nil, "bag-zip"},
		"empty zip":         {bag{}.zipped(t, "", zip.Store, nothing), "data-missing declaration-missing info-missing manifest-missing tag-none zip-name"},
		"changed byte":      {bytes.Replace(stored, []byte("a form\na"), []byte("a form\nb"), 1), "bag-unreadable"},
		"thousands of them": {b.zipped(t, top, zip.Store, func(w *zip.Writer) { many(t, w, top) }), "bag-zip"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "bag.zip")
			if err := os.WriteFile(file, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := VerifyPath(context.Background(), file)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(codes(r), " "); got != c.want {
				t.Errorf("codes %q, want %q: %v", got, c.want, r.Faults)
			}
		})
	}
}

func many(t *testing.T, w *zip.Writer, top string) {
	for i := range maxEntries {
		add(t, fmt.Sprintf("%smeta/%d", top, i), 0o644)(w)
	}
}

// between puts bytes between the last entry and the directory, and mends the end record.
func between(z []byte) []byte {
	at := bytes.Index(z, []byte("PK\x01\x02"))
	out := slices.Concat(z[:at], []byte("hidden"), z[at:])
	out[len(out)-6] += 6
	return out
}

func replaceLast(data []byte, from, to string) []byte {
	at := bytes.LastIndex(data, []byte(from))
	return slices.Concat(data[:at], []byte(to), data[at+len(from):])
}

func TestSidecar(t *testing.T) {
	b, m := sealed(t, papers())
	file := filepath.Join(t.TempDir(), "bag.zip")
	data := b.zipped(t, m.Package.ID+"/", zip.Store, nothing)
	for want, sidecar := range map[string]string{
		"":            hexOf(string(data)) + "  bag.zip\n",
		"bag-sidecar": hexOf("other") + "  bag.zip\n",
	} {
		for path, content := range map[string]string{file: string(data), file + SidecarSuffix: sidecar} {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		r, err := VerifyPath(context.Background(), file)
		if err != nil || strings.Join(codes(r), " ") != want {
			t.Errorf("%v, %v; want %q", r.Faults, err, want)
		}
	}
}

// FuzzZip: no zip makes the reader fail in any other way than by an error or faults.
func FuzzZip(f *testing.F) {
	b, m := sealed(f, bag{"data/10-forms/2-4.pdf": []byte("x")})
	f.Add(b.zipped(f, m.Package.ID+"/", zip.Store, nothing))
	f.Add(b.zipped(f, m.Package.ID+"/", zip.Deflate, nothing))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, entries, err := FromZip(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		r, err := Verify(context.Background(), entries)
		if err != nil {
			t.Fatal(err)
		}
		if r.Own && len(r.Faults) == 0 && r.Manifest == nil {
			t.Error("whole without a manifest")
		}
	})
}

// TestNameTwice hands over entries of one name, which no zip that is read holds.
func TestNameTwice(t *testing.T) {
	entries, err := FromFS(os.DirFS("../../testdata/packages/good/1.0_basic"))
	if err != nil {
		t.Fatal(err)
	}
	report, err := Verify(t.Context(), append(entries, entries[0]))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(report.Faults, func(f Fault) bool { return f.Code == "name-twice" }) {
		t.Errorf("%+v", report.Faults)
	}
}
