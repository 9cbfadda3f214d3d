package repository

import (
	"fmt"
	"io/fs"
	"strings"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// only is the first and, as packages never change, only version of one.
const only = "/v0001/"

func tagKey(id, path string) string { return "packages/" + id + only + path }

func commitKey(id string) string { return tagKey(id, "COMMIT") }

func blobKey(c storage.Content) string {
	digest := c.Digest()
	return "blobs/sha256/" + digest[:2] + "/" + digest[2:4] + "/" + digest
}

// keyOf is where a file of the package id is in the store.
func keyOf(f *bag.File, id string) string {
	if manifest.IsPayload(f.Path) {
		return blobKey(f.Content)
	}
	return tagKey(id, f.Path)
}

// checkID keeps anything but a package id out of keys.
func checkID(id string) error {
	if strings.Contains(id, "/") || manifest.CheckPath(id) != nil {
		return fmt.Errorf("package id %q: %w", id, fs.ErrInvalid)
	}
	return nil
}
