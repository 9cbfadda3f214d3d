package kept_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"yoshiki/cmd/internal/kept"
)

// memory is a cache of texts that counts how often each is made.
type memory struct {
	*kept.Cache[string]
	made sync.Map
}

func (m *memory) get(t testing.TB, key string, size int) {
	t.Helper()
	made, _ := m.made.LoadOrStore(key, new(atomic.Int64))
	got, err := kept.Get(t.Context(), m.Cache, key, func(s string) int { return len(s) }, func(context.Context) (string, error) {
		made.(*atomic.Int64).Add(1)
		return key + strings.Repeat(".", size-len(key)), nil
	})
	if err != nil || len(got) != size || !strings.HasPrefix(got, key) {
		t.Errorf("%s: %d bytes, %v", key, len(got), err)
	}
}

// count tells how often something was made.
func (m *memory) count(key string) int64 {
	made, ok := m.made.Load(key)
	if !ok {
		return 0
	}
	return made.(*atomic.Int64).Load()
}

// TestBound: those go that were not asked for for longest, and never the last one.
func TestBound(t *testing.T) {
	const size = 4096 - kept.Overhead
	m := &memory{Cache: kept.New[string](3 * 4096)}
	for _, key := range strings.Fields("a b c a d a b") { // d takes the place of b, and b that of c
		m.get(t, key, size)
	}
	m.get(t, "large", 1<<20)
	m.get(t, "large", 1<<20)
	m.get(t, "d", size)
	for key, want := range map[string]int64{"a": 1, "b": 2, "c": 1, "d": 2, "large": 1} {
		if got := m.count(key); got != want {
			t.Errorf("%s was made %d times, not %d", key, got, want)
		}
	}
}

// TestSmall: what takes nothing by its size is bounded as well.
func TestSmall(t *testing.T) {
	m := &memory{Cache: kept.New[string](2 * kept.Overhead)}
	for _, key := range []string{"", "a", "b", ""} {
		m.get(t, key, len(key))
	}
	if m.count("") != 2 {
		t.Error("the first was kept")
	}
}

// TestNil: a nil cache makes all anew, and lets who is gone end the making.
func TestNil(t *testing.T) {
	m := &memory{}
	m.get(t, "a", 1)
	m.get(t, "a", 1)
	if m.count("a") != 2 {
		t.Error("a nil cache keeps something")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ask := func(c *kept.Cache[string]) error {
		_, err := kept.Get(ctx, c, "b", func(int) int { return 0 }, func(ctx context.Context) (int, error) { return 0, ctx.Err() })
		return err
	}
	if err := ask(nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := ask(kept.New[string](1)); err != nil {
		t.Error("others may wait for it:", err)
	}
}

// TestFaults: what fails or panics is told, and found the next time.
func TestFaults(t *testing.T) {
	c, fault := kept.New[string](1<<20), errors.New("no paper")
	ask := func(err error) (n int, told any) {
		defer func() {
			if r := recover(); r != nil {
				told = r
			}
		}()
		n, told = kept.Get(t.Context(), c, "a", func(int) int { return 8 }, func(context.Context) (int, error) {
			if err == nil {
				return 7, nil
			}
			if err != fault {
				panic(err)
			}
			return 0, err
		})
		return n, told
	}
	broken := errors.New("broken")
	for _, err := range []error{fault, broken, nil} {
		if _, told := ask(err); told != any(err) {
			t.Errorf("%v is told as %v", err, told)
		}
	}
	if n, told := ask(fault); n != 7 || told != nil {
		t.Errorf("what was found is not kept: %d, %v", n, told)
	}
}

// TestTogether: however many ask at once, all get what was made once: what is being made stays
// while others come and go.
func TestTogether(t *testing.T) {
	m := &memory{Cache: kept.New[string](100 << 10)}
	making, end := make(chan struct{}), make(chan struct{})
	var made atomic.Int64
	slow := func() {
		n, err := kept.Get(t.Context(), m.Cache, "slow", func(int64) int { return 8 }, func(context.Context) (int64, error) {
			close(making)
			<-end
			return made.Add(1), nil
		})
		if n != 1 || err != nil {
			t.Error(n, err)
		}
	}
	var all, others sync.WaitGroup
	all.Go(slow)
	<-making
	for i := range 8 {
		others.Go(func() {
			for j := range 50 {
				m.get(t, string(rune('a'+(i*j)%26)), 40<<10) // of which two have room
			}
		})
	}
	others.Wait()
	for range 8 {
		all.Go(slow)
	}
	close(end)
	all.Wait()
}
