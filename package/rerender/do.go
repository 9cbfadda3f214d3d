package rerender

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"strings"
	"time"

	"yoshiki/storage"
)

// decided is what could be told of a block without its cases.
type decided struct {
	Results map[int][]Result `json:"results"` // by the number of the group
	Left    []int            `json:"left"`    // groups of which a case must be read
}

// decide tells of a block what can be told without its cases, once for all.
func (b *Batch) decide(ctx context.Context, at int) (*decided, error) {
	key := b.key("decided/%05d.json", at)
	data, err := readAll(ctx, b.Store, key)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = b.decideNow(ctx, at)
		if err == nil {
			err = b.Store.Put(ctx, key, storage.ContentOf(data), bytes.NewReader(data))
		}
		if errors.Is(err, fs.ErrExist) { // somebody was faster, and what they say counts
			data, err = readAll(ctx, b.Store, key)
		}
	}
	if err != nil {
		return nil, err
	}
	d := new(decided)
	return d, storage.Damaged(json.Unmarshal(data, d))
}

func (b *Batch) decideNow(ctx context.Context, at int) ([]byte, error) {
	d := decided{Results: map[int][]Result{}, Left: []int{}}
	first := at * block
	groups := b.Groups[first:min(first+block, len(b.Groups))]
	results, all := make([][]Result, len(groups)), make([]bool, len(groups))
	err := storage.Each(ctx, len(groups), func(ctx context.Context, i int) (err error) {
		results[i], all[i], err = b.Decide(ctx, groups[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range groups {
		if all[i] {
			d.Results[first+i] = results[i]
		} else {
			d.Left = append(d.Left, first+i)
		}
	}
	return json.Marshal(d)
}

// tries is how often a group may take the process down with it before it is set aside.
const tries = 3

// Alone, as what is forgiven, is for one who does nothing else at the time.
const Alone = 1 << 30

// ErrSuspect says that somebody set about a group and did not end.
var ErrSuspect = errors.New("begun before")

// Do does one group of the batch, unless it is done: it moves what counts of it and stores
// what became of it. A group that more than so many set about before and did not end is
// [ErrSuspect], to be done later, alone; one that took several processes down is set aside as
// failed.
func (b *Batch) Do(ctx context.Context, group, forgiven int, pause func(context.Context, time.Duration) error) error {
	key := b.key("results/%06d.json", group)
	if done, err := exists(ctx, b.Store, key); err != nil || done {
		return err
	}
	if err := b.settle(ctx, group); err != nil {
		return err
	}
	begun, died, err := b.begun(ctx, group)
	if err != nil {
		return err
	}
	var results []Result
	switch {
	case died > forgiven:
		return ErrSuspect
	case died >= tries:
		if done, err := b.await(ctx, key, pause); err != nil || done {
			return err
		}
		results = []Result{b.poison(group)}
	default:
		if err := b.put(ctx, b.key("tries/%06d/%d", group, begun+1), []byte{}); err != nil {
			return err
		}
		if results, err = b.moveGroup(ctx, b.Groups[group], patience(pause)); err != nil {
			return errors.Join(err, b.ended(context.WithoutCancel(ctx), group, begun+1))
		}
	}
	data, err := json.Marshal(results)
	if err != nil {
		return err
	}
	return patience(pause).again(ctx, func() error { return b.put(ctx, key, data) })
}

// ended notes that a try came to an end, and owes the note to a store that does not take it now.
func (b *Batch) ended(ctx context.Context, group, try int) error {
	err := b.put(ctx, b.key("tries/%06d/%d-ended", group, try), []byte{})
	if err != nil {
		b.owed.Store(group, try)
	}
	return err
}

// settle stores what is owed: without it the try would be taken for one that took its process down.
func (b *Batch) settle(ctx context.Context, group int) error {
	try, owes := b.owed.Load(group)
	if !owes {
		return nil
	}
	b.owed.Delete(group)
	return b.ended(ctx, group, try.(int))
}

// begun is how often somebody set about a group, and how often without coming to an end.
func (b *Batch) begun(ctx context.Context, group int) (begun, died int, err error) {
	ended := 0
	for o, err := range b.Store.List(ctx, b.key("tries/%06d/", group)) {
		switch {
		case err != nil:
			return 0, 0, err
		case strings.HasSuffix(o.Key, "-ended"):
			ended++
		default:
			begun++
		}
	}
	return begun, begun - ended, nil
}

// await waits for those that may still be at work on a group, and reports whether one ended.
func (b *Batch) await(ctx context.Context, key string, pause func(context.Context, time.Duration) error) (bool, error) {
	for range 12 {
		if done, err := exists(ctx, b.Store, key); err != nil || done {
			return done, err
		}
		if err := pause(ctx, 5*time.Second); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (b *Batch) poison(group int) Result {
	g := b.Groups[group]
	return Result{Package: g[len(g)-1], Outcome: Failed, Reason: fmt.Sprintf("set aside: the process died %d times", tries)}
}

// Results are what became of the packages of a share, in the order of the plan. It ends with
// [fs.ErrNotExist] where something is not done yet.
func (b *Batch) Results(ctx context.Context, share Share) iter.Seq2[Result, error] {
	return b.each(ctx, share, b.results)
}

// Told are the results of a share that there are already, in the order of the plan.
func (b *Batch) Told(ctx context.Context, share Share) iter.Seq2[Result, error] {
	return b.each(ctx, share, func(ctx context.Context, at int) ([]Result, error) {
		some, err := b.read(ctx, at, true)
		if errors.Is(err, fs.ErrNotExist) { // nothing of it is decided
			return nil, nil
		}
		return some, err
	})
}

func (b *Batch) each(ctx context.Context, share Share, of func(context.Context, int) ([]Result, error)) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		for at := range b.Blocks() {
			if share.Of > 1 && at%share.Of != share.Part {
				continue
			}
			results, err := of(ctx, at)
			if err != nil {
				yield(Result{}, err)
				return
			}
			for _, r := range results {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

func (b *Batch) results(ctx context.Context, at int) ([]Result, error) { return b.read(ctx, at, false) }

// read gives the results of a block; partly, those that there are.
func (b *Batch) read(ctx context.Context, at int, partly bool) ([]Result, error) {
	data, err := readAll(ctx, b.Store, b.key("decided/%05d.json", at))
	d := new(decided)
	if err == nil {
		err = storage.Damaged(json.Unmarshal(data, d))
	}
	if err != nil {
		return nil, err
	}
	read := make([][]Result, len(d.Left))
	err = storage.Each(ctx, len(d.Left), func(ctx context.Context, i int) error {
		data, err := readAll(ctx, b.Store, b.key("results/%06d.json", d.Left[i]))
		if partly && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		return storage.Damaged(json.Unmarshal(data, &read[i]))
	})
	for i, group := range d.Left {
		d.Results[group] = read[i]
	}
	var all []Result
	for group := at * block; group < min((at+1)*block, len(b.Groups)); group++ {
		all = append(all, d.Results[group]...)
	}
	return all, err
}
