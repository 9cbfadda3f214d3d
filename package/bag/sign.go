package bag

import (
	"fmt"
	"slices"

	"yoshiki/package/manifest"
)

// WithSignatures is the package with signature files, which take the place of those of
// the same paths. Their paths must be out of [manifest.Signatures].
func (b *Bag) WithSignatures(signatures []manifest.TagFile) (*Bag, error) {
	signed := *b
	signed.files = slices.Clone(b.files)
	for _, s := range signatures {
		if !manifest.IsSignature(s.Path) || len(s.Data) > manifest.MaxSignature {
			return nil, fmt.Errorf("signature %q: another path, or more than %d bytes", s.Path, manifest.MaxSignature)
		}
		signed.files = slices.DeleteFunc(signed.files, func(f File) bool { return f.Path == s.Path })
		signed.files = append(signed.files, tagFile(s))
	}
	signed.sort()
	return &signed, nil
}
