package bundle

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// ErrSigned says that the store has another signature of the same kind for a package.
var ErrSigned = errors.New("the package is already signed in another way")

func isSignature(path string) bool { return slices.Contains(manifest.Signatures(), path) }

// TagManifest is tagmanifest-sha256.txt: what is signed. Nobody may change it.
func (b *Bundle) TagManifest() []byte { return b.tags }

// WithSignatures is the package with signature files, which take the place of those of
// the same paths. Their paths must be out of [manifest.Signatures].
func (b *Bundle) WithSignatures(signatures []manifest.TagFile) (*Bundle, error) {
	signed := *b
	signed.files = slices.Clone(b.files)
	for _, s := range signatures {
		if !isSignature(s.Path) || len(s.Data) > manifest.MaxSignature {
			return nil, fmt.Errorf("signature %q: another path, or more than %d bytes", s.Path, manifest.MaxSignature)
		}
		signed.files = slices.DeleteFunc(signed.files, func(f file) bool { return f.path == s.Path })
		signed.files = append(signed.files, tagFile(s))
	}
	slices.SortFunc(signed.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return &signed, nil
}

// Signatures reads the signature files that the store has for a package id, also of a
// package that is not complete yet.
func Signatures(ctx context.Context, store storage.Store, id string) ([]manifest.TagFile, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	var all []manifest.TagFile
	for _, path := range manifest.Signatures() {
		data, err := readObject(ctx, store, tagKey(id, path), manifest.MaxSignature)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil && len(data) > manifest.MaxSignature {
			err = fmt.Errorf("%s: more than %d bytes", path, manifest.MaxSignature)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, manifest.TagFile{Path: path, Data: data})
	}
	return all, nil
}

// putSignatures stores signature files, unless the same ones are there: one after the
// other, and what only comes along with a signature after it, because the package may
// already be there to be read.
func (b *Bundle) putSignatures(ctx context.Context, store storage.Store, files []*file) error {
	var first, along []*file
	for _, f := range files {
		if strings.HasPrefix(f.path, manifest.SignatureName) {
			first = append(first, f)
		} else {
			along = append(along, f)
		}
	}
	for _, f := range slices.Concat(first, along) {
		err := f.putTag(ctx, store, b.ID())
		if errors.Is(err, ErrConflict) {
			err = fmt.Errorf("%s: %w", f.path, ErrSigned)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
