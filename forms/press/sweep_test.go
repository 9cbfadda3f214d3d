package press

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/forms/judge"
	"yoshiki/forms/pdf"
	"yoshiki/forms/typeset"
	"yoshiki/templates"
)

// TestSweep puts every assigned code point and every variation sequence that a font of the
// product registers through the three writers, between two kanji and alone: it is printed and
// read back exactly, or refused with a reason. Without YOSHIKI_LONG, one in 40.
func TestSweep(t *testing.T) {
	step := 40
	if os.Getenv("YOSHIKI_LONG") != "" {
		step = 1
	}
	p := newPress(t)
	var printed []string
	refused := map[string]int{}
	all := append(assigned(), sequences(t)...)
	for i := 0; i < len(all); i += step {
		reason := refusedFor(t, p, all[i])
		if refused[reason]++; reason == "" {
			printed = append(printed, all[i], "亜"+all[i]+"亜")
		}
	}
	t.Logf("%d of %d: %d printed, refused: %v", (len(all)+step-1)/step, len(all), refused[""], refused)
	for some := range slices.Chunk(printed, 1000) {
		for _, format := range Formats {
			file, err := p.Print(swept(some), format)
			if err != nil {
				t.Errorf("%s: %.300v", format, err)
			}
			if format == "pdf" {
				extracted(t, file, some)
			}
		}
	}
}

// refusedFor is why a text is on no paper, or "".
func refusedFor(t *testing.T, p *Press, text string) string {
	for _, r := range text {
		if casefile.Refused(r) {
			return "case:" + casefile.CharacterClass(r)
		}
	}
	err := p.Check(swept([]string{text}))
	glyph := new(pdf.GlyphError)
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &glyph) || !slices.Equal(glyph.Clusters, []string{text}) || glyph.Path != "/0":
		t.Errorf("%+q: %v", text, err)
	}
	return string(typeset.WhyNot(text))
}

// extracted asks pdftotext whether each text stands in the file, in its order.
func extracted(t *testing.T, file []byte, texts []string) {
	name := t.TempDir() + "/swept.pdf"
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := judge.Command(t, "pdftotext", "-raw", "-nopgbrk", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	solid := func(s string) string { return strings.Join(strings.Fields(s), "") }
	got := solid(string(out))
	for _, text := range texts {
		before, after, ok := strings.Cut(got, solid(text))
		if !ok || len(before) > 200 {
			t.Errorf("%+q is not where it should be, after %.100q", text, before)
			continue
		}
		got = after
	}
}

// swept is a form with texts in it.
func swept(texts []string) *document.Document {
	table := document.Table{Columns: []document.Column{{Label: "文字", Width: 1}}}
	for i, text := range texts {
		table.Rows = append(table.Rows, []document.Value{{Text: text, Path: fmt.Sprint("/", i)}})
	}
	return &document.Document{Form: "2-4", Number: "様式2-4", Title: "登録申請書", Edition: "版", Date: "2026-04-15",
		Sections: []document.Section{{Name: "本文", Blocks: []document.Block{table}}}}
}

// assigned are the characters of Unicode, and those of private use.
func assigned() (all []string) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co) && r != '\n' {
			all = append(all, string(r))
		}
	}
	return all
}

// sequences are the variation sequences of the fonts (cmap subtables of format 14).
func sequences(t *testing.T) (all []string) {
	be := binary.BigEndian
	u24 := func(b []byte) rune { return rune(b[0])<<16 | rune(b[1])<<8 | rune(b[2]) }
	for _, name := range []string{"BIZUDMincho-Regular", "BIZUDGothic-Regular", "BIZUDGothic-Bold", "NotoSerifJP-Regular"} {
		b, err := fs.ReadFile(templates.FS, "fonts/"+name+".ttf")
		if err != nil {
			t.Fatal(err)
		}
		at := 12
		for string(b[at:at+4]) != "cmap" {
			at += 16
		}
		cmap := b[be.Uint32(b[at+8:]):]
		for i := range int(be.Uint16(cmap[2:])) {
			sub := cmap[be.Uint32(cmap[4+8*i+4:]):]
			if be.Uint16(sub) != 14 {
				continue
			}
			for k := range int(be.Uint32(sub[6:])) {
				record := sub[10+11*k:]
				selector := string(u24(record))
				if off := be.Uint32(record[3:]); off != 0 {
					for j := range int(be.Uint32(sub[off:])) {
						run := sub[off+4+4*uint32(j):]
						for r := u24(run); r <= u24(run)+rune(run[3]); r++ {
							all = append(all, string(r)+selector)
						}
					}
				}
				if off := be.Uint32(record[7:]); off != 0 {
					for j := range int(be.Uint32(sub[off:])) {
						all = append(all, string(u24(sub[off+4+5*uint32(j):]))+selector)
					}
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
