package rerender

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"

	"yoshiki/storage"
)

// Count is the number of packages by outcome.
type Count map[Outcome]int

// finish says that all is done.
func (b *Batch) finish(ctx context.Context) error {
	count := Count{}
	for r, err := range b.Results(ctx, Share{}) {
		if err != nil {
			return err
		}
		count[r.Outcome]++
	}
	data, err := json.Marshal(count)
	if err != nil {
		return err
	}
	return b.put(ctx, b.key("DONE"), data)
}

// Status says how far a batch is.
type Status struct {
	Number      int
	Target      Target
	Made        string // program and version
	Done, Total int    // groups: cases and kinds
	Finished    bool
	Cancelled   bool
	Paused      bool
	Dry         bool  // a rehearsal
	Count       Count // once it is finished
}

// Status looks how far the batch is.
func (b *Batch) Status(ctx context.Context) (*Status, error) {
	s := &Status{Number: b.Number, Target: b.Plan.Target, Made: b.Made, Total: len(b.Groups), Dry: b.Plan.Dry}
	var err error
	if s.Cancelled, err = b.Cancelled(ctx); err != nil {
		return nil, err
	}
	data, err := readAll(ctx, b.Store, b.key("DONE"))
	if err == nil {
		s.Finished, s.Done = true, s.Total
		return s, storage.Damaged(json.Unmarshal(data, &s.Count))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if s.Paused, err = b.Paused(ctx); err != nil {
		return nil, err
	}
	s.Done, err = b.doneNow(ctx)
	return s, err
}

// doneNow counts the groups that are done.
func (b *Batch) doneNow(ctx context.Context) (int, error) {
	done := 0
	for o, err := range b.Store.List(ctx, b.key("results/")) {
		if err != nil {
			return 0, err
		}
		if strings.HasSuffix(o.Key, ".json") {
			done++
		}
	}
	for at := range b.Blocks() {
		data, err := readAll(ctx, b.Store, b.key("decided/%05d.json", at))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		d := new(decided)
		if err == nil {
			err = storage.Damaged(json.Unmarshal(data, d))
		}
		if err != nil {
			return 0, err
		}
		done += len(d.Results)
	}
	return done, nil
}
