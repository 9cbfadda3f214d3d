package rerender

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"sync"
	"sync/atomic"

	"yoshiki/storage"
)

// planSchema names the format of a plan and of what lies beside it.
const planSchema = "yoshiki-rerender/1"

// Plan is what a batch does: which groups move to which texts. It is stored once, under
//
//	rerender/000001/plan.json        the plan of the first batch
//	rerender/000001/decided/00000.json   of a block of groups: what was told without the cases, and which are left
//	rerender/000001/tries/000042/1   that somebody set about a group that was left
//	rerender/000001/results/000042.json  what became of it
//	rerender/000001/pauses/000001    that somebody paused it, and 000001-ended that it went on
//	rerender/000001/CANCELLED        that nobody shall go on
//	rerender/000001/DONE             that all is done, with the number of packages by outcome
//
// and nothing of it is ever replaced. A rehearsal that many want to look at is a batch, too: it
// stores what would become of each package, and no package.
type Plan struct {
	Schema string  `json:"schema"`
	Made   string  `json:"made"` // program and version: all that work on a batch are of one
	Target Target  `json:"target"`
	Filed  bool    `json:"filed"`
	Whole  bool    `json:"whole"`
	Dry    bool    `json:"dry,omitempty"` // a rehearsal
	Groups []Group `json:"groups"`
}

// block is how many groups are decided at once, as far as they can be.
const block = 50

// Blocks is in how many parts of 50 groups a batch is told of: a [Share] of so many is one of them.
func (p *Plan) Blocks() int { return (len(p.Groups) + block - 1) / block }

// Errors of a batch that cannot be begun or joined.
var (
	ErrOpen    = errors.New("another batch is under way in this store")
	ErrVersion = errors.New("the batch under way is of another version of the program")
	ErrNone    = errors.New("there is no batch in this store")
)

// BatchError says of which batch such an error is.
type BatchError struct {
	Number int
	Made   string // program and version that began it
	Err    error
}

func (e *BatchError) Error() string {
	return fmt.Sprintf("batch %d of %s: %v", e.Number, e.Made, e.Err)
}

func (e *BatchError) Unwrap() error { return e.Err }

// Batch is a plan that is being carried out.
type Batch struct {
	*Plan
	*Mover
	Number  int
	Resumed bool // it was begun before
	Before  bool // it was done before, and there is nothing to do
	digest  string
	pauses  atomic.Int64 // how many are over
	owed    sync.Map     // by group: the try whose end could not be noted
}

// Digest names the plan: the SHA-256 of its text.
func (b *Batch) Digest() string { return b.digest }

func (b *Batch) key(format string, args ...any) string {
	return batchKey(b.Number, fmt.Sprintf(format, args...))
}

func batchKey(number int, name string) string { return fmt.Sprintf("rerender/%06d/%s", number, name) }

// Begin goes on with the batch that is under way in the store if it is of this order, or else
// begins one, see [Mover.Again]. Where there is nothing to begin, it gives the batch that was
// done before. Whoever begins at the same time begins the same one. Errors: [ErrOpen],
// [ErrVersion], [ErrCancelled].
func Begin(ctx context.Context, m *Mover) (*Batch, error) {
	for {
		last, err := Last(ctx, m)
		if errors.Is(err, ErrNone) {
			last = &Batch{Mover: m}
		} else if err != nil {
			return nil, err
		} else if over, err := last.Over(ctx); err != nil || !over {
			return last, errors.Join(err, last.fits())
		}
		groups, err := Groups(ctx, m.Store)
		if err != nil {
			return nil, err
		}
		before, groups, err := m.unknown(ctx, last.Number, groups)
		if err != nil || before != nil && len(groups) == 0 {
			return before, err
		}
		b, err := begin(ctx, m, last.Number+1, groups)
		if !errors.Is(err, fs.ErrExist) {
			return b, err
		}
	}
}

func begin(ctx context.Context, m *Mover, number int, groups []Group) (*Batch, error) {
	p := &Plan{planSchema, generatorOf(m), m.Target, m.Filed, m.Whole, m.Dry, groups}
	data, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	content := storage.ContentOf(data)
	err = m.Store.Put(ctx, batchKey(number, "plan.json"), content, bytes.NewReader(data))
	return &Batch{Plan: p, Mover: m, Number: number, digest: content.Digest()}, err
}

func generatorOf(m *Mover) string { return m.Generator.Name + " " + m.Generator.Version }

// fits says why a batch under way cannot be joined.
func (b *Batch) fits() error {
	switch {
	case b.Made != generatorOf(b.Mover):
		return &BatchError{b.Number, b.Made, ErrVersion}
	case !maps.Equal(b.Plan.Target, b.Mover.Target) || b.Plan.Filed != b.Mover.Filed || b.Plan.Whole != b.Mover.Whole || b.Plan.Dry != b.Mover.Dry:
		return &BatchError{b.Number, b.Made, ErrOpen}
	}
	return nil
}

// Last gives the newest batch of the store. Errors: [ErrNone].
func Last(ctx context.Context, m *Mover) (*Batch, error) {
	number := 0
	for {
		there, err := exists(ctx, m.Store, batchKey(number+1, "plan.json"))
		if err != nil {
			return nil, err
		}
		if !there {
			break
		}
		number++
	}
	if number == 0 {
		return nil, ErrNone
	}
	return open(ctx, m, number)
}

// Numbered gives one batch of the store. Errors: [ErrNone].
func Numbered(ctx context.Context, m *Mover, number int) (*Batch, error) {
	b, err := open(ctx, m, number)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("batch %d: %w", number, ErrNone)
	}
	return b, err
}

func open(ctx context.Context, m *Mover, number int) (*Batch, error) {
	b := &Batch{Plan: new(Plan), Mover: m, Number: number, Resumed: true}
	data, err := readAll(ctx, m.Store, batchKey(number, "plan.json"))
	if err != nil {
		return nil, err
	}
	b.digest = digestOf(data)
	if err := storage.Damaged(json.Unmarshal(data, b.Plan)); err != nil {
		return nil, err
	}
	if b.Schema != planSchema {
		return nil, &BatchError{number, b.Made, ErrVersion}
	}
	return b, nil
}

// Join gives the batch of the store that somebody else has begun, to work on it as its plan
// says. Errors: [ErrNone], [ErrVersion].
func Join(ctx context.Context, m *Mover, number int, digest string) (*Batch, error) {
	b, err := open(ctx, m, number)
	if errors.Is(err, fs.ErrNotExist) || err == nil && b.digest != digest {
		return nil, fmt.Errorf("batch %d with plan %.16s: %w", number, digest, ErrNone)
	}
	if err != nil {
		return nil, err
	}
	m.Target, m.Filed, m.Whole, m.Dry = b.Plan.Target, b.Plan.Filed, b.Plan.Whole, b.Plan.Dry
	return b, b.fits()
}

// Over reports whether a batch is done or was cancelled.
func (b *Batch) Over(ctx context.Context) (bool, error) {
	done, err := exists(ctx, b.Store, b.key("DONE"))
	if err != nil || done {
		return done, err
	}
	return b.Cancelled(ctx)
}

// Cancelled reports whether nobody shall go on.
func (b *Batch) Cancelled(ctx context.Context) (bool, error) {
	return exists(ctx, b.Store, b.key("CANCELLED"))
}

// Cancel says that nobody shall go on. What was made stays.
func (b *Batch) Cancel(ctx context.Context) error { return b.put(ctx, b.key("CANCELLED"), []byte{}) }

// put creates an object; that it is there already is no error: all write the same.
func (b *Batch) put(ctx context.Context, key string, data []byte) error {
	err := b.Store.Put(ctx, key, storage.ContentOf(data), bytes.NewReader(data))
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

func exists(ctx context.Context, store storage.Store, key string) (bool, error) {
	_, err := store.Stat(ctx, key)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func readAll(ctx context.Context, store storage.Store, key string) ([]byte, error) {
	r, err := store.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}
