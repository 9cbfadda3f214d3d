package document

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
)

// Digest is the SHA-256 of the whole tree: of everything that a renderer can see. Two
// files with one digest were drawn from the same words, whatever their format.
func (d *Document) Digest() [sha256.Size]byte {
	h := sha256.New()
	enc := json.NewEncoder(h)
	head := *d
	head.Sections = nil
	encode(enc, head)
	for _, s := range d.Sections {
		encode(enc, []any{s.Name, s.Landscape})
		for _, b := range s.Blocks {
			encode(enc, []any{fmt.Sprintf("%T", b), b})
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// encode cannot fail: the tree holds texts, numbers and lists, and a hash takes all.
func encode(enc *json.Encoder, v any) { _ = enc.Encode(v) }
