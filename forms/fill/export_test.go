package fill

import (
	"yoshiki/forms"
	"yoshiki/forms/readback/official"
)

// Proof fills a copy that has not been read back, and gives what reads others like it back.
func (b *Bound) Proof(f *forms.Filled) ([]byte, func([]byte) error, error) {
	data, w, err := b.write(f)
	return data, func(copied []byte) error { return official.Compare(b.data, copied, f.Document.Slice, w.told) }, err
}
