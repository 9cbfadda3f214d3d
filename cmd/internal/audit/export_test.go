package audit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"yoshiki/storage/mem"
)

// TestExportOfOneTenant: a tenant that leaves takes its entries, and nothing of others; each of
// many changes to what it took is found without the log.
func TestExportOfOneTenant(t *testing.T) {
	o := Options{Store: new(mem.Store), Key: newKey(t), Every: time.Millisecond}
	for range 2 {
		l := open(t, o)
		for range 3 {
			add(t, l, 6, 12)
		}
		shut(t, l)
	}
	var b bytes.Buffer
	n, err := Export(t.Context(), o.Store, "t1", Range{}, &b)
	if err != nil || n != 2*3*4 {
		t.Fatal(n, err)
	}
	text := b.String()
	if strings.Contains(text, `"t0"`) || strings.Contains(text, `"t2"`) || strings.Count(text, `"tenant":"t1"`) != n {
		t.Error("not the entries of t1 alone")
	}
	e := Evidence{Keys: public(o.Key)}
	if r, err := VerifyExport(strings.NewReader(text), e); err != nil || len(r.Findings) > 0 || r.Entries != n {
		t.Errorf("%+v %v", r, err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 500 {
		changed, how := changedExport(text, rng)
		if r, err := VerifyExport(strings.NewReader(changed), e); err != nil || len(r.Findings) == 0 {
			t.Errorf("%d: %s is not found: %v", i, how, err)
		}
	}
	if r, err := VerifyExport(strings.NewReader(text), Evidence{Keys: public(newKey(t))}); err != nil || len(r.Findings) == 0 {
		t.Error("a strange key is not found")
	}
}

// changedExport is an export with one thing changed.
func changedExport(text string, rng *rand.Rand) (string, string) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	i := rng.IntN(len(lines))
	how := fmt.Sprint("line ", i+1, " ")
	switch rng.IntN(5) {
	case 0:
		how += "taken out"
		lines = slices.Delete(lines, i, i+1)
	case 1:
		how += "twice"
		lines = slices.Insert(lines, i, lines[i])
	case 2:
		how += "with another bit"
		l := []byte(lines[i])
		l[rng.IntN(len(l))] ^= 1 << rng.IntN(7)
		lines[i] = string(l)
	case 3:
		how += "the last"
		lines = lines[:i]
		if i == 0 || strings.HasPrefix(lines[i-1], `{"key"`) {
			lines = append(lines, "{}")
		}
	case 4:
		how += "cut"
		lines[i] = lines[i][:rng.IntN(len(lines[i]))]
	}
	return strings.Join(lines, "\n") + "\n", how
}

func TestExportOfAll(t *testing.T) {
	o := Options{Store: new(mem.Store), Key: newKey(t)}
	l := open(t, o)
	add(t, l, 3, 30)
	shut(t, l)
	var b bytes.Buffer
	n, err := Export(t.Context(), o.Store, "", Range{}, &b)
	if err != nil || n != 32 || strings.Contains(b.String(), `"digest"`) {
		t.Error(n, err)
	}
	if n, err := Export(t.Context(), o.Store, "", Range{To: "2020-01-01"}, &b); n != 0 || err != nil {
		t.Error(n, err)
	}
}
