package repository_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

func signatures(pairs ...string) []manifest.TagFile {
	var all []manifest.TagFile
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, manifest.TagFile{Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return all
}

func withSignatures(t *testing.T, b *bag.Bag, files []manifest.TagFile) *bag.Bag {
	t.Helper()
	signed, err := b.WithSignatures(files)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// TestSaveSignatures: signatures can be added to what is stored, and never replaced; they
// lie there before COMMIT.
func TestSaveSignatures(t *testing.T) {
	ctx := context.Background()
	b := seal(t, info(), files())
	store := new(mem.Store)
	one := signatures("sig/tagmanifest-sha256.txt.p7s", "one")
	steps := []struct {
		save *bag.Bag
		want error
	}{
		{b, nil},
		{withSignatures(t, b, one), nil},
		{withSignatures(t, b, one), nil},
		{withSignatures(t, b, signatures("sig/tagmanifest-sha256.txt.p7s", "two")), repository.ErrSigned},
		{withSignatures(t, b, signatures("sig/tagmanifest-sha256.txt.tsr", "three")), nil},
		{b, nil},
	}
	for i, s := range steps {
		if err := repository.Save(ctx, store, s.save); !errors.Is(err, s.want) {
			t.Errorf("step %d: %v, want %v", i, err, s.want)
		}
	}
	got, err := repository.Signatures(ctx, store, b.ID())
	if err != nil || len(got) != 2 || string(got[0].Data) != "one" || string(got[1].Data) != "three" {
		t.Errorf("%q, %v", got, err)
	}
	whole(t, store, withSignatures(t, b, got))
	recorder := &order{Store: new(mem.Store)}
	both := append(signatures("sig/signer.crt", "copy", "sig/minisign.pub", "copy"), one...)
	if err := repository.Save(ctx, recorder, withSignatures(t, b, both)); err != nil {
		t.Fatal(err)
	}
	last := recorder.keys[len(recorder.keys)-4:]
	if !strings.HasSuffix(last[0], "sig/tagmanifest-sha256.txt.p7s") || !strings.HasSuffix(last[3], "/COMMIT") {
		t.Errorf("written last: %q", last)
	}
}

// order notes the keys in the order in which they are stored.
type order struct {
	storage.Store
	one  sync.Mutex
	keys []string
}

func (o *order) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	o.one.Lock()
	o.keys = append(o.keys, key)
	o.one.Unlock()
	return o.Store.Put(ctx, key, want, r)
}
