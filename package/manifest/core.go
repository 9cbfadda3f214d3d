package manifest

import (
	"bytes"
	"context"
	"io/fs"
)

// core is what the verification of any bag needs: its files, and what is wrong with it.
type core struct {
	report Report
	files  map[string]Entry // regular files by path
}

// maxFaults bounds the report on a hostile bag.
const maxFaults = 20_000

func (c *core) fault(code, path string, detail ...any) {
	switch n := len(c.report.Faults); {
	case n < maxFaults:
		c.report.Faults = append(c.report.Faults, NewFault(code, path, detail...))
	case n == maxFaults:
		c.report.Faults = append(c.report.Faults, NewFault("bag-faults", "", maxFaults))
	}
}

// count adds a regular file to the report's numbers if it lies under data/.
func (c *core) count(e Entry) {
	if IsPayload(e.Path) {
		c.report.Files++
		c.report.Bytes += e.Size
	}
}

// read takes a file outside data/ into memory, with its digests. One that is too large is
// not opened, here or later.
func (c *core) read(ctx context.Context, path string, algorithms ...string) ([]byte, digests, bool) {
	e, ok := c.files[path]
	if !ok {
		return nil, nil, false
	}
	if e.Size > MaxManifest {
		c.fault("bag-large", path, MaxManifest)
		e.Open = nil
		c.files[path] = e
		return nil, nil, false
	}
	var data bytes.Buffer
	data.Grow(int(e.Size))
	sums, err := digestsOf(ctx, e, &data, algorithms...)
	if err != nil {
		c.fault("bag-unreadable", path, err)
		return nil, nil, false
	}
	return data.Bytes(), sums, true
}

// folders reports with a code those that hold nothing of the bag.
func (c *core) folders(entries []Entry, code string) {
	used := make(map[string]bool)
	for path := range c.files {
		for i, b := range []byte(path) {
			if b == '/' {
				used[path[:i]] = true
			}
		}
	}
	for _, e := range entries {
		if e.Mode&fs.ModeDir != 0 && !used[e.Path] {
			c.fault(code, e.Path)
		}
	}
}
