package letters

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// Book gives out the numbers of one register: of one office, pattern and year. It is not for
// several goroutines at once; any number of Books of one register may be open.
type Book struct {
	store   storage.Store
	folder  string
	pattern *Pattern
	year    int
	last    int           // the last number known to be taken
	open    map[Ref][]int // letters that have taken numbers and are not issued
}

// Ref names a letter in the store.
type Ref struct {
	Case casefile.CaseID `json:"case"`
	ID   string          `json:"letter"`
}

// OpenBook looks at a register. Office is the form's From.
func OpenBook(ctx context.Context, store storage.Store, office string, p *Pattern, year int) (*Book, error) {
	b := &Book{store: store, folder: path.Join("numbers", office, p.key(), strconv.Itoa(year)) + "/", pattern: p, year: year, open: map[Ref][]int{}}
	settled, taken := map[int]bool{}, []int{}
	for o, err := range store.List(ctx, b.folder) {
		if err != nil {
			return nil, err
		}
		name, kind, _ := strings.Cut(strings.TrimPrefix(o.Key, b.folder), ".")
		seq, err := strconv.Atoi(name)
		switch {
		case err != nil:
		case kind == "json":
			taken, b.last = append(taken, seq), max(b.last, seq)
		default:
			settled[seq] = true
		}
	}
	for _, seq := range taken {
		if settled[seq] {
			continue
		}
		var letter Ref
		if err := readJSON(ctx, store, b.key(seq, "json"), &letter); err != nil {
			return nil, err
		}
		b.open[letter] = append(b.open[letter], seq)
	}
	return b, nil
}

func (b *Book) key(seq int, kind string) string { return fmt.Sprintf("%s%06d.%s", b.folder, seq, kind) }

// Number is the number with a place in the register, as it is written.
func (b *Book) Number(seq int) string { return b.pattern.Write(b.year, seq) }

// Open are the letters that have taken numbers and are not issued, with the places of these.
func (b *Book) Open() map[Ref][]int { return b.open }

// Next is the place that a letter would get if it took a number now.
func (b *Book) Next(letter Ref) int {
	if taken := b.open[letter]; len(taken) > 0 {
		return taken[0]
	}
	return b.last + 1
}

// Take gives the next number to a letter, or the one that it has taken before.
func (b *Book) Take(ctx context.Context, letter Ref) (int, error) {
	if taken := b.open[letter]; len(taken) > 0 {
		return taken[0], nil
	}
	for {
		b.last++
		err := createJSON(ctx, b.store, b.key(b.last, "json"), letter)
		if err == nil {
			b.open[letter] = []int{b.last}
			return b.last, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return 0, err
		}
	}
}

// Register names the register in the store.
func (b *Book) Register() string { return b.folder }

// Settle notes that a letter is issued under one number, and [Book.Only] that.
func (b *Book) Settle(ctx context.Context, letter Ref, seq int) error {
	if err := b.mark(ctx, seq, "issued", letter); err != nil {
		return err
	}
	return b.Only(ctx, letter, seq)
}

// Only keeps one number for a letter; any others that were taken for it are void: it was
// issued twice at once.
func (b *Book) Only(ctx context.Context, letter Ref, seq int) error {
	for _, other := range b.open[letter] {
		if other != seq {
			if err := b.Void(ctx, other, reasonTwice); err != nil {
				return err
			}
		}
	}
	delete(b.open, letter)
	return nil
}

// reasonTwice is why a number is void that was taken for a letter with another number.
const reasonTwice = "同じ文書を同時に発行した処理が、別の番号で発行したため"

// Void says that a taken number is never used (欠番), and why.
func (b *Book) Void(ctx context.Context, seq int, reason string) error {
	return b.mark(ctx, seq, "void", void{reason})
}

// void is why a number is never used.
type void struct {
	Reason string `json:"reason"`
}

func (b *Book) mark(ctx context.Context, seq int, kind string, what any) error {
	err := createJSON(ctx, b.store, b.key(seq, kind), what)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// maxObject bounds what is read of one object, in bytes.
const maxObject = 16 << 20

func createJSON(ctx context.Context, store storage.Store, key string, what any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(what); err != nil {
		return err
	}
	return store.Put(ctx, key, storage.ContentOf(b.Bytes()), bytes.NewReader(b.Bytes()))
}

func readJSON(ctx context.Context, store storage.Store, key string, into any) error {
	r, err := store.Open(ctx, key)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(r, maxObject))
	if err = errors.Join(err, r.Close()); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return storage.Damaged(fmt.Errorf("%s: %w", key, err))
	}
	return nil
}
