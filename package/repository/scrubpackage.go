package repository

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// packages looks at every package, and at all that lies among them.
func (s *scrubber) packages(ctx context.Context) error { return s.packagesIn(ctx, "packages/") }

// packagesIn looks at those whose keys begin with a prefix.
func (s *scrubber) packagesIn(ctx context.Context, prefix string) error {
	p := &packageScrub{scrubber: s}
	for o, err := range s.store.List(ctx, prefix) {
		if err != nil {
			return err
		}
		id, path, ok := strings.Cut(strings.TrimPrefix(o.Key, "packages/"), only)
		if !ok || checkID(id) != nil {
			s.flaw("", o.Key, ErrStray)
			continue
		}
		if id != p.id {
			if err := p.look(ctx); err != nil {
				return err
			}
			p = &packageScrub{scrubber: s, id: id}
		}
		p.paths = append(p.paths, path)
	}
	return p.look(ctx)
}

// packageScrub looks at one package.
type packageScrub struct {
	*scrubber
	id    string
	paths []string          // of what lies in its folder
	tags  map[string][]byte // what was read of it
	bad   map[string]error  // what disagrees with the tag manifest, by path
}

// commitment is what COMMIT says.
type commitment struct {
	Schema      string `json:"schema"`
	TagManifest string `json:"tagmanifest"`
	Oxum        string `json:"payloadOxum"`
}

func (p *packageScrub) look(ctx context.Context) error {
	if p.id == "" {
		return nil
	}
	commit, err := readObject(ctx, p.store, commitKey(p.id), maxCommit)
	if errors.Is(err, fs.ErrNotExist) {
		p.flaw(p.id, commitKey(p.id), ErrUnfinished)
		return ctx.Err()
	}
	p.done.Packages++
	if err != nil {
		p.flaw(p.id, commitKey(p.id), err)
	}
	listed := p.read(ctx)
	p.judge(commit, p.strays(listed))
	if m, err := manifest.Decode(p.tags[manifest.Meta]); err == nil && m.Package.Replaces == "" {
		p.cited = append(p.cited, cited{p.id, casefile.CaseID(m.Case.ID), m.Case.SHA256, m.Package.Kind == manifest.Letter})
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, o := range p.blobs() {
		if err := p.there(ctx, p.id, o); err != nil {
			return err
		}
	}
	return nil
}

// read takes the tag files, and compares them with the tag manifest. It gives their paths;
// none when the tag manifest cannot be read.
func (p *packageScrub) read(ctx context.Context) (listed []manifest.Sum) {
	p.tags, p.bad = map[string][]byte{}, map[string]error{}
	list, err := readObject(ctx, p.store, tagKey(p.id, manifest.Tags), manifest.MaxManifest)
	if err != nil {
		p.bad[manifest.Tags] = err
		return nil
	}
	p.tags[manifest.Tags] = list
	if listed, err = manifest.ParseSums(list); err != nil {
		p.bad[manifest.Tags] = err
		return nil
	}
	for _, sum := range listed {
		data, err := readObject(ctx, p.store, tagKey(p.id, sum.Path), manifest.MaxManifest)
		if err == nil && storage.ContentOf(data).Digest() != sum.SHA256 {
			err = storage.ErrMismatch
		}
		if err != nil {
			p.bad[sum.Path] = err
		} else {
			p.tags[sum.Path] = data
		}
	}
	return listed
}

// judge finds out who is damaged where two disagree: COMMIT vouches for the tag manifest, and
// that for all others. A tag manifest with which everything agrees is sound.
func (p *packageScrub) judge(commit []byte, strays []string) {
	said, sound := commitment{}, false
	if m, err := manifest.Decode(p.tags[manifest.Meta]); err == nil && m.Package.ID == p.id {
		sound = bytes.Equal(commit, commitOf(digestOf(p.tags[manifest.Tags]), m.Oxum()))
	}
	_ = json.Unmarshal(commit, &said) // a COMMIT that is no JSON vouches for nothing
	vouched := said.TagManifest == digestOf(p.tags[manifest.Tags])
	switch {
	case sound, vouched && len(p.bad) > 0:
	case len(p.bad)+len(strays) == 0:
		p.flaw(p.id, commitKey(p.id), storage.ErrMismatch)
	default:
		p.flaw(p.id, tagKey(p.id, manifest.Tags), errorOr(p.bad[manifest.Tags], storage.ErrMismatch))
		return
	}
	for path, err := range p.bad {
		p.flaw(p.id, tagKey(p.id, path), err)
	}
	for _, path := range strays {
		p.flaw(p.id, tagKey(p.id, path), ErrStray)
	}
}

func errorOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func digestOf(data []byte) string { return storage.ContentOf(data).Digest() }

// strays are what lies in the folder and no list names.
func (p *packageScrub) strays(listed []manifest.Sum) (all []string) {
	known := map[string]bool{"COMMIT": true, manifest.Tags: true}
	for _, sum := range listed {
		known[sum.Path] = true
	}
	for _, path := range p.paths {
		if !known[path] && !manifest.IsMadeBy(path) && !manifest.IsSignature(path) {
			all = append(all, path)
		}
	}
	return all
}

// blobs are the papers, by the manifest or else by the list of their digests.
func (p *packageScrub) blobs() (all []storage.Object) {
	if m, err := manifest.Decode(p.tags[manifest.Meta]); err == nil {
		for _, f := range m.Files {
			if content, err := contentOf(f.Size, f.SHA256); err == nil {
				all = append(all, storage.Object{Key: blobKey(content), Size: f.Size})
			}
		}
		return all
	}
	sums, _ := manifest.ParseSums(p.tags[manifest.Payload])
	for _, sum := range sums {
		if content, err := contentOf(0, sum.SHA256); err == nil {
			all = append(all, storage.Object{Key: blobKey(content), Size: anySize})
		}
	}
	return all
}
