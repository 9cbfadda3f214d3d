package repository

import (
	"fmt"
	"io/fs"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// version is the first and, as packages never change, only one.
const version = "/v0001/"

func tagKey(id, path string) string { return "packages/" + id + version + path }

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

func caseKey(id casefile.CaseID, version int) string {
	return fmt.Sprintf("cases/%s/v%04d.yaml", id, version)
}

// checkID keeps anything but a package id out of keys.
func checkID(id string) error {
	if strings.Contains(id, "/") || manifest.CheckPath(id) != nil {
		return fmt.Errorf("package id %q: %w", id, fs.ErrInvalid)
	}
	return nil
}
