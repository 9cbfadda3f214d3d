package main

import (
	"os"
	"path/filepath"

	"yoshiki/storage"
)

// writeWhole writes a file entirely or not at all, in the place of an older one.
func writeWhole(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".yoshiki-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return storage.Again(func() error { return os.Rename(f.Name(), name) })
}
