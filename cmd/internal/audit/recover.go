package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// recoverAll takes up the folders of chains whose process has died: it closes their last
// segment and sends what the store does not have.
func recoverAll(o Options, ship *shipper, others *others) error {
	folders, err := os.ReadDir(o.Journal)
	if err != nil {
		return err
	}
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		if err := recoverChain(filepath.Join(o.Journal, f.Name()), o, ship, others); err != nil {
			return fmt.Errorf("journal %s: %w", f.Name(), err)
		}
	}
	return nil
}

func recoverChain(folder string, o Options, ship *shipper, others *others) error {
	lock, err := lockFolder(folder, false)
	if err != nil {
		return nil // its process lives
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	var all []sealed
	for _, name := range files {
		key, err := closeSegment(name, filepath.Base(folder), o)
		if err != nil {
			return err
		}
		if key != "" {
			p, _ := parsePlace(key)
			all = append(all, sealed{key, func() ([]byte, error) { return os.ReadFile(name) }, func() error { others.note(p); return os.Remove(name) }})
		}
	}
	if len(all) == 0 {
		unlockFolder(folder, lock)
		return nil
	}
	last := &all[len(all)-1]
	removed := last.done
	last.done = func() error { defer unlockFolder(folder, lock); return removed() }
	ship.add(all...)
	return nil
}

// closeSegment gives the key of a segment that lies in a file. Where it has no checkpoint
// yet it gets one, behind its last whole line; if it has no line it goes.
func closeSegment(name, chainName string, o Options) (key string, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	c, point, size, err := reread(data, chainName)
	switch {
	case err != nil:
		return "", err
	case size == 0:
		return "", os.Remove(name)
	case point != nil:
		return placeOf(point.Time, c.name, point.Segment, c.head), nil
	}
	c.segment, err = strconv.Atoi(strings.TrimSuffix(filepath.Base(name), ".jsonl"))
	if err != nil {
		return "", err
	}
	lines, key, err := c.seal(o.Key, o.Now(), nil)
	if err != nil {
		return "", err
	}
	return key, overwrite(name, size, lines)
}

// reread follows a chain through the whole lines of a segment. It gives the checkpoint if
// the segment has one, with its signature, and otherwise the size of the entries.
func reread(data []byte, name string) (c chain, point *checkpoint, size int64, err error) {
	c.name = name
	closed := c
	for text := range bytes.Lines(data) {
		line, whole := bytes.CutSuffix(text, []byte("\n"))
		var at struct {
			Seq        int64
			Prev       string
			Checkpoint *checkpoint
			Signature  []byte
		}
		if !whole {
			break
		}
		if err := json.Unmarshal(line, &at); err != nil {
			return c, nil, 0, err
		}
		switch {
		case at.Signature != nil:
			return closed, point, size, nil
		case at.Checkpoint != nil:
			closed, point = c, at.Checkpoint
			closed.add(line)
		default:
			if size == 0 {
				c.seq = at.Seq - 1
				c.head, _ = parseHead(at.Prev) // what is none, Verify finds
			}
			c.add(line)
			size += int64(len(text))
		}
	}
	return c, nil, size, nil
}

func overwrite(name string, at int64, data []byte) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Truncate(at); err != nil {
		return err
	}
	if _, err := f.WriteAt(data, at); err != nil {
		return err
	}
	return f.Sync()
}
