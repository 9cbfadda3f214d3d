package departure

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"yoshiki/cmd/internal/state"
	"yoshiki/storage"
)

// Deletion is the end of the proof: what was deleted, and when.
type Deletion struct {
	Tenant  string           `json:"tenant"`
	Begun   time.Time        `json:"begun"`
	Ended   time.Time        `json:"ended"`
	Objects int              `json:"objects"` // that are gone
	Bytes   int64            `json:"bytes"`
	List    string           `json:"list"`   // where the store keeps the digest of each of them
	Digest  string           `json:"sha256"` // of that list
	Rows    map[string]int64 `json:"rows"`   // of the database, by table
	Kept    []Kept           `json:"kept,omitempty"`
}

// Kept is an object that the store would not let go: the law wants it for so long.
type Kept struct {
	Key   string    `json:"key"`
	Until time.Time `json:"until,omitzero"`
	Why   string    `json:"why"`
}

// Object is one line of the list: what is about to be deleted.
type Object struct {
	Key    string `json:"key"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// ErrKeeps is a store from which nothing can be removed.
var ErrKeeps = errors.New("nothing can be removed from this store")

// Delete removes everything of a closed tenant from store and database, and leaves the proof in
// the store, below deleted/TENANT. Whoever was cut off does it again: what is left then has a
// list of its own. Errors: [state.ErrAbsent], [state.ErrOpen], [ErrKeeps].
func Delete(ctx context.Context, s storage.Store, db *state.DB, tenant string, clock func() time.Time) (d Deletion, err error) {
	d = Deletion{Tenant: tenant, Begun: clock().UTC()}
	one, err := db.Tenant(ctx, tenant)
	if err == nil && one.Closed.IsZero() {
		err = state.ErrOpen
	}
	if err != nil {
		return d, err
	}
	part, err := storage.Under(s, prefix(tenant))
	if err != nil {
		return d, err
	}
	from, removes := part.(storage.Remover)
	if !removes {
		return d, ErrKeeps
	}
	objects, list, err := listed(ctx, part)
	if err != nil {
		return d, err
	}
	folder := "deleted/" + tenant + "/" + d.Begun.Format("20060102T150405.000Z")
	d.List, d.Digest = folder+"/list.jsonl", digest(list)
	if err := put(ctx, s, d.List, list); err != nil {
		return d, err
	}
	if err := d.remove(ctx, from, objects); err != nil {
		return d, err
	}
	if d.Rows, err = db.RemoveTenant(ctx, tenant); err != nil {
		return d, err
	}
	d.Ended = clock().UTC()
	end, err := json.Marshal(d)
	if err != nil {
		return d, err
	}
	return d, put(ctx, s, folder+"/done.json", append(end, '\n'))
}

// remove removes each object, and notes those that stay.
func (d *Deletion) remove(ctx context.Context, from storage.Remover, objects []Object) error {
	keeper, _ := from.(storage.Retainer)
	for _, o := range objects {
		err := from.Remove(ctx, o.Key)
		if err == nil {
			d.Objects++
			d.Bytes += o.Size
			continue
		}
		if ctx.Err() != nil || keeper == nil {
			return err
		}
		until, asked := keeper.Retained(ctx, o.Key)
		if asked != nil || until.IsZero() {
			return errors.Join(err, asked)
		}
		d.Kept = append(d.Kept, Kept{o.Key, until, err.Error()})
	}
	return nil
}

// listed reads all objects, and writes each down with its digest.
func listed(ctx context.Context, s storage.Store) (objects []Object, list []byte, err error) {
	for o, err := range s.List(ctx, "") {
		if err != nil {
			return nil, nil, err
		}
		r, err := s.Open(ctx, o.Key)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", o.Key, err)
		}
		c, err := storage.Measure(ctx, r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", o.Key, err)
		}
		one := Object{o.Key, c.Size, c.Digest()}
		line, err := json.Marshal(one)
		if err != nil {
			return nil, nil, err
		}
		objects, list = append(objects, one), append(append(list, line...), '\n')
	}
	return objects, list, nil
}

func put(ctx context.Context, s storage.Store, key string, data []byte) error {
	return s.Put(ctx, key, storage.ContentOf(data), io.Reader(bytes.NewReader(data)))
}
