package manifest

import (
	"context"
	"io"
	"regexp"
	"slices"
)

// Report is what [Verify] has found.
type Report struct {
	Manifest    *Manifest // nil unless this is our own bag and meta/manifest.json is well formed
	Own         bool      // the bag says that it is one of ours
	TagManifest string    // SHA-256 of tagmanifest-sha256.txt; "" if it cannot be read
	Generator   string    // the program that made our own bag, by its own word; "" if unknown
	Forms       string    // SHA-256 of the forms and rules that it was made with, by its own word; "" if unknown
	Files       int       // under data/
	Bytes       int64     // under data/
	Signed      []byte    // tagmanifest-sha256.txt of our own bag; nil if it cannot be read
	Signatures  []TagFile // the files under sig/ of our own bag; nothing of them is checked here
	ToFetch     []string  // listed papers of another program's bag that are not there and that its fetch.txt names
	Faults      []Fault   // by path, then code; empty if there is nothing to say against the bag
}

// Whole reports whether the bag is complete and unchanged: its faults are warnings at most.
func (r *Report) Whole() bool {
	return !slices.ContainsFunc(r.Faults, func(f Fault) bool { return f.Severity == Error })
}

// Verify checks a bag and reports everything that is wrong with it. A bag that says that
// it is ours must be exactly what the package comment describes, any other what BagIt asks
// for. It reads each file once, several at a time, and keeps only the lists in memory. The
// error is that of a cancelled context alone; a file that cannot be read is a fault.
func Verify(ctx context.Context, entries []Entry) (*Report, error) {
	c := core{files: make(map[string]Entry)}
	c.report.Own = own(ctx, entries)
	if len(entries) > maxEntries {
		c.fault("bag-many", "", maxEntries)
		entries = entries[:maxEntries]
	}
	check := verifyForeign
	if c.report.Own {
		check = verifyOwn
	}
	report := check(ctx, c, entries)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(report.Faults, compareFaults)
	return report, nil
}

var (
	ourProfile = regexp.MustCompile(`(?im)^bagit-profile-identifier[ \t]*:[ \t]*urn:yoshiki:bag:`)
	ourSchema  = regexp.MustCompile(`^\s*\{\s*"schema":\s*"yoshiki-manifest/`)
)

// own reports whether bag-info.txt or meta/manifest.json says that the bag is ours. Either
// will do, so that no change of one of them makes the bag a stranger's.
func own(ctx context.Context, entries []Entry) bool {
	for _, e := range entries {
		if e.Path == Info && ourProfile.Match(head(ctx, e, 1<<20)) || e.Path == Meta && ourSchema.Match(head(ctx, e, 1<<10)) {
			return true
		}
	}
	return false
}

// head is the beginning of a file as far as it can be read.
func head(ctx context.Context, e Entry, most int64) []byte {
	if e.Open == nil || ctx.Err() != nil {
		return nil
	}
	r, err := e.Open(ctx)
	if err != nil {
		return nil
	}
	data, _ := io.ReadAll(io.LimitReader(r, most)) // the verification proper reports what cannot be read
	if r.Close() != nil {
		return nil
	}
	return data
}
