package manifest

import (
	"context"
	"io/fs"
	"slices"
	"strings"
)

// Report is what [Verify] has found.
type Report struct {
	Manifest    *Manifest // nil unless meta/manifest.json is well formed
	TagManifest string    // SHA-256 of tagmanifest-sha256.txt; "" if it cannot be read
	Files       int       // under data/
	Bytes       int64     // under data/
	Faults      []Fault   // by path, then code; empty if the bag is whole and unchanged
}

// Verify checks a bag and reports everything that is wrong with it. It reads each file
// once, several at a time, and keeps only the six files that every bag has in memory. The error is
// that of a cancelled context alone; a file that cannot be read is a fault.
func Verify(ctx context.Context, entries []Entry) (*Report, error) {
	v := &verifier{
		files:   make(map[string]Entry),
		tags:    make(map[string][]byte),
		digests: make(map[string]string),
	}
	if len(entries) > maxEntries {
		v.fault("bag-many", "", maxEntries)
		entries = entries[:maxEntries]
	}
	v.take(entries)
	for _, path := range required {
		v.read(ctx, path)
	}
	v.declaration()
	v.meta()
	tags := v.list(Tags, isTag)
	payload := v.list(Payload, isPayload)
	v.agree(payload)
	v.info()
	v.hash(ctx, slices.Concat(tags, payload))
	v.compare(Tags, tags, isTag)
	v.compare(Payload, payload, isPayload)
	v.folders(entries)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(v.report.Faults, compareFaults)
	return &v.report, nil
}

// verifier is one bag under verification.
type verifier struct {
	report  Report
	files   map[string]Entry  // regular files by path
	tags    map[string][]byte // the bytes of the required files
	digests map[string]string // SHA-256 of what was read
}

func (v *verifier) fault(code, path string, detail ...any) {
	v.report.Faults = append(v.report.Faults, NewFault(code, path, detail...))
}

// required are the files outside data/ that every bag has.
var required = [...]string{Declaration, Info, Payload, Tags, HowTo, Meta}

func isPayload(path string) bool { return strings.HasPrefix(path, "data/") }

// isTag tells whether tagmanifest-sha256.txt must list the path.
func isTag(path string) bool {
	switch path {
	case Declaration, Info, Payload, HowTo:
		return true
	}
	return strings.HasPrefix(path, "meta/")
}

// take files the entries by path and looks at their names and kinds.
func (v *verifier) take(entries []Entry) {
	twins := make(map[string]string)
	for _, e := range entries {
		if CheckPath(e.Path) != nil {
			v.fault("bag-path", e.Path)
		}
		folded := strings.ToLower(e.Path)
		if other, ok := twins[folded]; ok {
			v.fault("bag-twin", e.Path, other)
			if other == e.Path {
				continue
			}
		}
		twins[folded] = e.Path
		switch {
		case e.Mode.IsDir():
		case !e.Mode.IsRegular():
			v.fault("bag-link", e.Path)
		case e.Path == "fetch.txt":
			v.fault("bag-fetch", e.Path)
		case !isPayload(e.Path) && !isTag(e.Path) && e.Path != Tags:
			v.fault("bag-extra", e.Path)
		default:
			v.files[e.Path] = e
		}
		if e.Mode.IsRegular() && isPayload(e.Path) {
			v.report.Files++
			v.report.Bytes += e.Size
		}
	}
	for _, path := range required {
		if _, ok := v.files[path]; !ok {
			v.fault("bag-missing", path)
		}
	}
}

// folders reports those that hold nothing of the bag.
func (v *verifier) folders(entries []Entry) {
	used := make(map[string]bool)
	for path := range v.files {
		for i, c := range path {
			if c == '/' {
				used[path[:i]] = true
			}
		}
	}
	for _, e := range entries {
		if e.Mode&fs.ModeDir != 0 && !used[e.Path] {
			v.fault("bag-extra", e.Path)
		}
	}
}
