// Package typeset knows typefaces and Japanese line breaking: how wide a text is, where
// its lines end, which glyphs draw it, and which characters nothing can draw.
//
// [Load] opens the fonts once per process; a [Fonts] is then shared by all renderers and
// is safe for concurrent use. Outlines stay where they are, in the program's file or on
// disk: only the character maps, widths and glyph offsets are read, and the outlines of
// the glyphs that a document uses when its [Subset] is written.
//
// A text passes through in three steps. Characters become a run of [Glyph] values, each
// of which remembers the text that it stands for: a kanji with a variation selector
// becomes the one variant glyph, か with U+3099 is drawn as が, and copying from the
// finished page still gives back the code points of the case. A character that the face
// lacks is taken from Noto Serif JP, then from the fonts of the user. A character that
// none of them has is reported by [Fonts.Missing], never drawn as a box; so are control
// and format characters, and scripts that need shaping or run from right to left.
//
// Between the glyphs the break rules are laid: those of Unicode (UAX #14), then the
// 行頭禁則 and 行末禁則 of JIS X 4051, then what a government form keeps whole: numbers,
// dates, ids of controls, 様式2-4. Lines are filled greedily (追い出し). A run that fits on
// no line is broken nonetheless, an address of the web after its punctuation: no line is
// ever wider than its measure, but for spaces that hang at its end.
//
// Widths are whole thousandths of an em, the unit of PDF, so that a line measured here
// is as wide on paper. Sizes and widths in the interface are points.
package typeset

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
)

// Face is one of the typefaces in which forms are set.
type Face int

// The faces: BIZ UDMincho Regular for text, BIZ UDGothic Regular and Bold for labels
// and headings.
const (
	Mincho Face = iota
	Gothic
	GothicBold
	faces
)

var files = [...]string{
	Mincho:     "fonts/BIZUDMincho-Regular.ttf",
	Gothic:     "fonts/BIZUDGothic-Regular.ttf",
	GothicBold: "fonts/BIZUDGothic-Bold.ttf",
	faces:      "fonts/NotoSerifJP-Regular.ttf", // the fallback of all three
}

// maxFonts keeps the index of a font within the byte that a glyph has for it.
const maxFonts = 200

// Fonts is a set of opened fonts. It is safe for concurrent use.
type Fonts struct {
	fonts []*font
	pages [faces][0x1100]atomic.Pointer[page] // by the code point's upper bits
	pool  sync.Pool                           // *breaker
}

// Load opens the four fonts of the product in fsys and the fonts at the paths extra,
// which are asked last, in their order. Files that are not io.ReaderAt are read into
// memory; those of an embed.FS and of a disk are not. An extra font must be TrueType
// with glyf outlines and permit embedding. The files stay open until Close.
func Load(fsys fs.FS, extra ...string) (*Fonts, error) {
	if len(extra) > maxFonts {
		return nil, fmt.Errorf("%d fallback fonts: at most %d", len(extra), maxFonts)
	}
	f := &Fonts{}
	for _, name := range files {
		file, err := fsys.Open(name)
		if err := f.add(name, file, err); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	for _, name := range extra {
		file, err := os.Open(name)
		if err := f.add(name, file, err); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

func (f *Fonts) add(name string, file fs.File, err error) error {
	if err != nil {
		return err
	}
	font, err := openFont(file)
	if err != nil {
		return errors.Join(fmt.Errorf("font %s: %w", name, err), file.Close())
	}
	f.fonts = append(f.fonts, font)
	return nil
}

// Close closes the files of the fonts. No method may be called afterwards.
func (f *Fonts) Close() error {
	var errs []error
	for _, font := range f.fonts {
		errs = append(errs, font.file.Close())
	}
	return errors.Join(errs...)
}

// chain yields the index of the k-th font that face asks for a character, or -1.
func (f *Fonts) chain(face Face, k int) int {
	if k == 0 {
		return int(face)
	}
	if at := int(faces) + k - 1; at < len(f.fonts) {
		return at
	}
	return -1
}
