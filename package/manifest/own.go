package manifest

import (
	"context"
	"slices"
	"strings"
)

// verifier is one of our own bags under verification.
type verifier struct {
	core
	tags map[string][]byte // the bytes of the required files
	sums map[string]string // SHA-256 of what was read
}

func verifyOwn(ctx context.Context, c core, entries []Entry) *Report {
	v := &verifier{core: c, tags: make(map[string][]byte), sums: make(map[string]string)}
	v.take(entries)
	for _, path := range required {
		if data, sums, ok := v.read(ctx, path, "sha256"); ok {
			v.tags[path], v.sums[path] = data, sums["sha256"]
		}
	}
	v.report.TagManifest = v.sums[Tags]
	v.declaration()
	v.meta()
	tags := v.list(Tags, isTag)
	payload := v.list(Payload, IsPayload)
	v.agree(payload)
	v.info()
	v.digest(ctx, slices.Concat(tags, payload))
	v.compare(Tags, tags, isTag)
	v.compare(Payload, payload, IsPayload)
	v.folders(entries, "bag-extra")
	v.signatures(ctx)
	v.software(ctx)
	v.generated(ctx)
	return &v.report
}

// required are the files outside data/ that every bag of ours has.
var required = [...]string{Declaration, Info, Payload, Tags, HowTo, Meta}

// IsPayload reports whether a path of a bag is that of a paper.
func IsPayload(path string) bool { return strings.HasPrefix(path, "data/") }

// isTag reports whether tagmanifest-sha256.txt must list the path.
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
		case e.Path == fetchList:
			v.fault("bag-fetch", e.Path)
		case !IsPayload(e.Path) && !isTag(e.Path) && e.Path != Tags && !IsMadeBy(e.Path) && !IsSignature(e.Path):
			v.fault("bag-extra", e.Path)
		default:
			v.files[e.Path] = e
		}
		if e.Mode.IsRegular() {
			v.count(e)
		}
	}
	for _, path := range required {
		if _, ok := v.files[path]; !ok {
			v.fault("bag-missing", path)
		}
	}
}

// digest takes the SHA-256 of the listed files that have none yet.
func (v *verifier) digest(ctx context.Context, listed []Sum) {
	var todo []task
	for _, s := range listed {
		if _, done := v.sums[s.Path]; !done && v.files[s.Path].Open != nil {
			todo = append(todo, task{Entry: v.files[s.Path], algorithms: []string{"sha256"}})
		}
	}
	v.hash(ctx, todo)
	for _, t := range todo {
		v.sums[t.Path] = t.sums["sha256"]
	}
}
