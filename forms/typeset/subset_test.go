package typeset

import (
	"bytes"
	"testing"
)

// TestSubsetKeepsOutlines compares each glyph of a subset, components included, with the
// glyph it was cut from.
func TestSubsetKeepsOutlines(t *testing.T) {
	f := fonts(t)
	for index, original := range f.fonts {
		s := f.Subset(uint8(index))
		for id := range original.glyphs {
			if id%3 == 0 || index == 3 {
				s.add(Glyph{Text: "x", ID: uint16(id)})
			}
		}
		data, err := s.File()
		if err != nil {
			t.Fatal(err)
		}
		if sum := checksum(data); sum != 0xb1b0afba {
			t.Errorf("%s: the file sums to %08x", original.metrics.Name, sum)
		}
		cut := reopen(t, data, original)
		for n, g := range s.Glyphs() {
			sameOutline(t, original, cut, g.ID, uint16(n))
			if original.width(g.ID) != cut.width(uint16(n)) {
				t.Errorf("glyph %d has another width", g.ID)
			}
		}
	}
}

// reopen reads the tables of a subset that has no character map.
func reopen(t *testing.T, data []byte, like *font) *font {
	t.Helper()
	f := &font{at: bytes.NewReader(data), size: int64(len(data))}
	if err := f.directory(); err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{f.parseHead, f.parseMaxp, f.parseHhea, f.parseLoca} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	if f.upem != like.upem {
		t.Errorf("%d units per em, not %d", f.upem, like.upem)
	}
	return f
}

// sameOutline compares what the glyphs draw and returns how many components it met.
func sameOutline(t *testing.T, a, b *font, from, to uint16) int {
	t.Helper()
	x, err := (&outlines{font: a}).read(from)
	if err != nil {
		t.Fatal(err)
	}
	y, err := (&outlines{font: b}).read(to)
	if err != nil {
		t.Fatal(err)
	}
	if len(x) == 0 || len(y) == 0 {
		if len(x) != len(y) {
			t.Errorf("glyph %d is empty on one side", from)
		}
		return 0
	}
	if !bytes.Equal(x[:10], y[:10]) {
		t.Fatalf("glyph %d has another box", from)
	}
	if n := int(int16(be.Uint16(x))); n >= 0 {
		points, rest := x[10+2*n+2+int(be.Uint16(x[10+2*n:])):], y[10+2*n+2:]
		if !bytes.Equal(x[:10+2*n], y[:10+2*n]) || be.Uint16(y[10+2*n:]) != 0 || !bytes.HasPrefix(rest, points) {
			t.Fatalf("glyph %d draws something else", from)
		}
		return 0
	}
	count := 0
	for at := 10; ; {
		flags := be.Uint16(x[at:])
		size := componentSize(flags)
		if !bytes.Equal(x[at+4:at+size], y[at+4:at+size]) {
			t.Fatalf("glyph %d places a component elsewhere", from)
		}
		count += 1 + sameOutline(t, a, b, be.Uint16(x[at+2:]), be.Uint16(y[at+2:]))
		if at += size; flags&moreFollow == 0 {
			return count
		}
	}
}

// composed is the small font with one glyph more, which is put together from two others
// and carries instructions.
func composed(t *testing.T) *font {
	t.Helper()
	composite := []byte{0xff, 0xff, 0, 0, 0, 0, 0, 9, 0, 9,
		0, argsAreWords | moreFollow, 0, 5, 0, 1, 0, 2,
		hasCode >> 8, hasScale, 0, 3, 4, 5, 0x20, 0,
		0, 2, 0x4f, 0x4f}
	tables, err := (&parsedTables{small(t)}).all()
	if err != nil {
		t.Fatal(err)
	}
	for i := range tables {
		data := bytes.Clone(tables[i].data)
		switch tables[i].tag {
		case "glyf":
			data = append(data, append(composite, 0, 0)...)
		case "loca":
			data = be.AppendUint32(data, be.Uint32(data[len(data)-4:])+uint32(len(composite)+2))
		case "hmtx":
			data = append(data, 0, 7)
		case "maxp":
			be.PutUint16(data[4:], 7)
		}
		tables[i].data = data
	}
	f, err := open(t, assemble(tables))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSubsetBringsComponentsAlong(t *testing.T) {
	original := composed(t)
	s := (&Fonts{fonts: []*font{original}}).Subset(0)
	s.add(Glyph{Text: "x", ID: 6})
	s.add(Glyph{Text: "y", ID: 3})
	data, err := s.File()
	if err != nil {
		t.Fatal(err)
	}
	cut := reopen(t, data, original)
	if cut.glyphs != 5 { // .notdef, x, y, and two components
		t.Errorf("%d glyphs", cut.glyphs)
	}
	if n := sameOutline(t, original, cut, 6, 1); n != 2 {
		t.Errorf("%d components", n)
	}
	sameOutline(t, original, cut, 3, 2)
	if got := be.Uint16(cut.hmtx[6:]); got != 7 {
		t.Errorf("left side bearing %d", got)
	}
}

func TestSubsetNumbersByTextAndFirstUse(t *testing.T) {
	f := fonts(t)
	s := f.Subset(uint8(Mincho))
	var got []uint16
	for _, g := range f.Shape(nil, "が葛か\u3099葛\U000E0100が葛\U000E0100か\u3099", Mincho) {
		if g.Font == uint8(Mincho) {
			got = append(got, s.CID(g))
		}
	}
	want := []uint16{1, 2, 3, 4, 1, 4, 3}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("numbers %v, want %v", got, want)
		}
	}
	texts := ""
	for _, g := range s.Glyphs() {
		texts += g.Text + "|"
	}
	if texts != "|が|葛|か\u3099|葛\U000E0100|" {
		t.Errorf("texts %q", texts)
	}
}

func TestSubsetIsDeterministic(t *testing.T) {
	file := func() []byte {
		s := fonts(t).Subset(3)
		for _, g := range fonts(t).Shape(nil, "𠮷𩸽Å𠮷", Mincho) {
			if g.Font == 3 {
				s.CID(g)
			}
		}
		data, err := s.File()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if !bytes.Equal(file(), file()) {
		t.Error("equal use gives other bytes")
	}
}
