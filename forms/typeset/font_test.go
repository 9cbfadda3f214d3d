package typeset

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"yoshiki/templates"
)

var load = sync.OnceValues(func() (*Fonts, error) { return Load(templates.FS) })

func fonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// small makes a font of a few glyphs of BIZ UDMincho, with character maps of the formats
// 4, 12 and 14, to be damaged by tests.
func small(t testing.TB) []byte {
	t.Helper()
	s := fonts(t).Subset(uint8(Mincho))
	for _, g := range fonts(t).Shape(nil, "AÅか㋿葛", Mincho) {
		s.CID(g)
	}
	o := &outlines{font: s.font, numbers: map[uint16]uint16{}}
	for _, g := range s.glyphs {
		o.ids = append(o.ids, g.ID)
	}
	if err := o.collect(); err != nil {
		t.Fatal(err)
	}
	file := o.write()
	plain, err := (&parsedTables{file}).all()
	if err != nil {
		t.Fatal(err)
	}
	name, err := s.font.table("name", 6)
	if err != nil {
		t.Fatal(err)
	}
	os2, err := s.font.table("OS/2", 10)
	if err != nil {
		t.Fatal(err)
	}
	return assemble(append(plain, table{"name", name}, table{"OS/2", os2}, table{"cmap", smallCmap()}))
}

// parsedTables lists the tables of a well-formed font file.
type parsedTables struct{ file []byte }

func (p *parsedTables) all() ([]table, error) {
	var list []table
	n := int(be.Uint16(p.file[4:]))
	for i := range n {
		entry := p.file[12+16*i:]
		off, size := be.Uint32(entry[8:]), be.Uint32(entry[12:])
		list = append(list, table{string(entry[:4]), p.file[off : off+size]})
	}
	return list, nil
}

// smallCmap maps A to 1, Å to 2, か to 3, ㋿ to 4, 葛 to 5; 葛 with U+E0100 is 5 by
// default and with U+E0101 is 4.
func smallCmap() []byte {
	words := func(v ...uint16) (b []byte) {
		for _, w := range v {
			b = be.AppendUint16(b, w)
		}
		return b
	}
	four := words(4, 40, 0, 6, 0, 0, 0, 'A', 0x304b, 0xffff, 0, 'A', 0x304b, 0xffff, 0xffc0, 0, 1, 0, 4, 0, 3)
	be.PutUint16(four[2:], uint16(len(four)))
	var twelve []byte
	chars := []rune{'A', 'Å', 'か', '㋿', '葛'}
	twelve = append(words(12, 0), make([]byte, 8)...)
	twelve = be.AppendUint32(twelve, uint32(len(chars)))
	for i, r := range chars {
		for _, v := range []uint32{uint32(r), uint32(r), uint32(i + 1)} {
			twelve = be.AppendUint32(twelve, v)
		}
	}
	be.PutUint32(twelve[4:], uint32(len(twelve)))
	fourteen := append(words(14, 0, 0, 0, 2), 0x0e, 0x01, 0x00, 0, 0, 0, 32, 0, 0, 0, 0, 0x0e, 0x01, 0x01, 0, 0, 0, 0, 0, 0, 0, 40)
	fourteen = append(fourteen, 0, 0, 0, 1, 0x00, 0x84, 0x5b, 0)
	fourteen = append(fourteen, 0, 0, 0, 1, 0x00, 0x84, 0x5b, 0, 4)
	be.PutUint32(fourteen[2:], uint32(len(fourteen)))
	head := words(0, 3)
	at := 4 + 8*3
	for _, sub := range []struct {
		platform, encoding uint16
		data               []byte
	}{{3, 1, four}, {3, 10, twelve}, {0, 5, fourteen}} {
		head = append(head, words(sub.platform, sub.encoding)...)
		head = be.AppendUint32(head, uint32(at))
		at += len(sub.data)
	}
	return slices.Concat(head, four, twelve, fourteen)
}

func open(t testing.TB, data []byte) (*font, error) {
	t.Helper()
	file, err := fstest.MapFS{"x.ttf": &fstest.MapFile{Data: data}}.Open("x.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return openFont(file)
}

func TestCharacterMaps(t *testing.T) {
	f, err := open(t, small(t))
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range map[rune]uint16{'A': 1, 'Å': 2, 'か': 3, '㋿': 4, '葛': 5, 'B': 0, 0: 0, 0x10ffff: 0, '城': 0} {
		if got := f.glyph(r); got != want {
			t.Errorf("glyph of %q is %d, not %d", r, got, want)
		}
	}
	for _, v := range []struct {
		r, selector rune
		want        uint16
	}{{'葛', 0xe0100, 5}, {'葛', 0xe0101, 4}, {'葛', 0xe0102, 0}, {'か', 0xe0100, 0}, {'A', 0xfe00, 0}} {
		if got := f.variant(v.r, v.selector); got != v.want {
			t.Errorf("glyph of %q with %X is %d, not %d", v.r, v.selector, got, v.want)
		}
	}
}

// TestFormatsAgree reads the character maps of the fonts in both formats they have.
func TestFormatsAgree(t *testing.T) {
	for _, f := range fonts(t).fonts {
		cmap, err := f.table("cmap", 4)
		if err != nil {
			t.Fatal(err)
		}
		four := &font{glyphs: f.glyphs}
		for i := range int(u16(cmap, 2)) {
			if sub := cmap[u32(cmap, 4+8*i+4):]; u16(sub, 0) == 4 {
				four.chars = charmap{data: sub[:u16(sub, 2)]}
			}
		}
		count := 0
		for r := range rune(0xffff) {
			if g := f.glyph(r); g != four.glyph(r) {
				t.Fatalf("%s: %U is glyph %d or %d", f.metrics.Name, r, g, four.glyph(r))
			} else if g != 0 {
				count++
			}
		}
		if count < 9000 {
			t.Errorf("%s: only %d characters", f.metrics.Name, count)
		}
	}
}

// TestFacesDrawTheSame holds what Missing relies on.
func TestFacesDrawTheSame(t *testing.T) {
	f := fonts(t)
	selectors := []rune{0xe0100, 0xe0101, 0xe0102, 0xe0103, 0xe0104, 0xe0105, 0xfe00, 0xfe01, 0xfe0e, 0xfe0f}
	for face := Gothic; face < faces; face++ {
		for r := range rune(0x30000) {
			if (f.slot(r, face).glyph == 0) != (f.slot(r, Mincho).glyph == 0) {
				t.Errorf("%U is drawn in one face only", r)
			}
			for _, vs := range selectors {
				if f.slot(r, face).class&free == 0 {
					break // the sequences of the fonts begin with kanji
				}
				if (f.fonts[face].variant(r, vs) == 0) != (f.fonts[Mincho].variant(r, vs) == 0) {
					t.Errorf("%U %U is drawn in one face only", r, vs)
				}
			}
		}
	}
}

func TestLoadRefusesWhatItCannotUse(t *testing.T) {
	damage := func(at int, b ...byte) []byte {
		data := small(t)
		copy(data[at:], b)
		return data
	}
	for name, data := range map[string][]byte{
		"empty":      nil,
		"text":       []byte("this is not a font at all"),
		"collection": damage(0, 't', 't', 'c', 'f'),
		"opentype":   damage(0, 'O', 'T', 'T', 'O'),
		"cut short":  small(t)[:900],
		"no tables":  damage(4, 0, 0),
		"restricted": restricted(t),
	} {
		path := t.TempDir() + "/extra.ttf"
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(templates.FS, path); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Load(templates.FS, t.TempDir()+"/none.ttf"); err == nil {
		t.Error("no error for a file that is not there")
	}
	if _, err := Load(fstest.MapFS{}); err == nil {
		t.Error("no error without the fonts of the product")
	}
}

// restricted is a font whose licence bits forbid embedding.
func restricted(t *testing.T) []byte {
	data := small(t)
	tables, _ := (&parsedTables{data}).all()
	for _, table := range tables {
		if table.tag == "OS/2" {
			be.PutUint16(table.data[8:], 2)
		}
	}
	return data
}

// plainFile hides that a file can be read at any place.
type plainFile struct{ fs.File }

func TestExtraFontIsAskedLast(t *testing.T) {
	path := t.TempDir() + "/extra.ttf"
	if err := os.WriteFile(path, small(t), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Load(templates.FS, path)
	if err != nil {
		t.Fatal(err)
	}
	if g := f.Shape(nil, "葛", Gothic)[0]; g.Font != uint8(Gothic) {
		t.Errorf("葛 comes from font %d", g.Font)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openFont(plainFile{file}); err != nil {
		t.Errorf("a file without ReadAt: %v", err)
	}
}

func FuzzFont(f *testing.F) {
	good := small(f)
	f.Add(good, 0, byte(0))
	for at := 0; at < 600; at += 7 {
		f.Add(good, at, byte(0xff))
	}
	f.Fuzz(func(t *testing.T, data []byte, at int, b byte) {
		if at >= 0 && at < len(data) {
			data = bytes.Clone(data)
			data[at] = b
		}
		font, err := open(t, data)
		if err != nil {
			return
		}
		set := &Fonts{fonts: repeated(font)}
		for _, text := range []string{"AÅか㋿葛", "葛\U000E0100葛\U000E0101葛\U000E0102", "か\u3099\xff\n"} {
			set.Missing(text)
			set.Break(text, Gothic, 10, 25)
			s := set.Subset(0)
			for _, g := range set.Shape(nil, text, Mincho) {
				if g.ID != 0 {
					s.CID(g)
				}
			}
			_, _ = s.File() // a damaged outline is an error
		}
	})
}

// repeated lets one font stand in for all.
func repeated(f *font) []*font { return []*font{f, f, f, f} }
