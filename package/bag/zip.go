package bag

import (
	"archive/zip"
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// WriteZip writes the package as a zip file: the bag below one folder named after the
// package, by path, every file stored uncompressed and dated 1980-01-01. The same package
// gives the same bytes. Lengths and CRC-32 stand before the data, as old programs and
// stream readers need them, so each paper is read twice; only a file of 4 GiB or more has
// them behind it (zip64). Every byte is compared with the paper's digest: after an error,
// what was written is not a zip file.
func (b *Bag) WriteZip(ctx context.Context, w io.Writer) error {
	z := zip.NewWriter(w)
	for i := range b.files {
		if err := b.files[i].zipTo(ctx, z, b.ID()); err != nil {
			return fmt.Errorf("zip %s: %w", b.ID(), err)
		}
	}
	return z.Close()
}

// Of a zip file's entries (APPNOTE 6.3.10, sections 4.4.3, 4.4.4 and 4.4.6).
const (
	zip20     = 20       // version of the format that is needed
	zip45     = 45       // … for zip64
	afterData = 1 << 3   // flag: lengths and CRC-32 follow the data
	day1980   = 1<<5 | 1 // 1980-01-01 as MS-DOS writes it
)

func (f *File) zipTo(ctx context.Context, z *zip.Writer, top string) error {
	sum := crc32.NewIEEE()
	if err := f.copyTo(ctx, sum); err != nil {
		return err
	}
	h := &zip.FileHeader{
		Name:               top + "/" + f.Path,
		CreatorVersion:     zip20,
		ReaderVersion:      zip20,
		CRC32:              sum.Sum32(),
		CompressedSize64:   uint64(f.Content.Size),
		UncompressedSize64: uint64(f.Content.Size),
	}
	//lint:ignore SA1019 CreateRaw takes the date from this field and ignores Modified
	h.ModifiedDate = day1980
	if h.UncompressedSize64 >= math.MaxUint32 {
		h.Flags, h.CreatorVersion, h.ReaderVersion = afterData, zip45, zip45
	}
	w, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	return f.copyTo(ctx, w)
}
