package repository

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// Filing is when a package was handed over, and what the office said to it.
type Filing struct {
	Day      casefile.Date `json:"day"`                // on which it was handed over
	Number   string        `json:"number,omitempty"`   // of the receipt; "" while there is none
	Received bool          `json:"received,omitempty"` // it was handed over to whoever keeps this store; the case that it was made from is elsewhere
}

const (
	filedPrefix = "filed/"
	maxFiling   = 4096 // bytes
)

func filedKey(id string) string { return filedPrefix + id + ".json" }

// File records that a package of the store was handed over. It is recorded once: the error is
// [ErrConflict] if something else is recorded already, and that of [LoadManifest] if there is
// no such package.
func File(ctx context.Context, store storage.Store, id string, f Filing) error {
	if _, err := LoadManifest(ctx, store, id); err != nil {
		return err
	}
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	err = store.Put(ctx, filedKey(id), storage.ContentOf(data), bytes.NewReader(data))
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := Filed(ctx, store, id)
	if err == nil && *there != f {
		err = fmt.Errorf("%s was filed on %s: %w", id, there.Day, ErrConflict)
	}
	return err
}

// Filed gives what is recorded of the filing of a package; nil if nothing is.
func Filed(ctx context.Context, store storage.Store, id string) (*Filing, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	data, err := readObject(ctx, store, filedKey(id), maxFiling)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	f := new(Filing)
	if err == nil {
		err = storage.Damaged(json.Unmarshal(data, f))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.TrimPrefix(filedKey(id), filedPrefix), err)
	}
	return f, nil
}
