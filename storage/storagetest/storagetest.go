// Package storagetest holds the one suite of tests that every store must pass: each
// promise of package storage is a test here, and no store is excused from any.
//
//	func TestStore(t *testing.T) {
//		storagetest.Run(t, func(t *testing.T) storage.Store { return new(mem.Store) })
//	}
package storagetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"yoshiki/storage"
)

// Run runs the suite. Open is called once per test and must give an empty store; it may
// fail the test and register its own clean-up.
func Run(t *testing.T, open func(t *testing.T) storage.Store) { RunBelow(t, "", open) }

// RunBelow runs the suite for the part of a store that lies below a prefix, which ends with
// "/": the longest keys are shorter by it.
func RunBelow(t *testing.T, prefix string, open func(t *testing.T) storage.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, storage.Store)
	}{
		{"round trip", roundTrip},
		{"bytes of every kind", everyByte},
		{"create only", createOnly},
		{"missing key", missingKey},
		{"legal keys", legalKeys(prefix)},
		{"hostile keys", hostileKeys},
		{"wrong announcement", wrongAnnouncement},
		{"endless reader", endlessReader},
		{"failing reader", failingReader},
		{"failure then success", failureThenSuccess},
		{"cancelled context", cancelledContext},
		{"cancelled midway", cancelledMidway},
		{"listing", listing},
		{"listing by prefix", listingByPrefix},
		{"listing stops", listingStops},
		{"one winner", oneWinner},
		{"many writers", manyWriters},
		{"readers and a writer", readersAndWriter},
		{"open reader stays", openReaderStays},
		{"one winner of equals", oneWinnerOfEquals},
		{"two keys", twoKeys},
		{"longest key", longestKey(prefix)},
		{"letters differ", lettersDiffer},
		{"hostile prefixes", hostilePrefixes},
		{"listing of nothing", listingOfNothing},
		{"listing again", listingAgain},
		{"listed sizes", listedSizes},
		{"listing during writes", listingDuringWrites},
		{"strange readers", strangeReaders},
		{"reads no more", readsNoMore},
		{"reader not closed", notClosed},
		{"closed early", closedEarly},
		{"many readers", manyReaders},
		{"errors name the key", errorsName},
		{"large object", largeObject},
		{"large, create only", largeCreateOnly},
		{"large, wrong announcement", largeMismatch},
		{"large, failing reader", largeFailure},
		{"large, cancelled", largeCancelled},
		{"large, one winner", largeWinner},
		{"edges", edges},
		{"linearizable", linearizable},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func put(s storage.Store, key string, data []byte) error {
	return s.Put(context.Background(), key, storage.ContentOf(data), bytes.NewReader(data))
}

func mustPut(t *testing.T, s storage.Store, key string, data []byte) {
	t.Helper()
	if err := put(s, key, data); err != nil {
		t.Fatal(err)
	}
}

func get(s storage.Store, key string) ([]byte, error) {
	r, err := s.Open(context.Background(), key)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// holds fails the test unless key has exactly data, by Open, Stat and List.
func holds(t *testing.T, s storage.Store, key string, data []byte) {
	t.Helper()
	got, err := get(s, key)
	if err != nil || !bytes.Equal(got, data) {
		t.Fatalf("%s: %d bytes, %v; want %d bytes", key, len(got), err, len(data))
	}
	if size, err := s.Stat(context.Background(), key); err != nil || size != int64(len(data)) {
		t.Fatalf("%s: Stat gives %d, %v; want %d", key, size, err, len(data))
	}
	for o, err := range s.List(context.Background(), key) {
		if err != nil {
			t.Fatal(err)
		}
		if o == (storage.Object{Key: key, Size: int64(len(data))}) {
			return
		}
	}
	t.Fatalf("%s: not listed with size %d", key, len(data))
}

func keys(t *testing.T, s storage.Store, prefix string) []string {
	t.Helper()
	var all []string
	for o, err := range s.List(context.Background(), prefix) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, o.Key)
	}
	return all
}

// empty fails the test if the store shows any object.
func empty(t *testing.T, s storage.Store) {
	t.Helper()
	if all := keys(t, s, ""); len(all) > 0 {
		t.Fatalf("left behind: %q", all)
	}
}
