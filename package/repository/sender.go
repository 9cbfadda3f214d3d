package repository

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// Sender is who hands packages over, and the name that its case has there.
type Sender struct {
	Tenant string          `json:"tenant"`
	Case   casefile.CaseID `json:"case"`
}

// maxSender bounds what is recorded of a sender, in bytes.
const maxSender = 4096

func senderKey(id casefile.CaseID) string { return "senders/" + string(id) + ".json" }

// Claim records for good that a case of the store is that of a sender. It gives whose it
// was before, if it was anybody's: that counts.
func Claim(ctx context.Context, store storage.Store, id casefile.CaseID, by Sender) (Sender, error) {
	data, err := json.Marshal(by)
	if err != nil {
		return by, err
	}
	if err := store.Put(ctx, senderKey(id), storage.ContentOf(data), bytes.NewReader(data)); !errors.Is(err, fs.ErrExist) {
		return by, err
	}
	return SenderOf(ctx, store, id)
}

// SenderOf is who handed over the packages of a case. Errors: [fs.ErrNotExist] where the case
// came in another way.
func SenderOf(ctx context.Context, store storage.Store, id casefile.CaseID) (by Sender, err error) {
	data, err := readObject(ctx, store, senderKey(id), maxSender)
	if errors.Is(err, fs.ErrNotExist) {
		return by, err
	}
	if err == nil {
		err = storage.Damaged(json.Unmarshal(data, &by))
	}
	if err != nil {
		return by, fmt.Errorf("%s: %w", senderKey(id), err)
	}
	return by, nil
}
