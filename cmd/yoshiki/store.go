package main

import (
	"context"
	"os"
	"strings"

	"yoshiki/forms"
	bundle "yoshiki/package"
	"yoshiki/storage"
	"yoshiki/storage/dir"
	"yoshiki/storage/mem"
)

// defaultStore is where packages go when nothing else is said.
const defaultStore = "dir:yoshiki-data"

// createStore opens the store that a URL names, and makes its folder if need be.
func (a *app) createStore(url string) (storage.Store, error) {
	if path, ok := strings.CutPrefix(url, "dir:"); ok && path != "" {
		if err := os.MkdirAll(path, 0o777); err != nil {
			return nil, a.unwritable(path, err)
		}
	}
	return a.openStore(url)
}

// openStore opens the store that a URL names: dir:PATH or mem:.
func (a *app) openStore(url string) (storage.Store, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case scheme == "dir" && rest != "":
		s, err := dir.Open(rest)
		if err != nil {
			return nil, a.unreadable(rest, err)
		}
		return s, nil
	case url == "mem:":
		return new(mem.Store), nil
	}
	return nil, usage("store", map[string]string{"value": url})
}

// storedCase gives the newest case of that id in a store.
func (a *app) storedCase(id, url string) (data []byte, folder string, err error) {
	s, err := a.openStore(url)
	if err != nil {
		return nil, "", err
	}
	data, err = bundle.LoadCase(context.Background(), s, forms.CaseID(id))
	if err != nil {
		return nil, "", &exitError{code: exitFailed, key: "no-case", args: map[string]string{"id": id, "store": url}, err: err}
	}
	return data, "", nil
}
