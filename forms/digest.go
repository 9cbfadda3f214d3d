package forms

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
)

// Digest names everything that the catalogue was made of, forms, rules and words: the SHA-256
// of one line "digest, two spaces, path" per file of its folders, the lower folders first. A
// file of one's own is named like that which it lies over.
func (c *Catalog) Digest() (string, error) { return c.digest() }

func (c *Catalog) makeDigest() (string, error) {
	all := sha256.New()
	for _, l := range c.layers {
		err := fs.WalkDir(l.fsys, l.dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(l.fsys, name)
			fmt.Fprintf(all, "%x  %s\n", sha256.Sum256(data), path.Clean(name))
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}
