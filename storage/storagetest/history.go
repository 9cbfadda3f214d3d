package storagetest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"yoshiki/storage"
)

// register is what one key does, seen from outside: it is empty until one Put succeeds;
// every other Put then fails with [fs.ErrExist], and every reader gets the winner's bytes.
// So all who find nothing, of whom there are so many, come before the Put that succeeds:
// to say so in the model keeps the search short.
func register(empty int) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return state{none, empty} },
		Step: func(before, input, output any) (bool, any) {
			s, c, got := before.(state), input.(call), output.(int)
			switch {
			case !c.put && got == none:
				return s.winner == none, state{none, s.empty - 1}
			case !c.put:
				return got == s.winner, s
			case got == c.writer:
				return s == state{none, 0}, state{c.writer, 0}
			}
			return s.winner != none, s
		},
	}
}

// state is who has won, and how many are still to find nothing.
type state struct{ winner, empty int }

// none is the winner of a race that nobody has won yet, and lost what a Put gives that has
// failed with [fs.ErrExist].
const (
	none = -1
	lost = -2
)

// call is a Put, or a look, by one of many writers.
type call struct {
	put    bool
	writer int
}

// history is what happened to one key, and when.
type history struct {
	start time.Time
	mu    sync.Mutex
	all   []porcupine.Operation
	empty int // who found nothing
}

// do runs a call and writes it down, unless it fails.
func (h *history) do(t *testing.T, c call, run func() (int, error)) {
	began := time.Since(h.start)
	got, err := run()
	ended := time.Since(h.start)
	if err != nil {
		t.Errorf("%+v: %v", c, err)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if !c.put && got == none {
		h.empty++
	}
	h.all = append(h.all, porcupine.Operation{ClientId: c.writer, Input: c, Output: got, Call: int64(began), Return: int64(ended)})
}

func linearizable(t *testing.T, s storage.Store) { Linearizable(t, s, 10) }

// Linearizable lets 32 writers race for one key after the other, as many as rounds or
// YOSHIKI_ROUNDS says. Each looks, writes bytes of its own, and looks again. What they saw
// must be what they could have seen one after the other.
func Linearizable(t *testing.T, s storage.Store, rounds int) {
	if text := os.Getenv("YOSHIKI_ROUNDS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		rounds = n
	}
	for round := range rounds {
		key := fmt.Sprintf("packages/linear-%04d/v0001/COMMIT", round)
		h := &history{start: time.Now()}
		parallel(32, func(i int) {
			look := func() (int, error) { return winnerOf(s, key) }
			h.do(t, call{writer: i}, look)
			h.do(t, call{put: true, writer: i}, func() (int, error) { return write(s, key, i) })
			h.do(t, call{writer: i}, look)
		})
		if result := porcupine.CheckOperationsTimeout(register(h.empty), h.all, 10*time.Second); result != porcupine.Ok {
			t.Fatalf("round %d: the history is not linearizable (%s): %+v", round, result, h.all)
		}
	}
}

func write(s storage.Store, key string, i int) (int, error) {
	err := put(s, key, content(i))
	if errors.Is(err, fs.ErrExist) {
		return lost, nil
	}
	return i, err
}

// winnerOf reads who has written key: the length of what is there tells.
func winnerOf(s storage.Store, key string) (int, error) {
	data, err := get(s, key)
	if errors.Is(err, fs.ErrNotExist) {
		return none, nil
	}
	if err != nil {
		return none, err
	}
	i := len(data) - len(content(0))
	if i < 0 || i > 255 || string(data) != string(content(i)) {
		return none, fmt.Errorf("%d bytes that nobody has written", len(data))
	}
	if size, err := s.Stat(context.Background(), key); err != nil || size != int64(len(data)) {
		return none, fmt.Errorf("%d bytes by Stat, %v; want %d", size, err, len(data))
	}
	return i, nil
}
