package vet_test

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

// zeros gives zeros without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// TestLargeEntries holds that an entry of an archive may be large if it is hardly packed,
// unless its type needs to be seen as a whole.
func TestLargeEntries(t *testing.T) {
	for name, c := range map[string]struct {
		method uint16
		begin  string
		size   int64
		want   []vet.Class
	}{
		"film, stored":   {zip.Store, "", vet.MaxEntry + 1, []vet.Class{vet.FileUnknown}},
		"film, deflated": {zip.Deflate, "", vet.MaxEntry + 1, []vet.Class{vet.FileUnknown}},
		"program":        {zip.Deflate, "MZ", 130 << 20, []vet.Class{vet.FileExecutable}},
		"PDF, stored":    {zip.Store, "%PDF-1.7\n", 130 << 20, []vet.Class{vet.PDFDamaged, vet.PDFRepaired}},
		"PDF, deflated":  {zip.Deflate, "%PDF-1.7\n", 130 << 20, []vet.Class{vet.FileSize}},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := os.Create(filepath.Join(t.TempDir(), "a.zip"))
			if err != nil {
				t.Fatal(err)
			}
			z := zip.NewWriter(f)
			z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.NoCompression) })
			w, err := z.CreateHeader(&zip.FileHeader{Name: "a.mp4", Method: c.method})
			if err != nil {
				t.Fatal(err)
			}
			_, err = io.WriteString(w, c.begin)
			_, copied := io.CopyN(w, zeros{}, c.size)
			if err = errors.Join(err, copied, z.Close()); err != nil {
				t.Fatal(err)
			}
			if info, err := f.Stat(); err != nil {
				t.Fatal(err)
			} else if diff := cmp.Diff(c.want, classes(vet.Look(f, info.Size(), "a.zip"))); diff != "" {
				t.Error(diff)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}
