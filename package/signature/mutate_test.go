package signature

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMutations: whatever single byte of whatever signature file is changed, cut off or
// added, verification says so.
func TestMutations(t *testing.T) {
	w := newWorld(t)
	good := w.good(t)
	names := slices.Sorted(maps.Keys(good))
	rng := rand.New(rand.NewPCG(5652, 3161))
	for i := range 2000 {
		files := maps.Clone(good)
		name := names[i%len(names)]
		b := bytes.Clone(files[name])
		at := rng.IntN(len(b))
		switch rng.IntN(8) {
		case 0:
			b = b[:at]
		case 1:
			b = slices.Insert(b, at, byte(rng.IntN(256)))
		case 2:
			b = slices.Delete(b, at, at+1)
		default:
			b[at] ^= 1 << rng.IntN(8)
		}
		if bytes.Equal(b, good[name]) {
			continue
		}
		files[name] = b
		if r := Verify("sig/tagmanifest-sha256.txt", data, files, w.trust()); len(r.Faults) == 0 {
			t.Errorf("missed: %s at %d of %d", name, at, len(b))
		}
	}
}

// TestEveryBit: no bit of a .p7s, .tsr or .minisig can turn without a fault.
func TestEveryBit(t *testing.T) {
	w := newWorld(t)
	good := w.good(t)
	for _, suffix := range []string{CMSSuffix, StampSuffix, MinisignSuffix} {
		for i := range len(good[name+suffix]) * 8 {
			b := bytes.Clone(good[name+suffix])
			b[i/8] ^= 1 << (i % 8)
			if r := Verify(name, data, map[string][]byte{name + suffix: b}, w.only(suffix)); len(r.Faults) == 0 {
				t.Errorf("%s: bit %d", suffix, i)
			}
		}
	}
}
