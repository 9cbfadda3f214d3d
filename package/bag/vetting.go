package bag

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"yoshiki/package/manifest"
	"yoshiki/package/vet"
)

// vettingPath is where a package says what vetting found in the user's files. It is
// there if any file was vetted. It is JSON like meta/manifest.json: the fields of vetting
// in their order, two spaces, a line feed at the end, files by path.
const vettingPath = "meta/vetting.json"

const vettingSchema = "yoshiki-vetting/1"

type vetting struct {
	Schema string       `json:"schema"`
	Limits limits       `json:"limits"`
	Files  []vettedFile `json:"files"`
}

// limits are those of package vet, in bytes, seconds and numbers.
type limits struct {
	Entries  int   `json:"entries"`
	Unpacked int64 `json:"unpacked"`
	Entry    int64 `json:"entry"`
	Ratio    int   `json:"ratio"`
	Depth    int   `json:"depth"`
	Time     int   `json:"time"`
	Memory   int64 `json:"memory"`
}

type vettedFile struct {
	Path      string     `json:"path"`
	Name      string     `json:"name"` // the user's, fit to be shown
	MediaType string     `json:"mediaType"`
	Policy    vet.Policy `json:"policy"` // "" is a file without a mark
	Marks     []vet.Mark `json:"marks"`
}

// vettingOf is meta/vetting.json of papers and the files that they become.
func vettingOf(papers []Paper, files []File) ([]manifest.TagFile, error) {
	v := vetting{vettingSchema, limits{vet.MaxEntries, vet.MaxUnpacked, vet.MaxEntry, vet.MaxRatio, vet.MaxDepth,
		int(vet.MaxTime.Seconds()), vet.MaxMemory}, nil}
	for i, p := range papers {
		if p.Verdict != nil {
			v.Files = append(v.Files, vettedFile{files[i].Path, vet.Display(p.OriginalName), p.Verdict.MediaType, p.Verdict.Policy(), p.Verdict.Marks})
		}
	}
	if v.Files == nil {
		return nil, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("%s: %w", vettingPath, err)
	}
	return []manifest.TagFile{{Path: vettingPath, Data: b.Bytes()}}, nil
}

// Vetted is what vetting found in a file of a package.
type Vetted struct {
	Name string // the user's, without folders
	vet.Verdict
}

// Vetted are the files of the user in the package, in their order, with what vetting found in
// each; nil if it does not say so of all of them.
func (b *Bag) Vetted(ctx context.Context) ([]Vetted, error) {
	i := slices.IndexFunc(b.files, func(f File) bool { return f.Path == vettingPath })
	if i < 0 {
		return nil, nil
	}
	r, err := b.files[i].Open(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var v vetting
	if err := json.NewDecoder(io.LimitReader(r, manifest.MaxManifest)).Decode(&v); err != nil {
		return nil, fmt.Errorf("%s: %w", vettingPath, err)
	}
	var all []Vetted
	for _, f := range b.manifest.Files {
		if f.OriginalName == "" {
			continue
		}
		j := slices.IndexFunc(v.Files, func(x vettedFile) bool { return x.Path == f.Path })
		if j < 0 {
			return nil, nil
		}
		all = append(all, Vetted{f.OriginalName, vet.Verdict{SHA256: f.SHA256, MediaType: v.Files[j].MediaType, Marks: v.Files[j].Marks}})
	}
	return all, nil
}
