package finish

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// level is the fastest: outlines, most of a file, are hardly smaller at others. A fixed
// level is part of equal bytes for equal input.
const level = 1

// Deflater compresses streams and keeps its compressors, which are large, for the next
// file. The zero value is ready; it is safe for concurrent use.
type Deflater struct{ pool sync.Pool }

type buffer struct{ b []byte }

func (b *buffer) Write(p []byte) (int, error) {
	b.b = append(b.b, p...)
	return len(p), nil
}

// stream returns the body of a stream object that holds data.
func (d *Deflater) stream(entries string, data []byte) []byte {
	packed := &buffer{b: make([]byte, 0, 64+len(data)/2)}
	z, ok := d.pool.Get().(*zlib.Writer)
	if ok {
		z.Reset(packed)
	} else {
		z, _ = zlib.NewWriterLevel(packed, level) // fails for unknown levels only
	}
	defer d.pool.Put(z)
	// A buffer takes every write, so neither of these fails.
	_, _ = z.Write(data)
	_ = z.Close()
	b := fmt.Appendf(make([]byte, 0, len(packed.b)+len(entries)+96), "<<%s/Filter/FlateDecode/Length %d>>\nstream\n", entries, len(packed.b))
	b = append(b, packed.b...)
	return append(b, "\nendstream"...)
}
