package audit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// fullSegment is the size at which a segment is closed before its time.
const fullSegment = 4 << 20

// journal keeps the segment that is open, and those that are on their way to the store, in
// files of a folder of its own, which it holds locked.
type journal struct {
	chain  chain
	o      Options
	ship   *shipper
	others *others
	folder string
	lock   *os.File
	file   *os.File // the segment that is open; nil if it has no entry
	size   int64    // how much of the file is durable
}

func openJournal(c chain, o Options, ship *shipper, others *others) (*journal, error) {
	j := &journal{chain: c, o: o, ship: ship, others: others, folder: filepath.Join(o.Journal, c.name)}
	if err := os.MkdirAll(o.Journal, 0o700); err != nil {
		return nil, err
	}
	opening, err := lockFolder(o.Journal, true)
	if err != nil {
		return nil, err
	}
	defer opening.Close()
	if err := recoverAll(o, ship, others); err != nil {
		return nil, err
	}
	if err := os.Mkdir(j.folder, 0o700); err != nil {
		return nil, err
	}
	if j.lock, err = lockFolder(j.folder, false); err != nil {
		return nil, err
	}
	return j, syncFolder(o.Journal)
}

func segmentFile(folder string, segment int) string {
	return filepath.Join(folder, fmt.Sprintf("%09d.jsonl", segment))
}

func (j *journal) commit(entries []Entry) error {
	before := j.chain
	var b []byte
	for _, e := range entries {
		b = j.chain.entry(b, e)
	}
	if err := j.write(b); err != nil {
		j.chain = before
		return err
	}
	if j.size >= fullSegment {
		_ = j.checkpoint() // the entries are durable; a checkpoint is still due
	}
	return nil
}

// write adds to the open segment and syncs it. After a failure the file is as it was, or
// the next write begins at the same place.
func (j *journal) write(b []byte) error {
	if j.file == nil {
		f, err := os.OpenFile(segmentFile(j.folder, j.chain.segment), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Truncate(0), syncFolder(j.folder)); err != nil {
			return errors.Join(err, f.Close())
		}
		j.file, j.size = f, 0
	}
	_, err := j.file.WriteAt(b, j.size)
	if err = errors.Join(err, j.file.Sync()); err != nil {
		return errors.Join(err, j.file.Truncate(j.size))
	}
	j.size += int64(len(b))
	return nil
}

func (j *journal) checkpoint() error {
	if j.file == nil || j.size == 0 {
		return nil
	}
	before, name, seen := j.chain, j.file.Name(), j.others.news()
	lines, key, err := j.chain.seal(j.o.Key, j.o.Now(), seen)
	if err == nil {
		err = j.write(lines)
	}
	if err != nil {
		j.chain = before
		return err
	}
	j.others.named(seen)
	_ = j.file.Close() // it is synced
	j.file = nil
	j.ship.add(sealed{key, func() ([]byte, error) { return os.ReadFile(name) }, func() error { return os.Remove(name) }})
	return nil
}

func (j *journal) clear() { unlockFolder(j.folder, j.lock) }
