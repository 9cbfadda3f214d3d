package repository

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// Verify checks a package of the store as if it were a bag on disk, whose papers are the
// blobs that manifest-sha256.txt names, and compares it with COMMIT. What is wrong with
// the package is in the report; the error is [fs.ErrNotExist] if there is no such package,
// or that of a store that does not answer.
func Verify(ctx context.Context, store storage.Store, id string) (*manifest.Report, error) {
	r, err := verify(ctx, store, id)
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", id, err)
	}
	return r, nil
}

func verify(ctx context.Context, store storage.Store, id string) (*manifest.Report, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	commit, err := readObject(ctx, store, commitKey(id), maxCommit)
	if err != nil {
		return nil, err
	}
	entries, err := storedTags(ctx, store, id)
	if err != nil {
		return nil, err
	}
	papers, err := storedPapers(ctx, store, id)
	if err != nil {
		return nil, err
	}
	report, err := manifest.Verify(ctx, append(entries, papers...))
	if err != nil {
		return nil, err
	}
	m := report.Manifest
	if m == nil || m.Package.ID != id || !bytes.Equal(commit, commitOf(report.TagManifest, m.Oxum())) {
		report.Faults = append(report.Faults, manifest.NewFault("bag-commit", ""))
	}
	return report, nil
}

// storedTags lists what lies beside COMMIT.
func storedTags(ctx context.Context, store storage.Store, id string) ([]manifest.Entry, error) {
	var all []manifest.Entry
	for o, err := range store.List(ctx, tagKey(id, "")) {
		if err != nil {
			return nil, err
		}
		if o.Key == commitKey(id) {
			continue
		}
		all = append(all, manifest.Entry{
			Path: strings.TrimPrefix(o.Key, tagKey(id, "")),
			Size: o.Size,
			Open: func(ctx context.Context) (io.ReadCloser, error) { return store.Open(ctx, o.Key) },
		})
	}
	return all, nil
}

// storedPapers are the blobs that the readable lines of manifest-sha256.txt name and the
// store has.
func storedPapers(ctx context.Context, store storage.Store, id string) ([]manifest.Entry, error) {
	list, err := readObject(ctx, store, tagKey(id, manifest.Payload), manifest.MaxManifest)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	sums, _ := manifest.ParseSums(list) // the verifier reports what is wrong with the list
	found := make([]manifest.Entry, len(sums))
	err = storage.Each(ctx, len(sums), func(ctx context.Context, i int) error {
		content, err := contentOf(0, sums[i].SHA256)
		if err != nil {
			return err
		}
		size, err := store.Stat(ctx, blobKey(content))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		found[i] = manifest.Entry{Path: sums[i].Path, Size: size, Open: blobOpener(store, content)}
		return err
	})
	var all []manifest.Entry
	for _, e := range found {
		if e.Open != nil && manifest.IsPayload(e.Path) {
			all = append(all, e)
		}
	}
	return all, err
}
