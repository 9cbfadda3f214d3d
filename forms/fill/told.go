package fill

import (
	"cmp"
	"slices"

	"yoshiki/forms/document"
	"yoshiki/forms/readback/official"
)

// told is what the markers of a copy showed, for those who read it back.
type told struct {
	bound   *Bound
	shown   map[official.Key]official.Value
	entries map[official.Key]int
	at      [official.MaxLists]int // entries of lists that are written
}

// Shown is what a marker showed.
func (t *told) Shown(k official.Key) (official.Value, bool) {
	v, ok := t.shown[k]
	return v, ok
}

// Entries is how many rows a marker made.
func (t *told) Entries(k official.Key) int { return t.entries[k] }

func (t *told) key(m *Marker) official.Key {
	k := t.bound.numbers[m]
	k.At = t.at
	return k
}

// show notes what a marker shows.
func (t *told) show(m *Marker, v shown) {
	t.shown[t.key(m)] = official.Value{Label: t.bound.label(m), Path: v.value.Path, Text: v.text, Box: m.Kind == Box, Holds: v.holds,
		Date: v.value.Date, Number: v.value.Number, Typed: v.value.Kind == document.Number || v.value.Kind == document.Date}
}

// label is what the form calls what a marker shows.
func (b *Bound) label(m *Marker) string { return cmp.Or(b.labels[m.Source], m.Source) }

// number numbers the markers in the order in which they stand in their parts.
func (t *Template) number() {
	t.numbers = map[*Marker]official.Key{}
	type place struct {
		marker *Marker
		at     [3]int
	}
	all := map[*part][]place{}
	t.every(func(f *flow, _ *block) bool {
		for i := range f.sites {
			p := place{f.sites[i].Marker, [3]int{f.glyphs[f.sites[i].from].From}}
			if f.cell != nil {
				p.at = [3]int{f.cell.row, f.cell.column, i}
			} else if f.heading {
				p.at = [3]int{lastRow + 1, p.at[0], i}
			}
			all[f.home()] = append(all[f.home()], p)
		}
		return true
	})
	for p, places := range all {
		slices.SortStableFunc(places, func(a, b place) int { return slices.Compare(a.at[:], b.at[:]) })
		for i := range places {
			t.numbers[places[i].marker] = official.Key{Part: p.name, N: i + 1}
		}
	}
	if t.book == nil {
		return
	}
	for _, s := range t.book.sheets {
		for _, k := range s.ticks {
			t.numbers[k.marker] = official.Key{Part: s.name + "#" + k.place.Name, N: 1}
		}
	}
}

// home is the part that a flow is read in: of a cell its sheet.
func (f *flow) home() *part {
	if f.cell != nil {
		return f.cell.sheet.part
	}
	return f.part
}
