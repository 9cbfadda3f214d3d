package pdf

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"unicode/utf16"

	"yoshiki/forms/pdf/finish"
	"yoshiki/forms/typeset"
)

// embed adds a subset to the file as a composite font (ISO 32000-2, 9.7) and returns the
// number of its object.
func embed(f *finish.File, s *typeset.Subset) (int, error) {
	data, err := s.File()
	if err != nil {
		return 0, err
	}
	m := s.Metrics()
	name := subsetTag(data) + "+" + m.Name
	program := f.AddStream(fmt.Sprintf("/Length1 %d", len(data)), data)
	descriptor := f.Add(fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0"+
		"/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>", name,
		m.BBox[0], m.BBox[1], m.BBox[2], m.BBox[3], m.Ascent, m.Descent, m.CapHeight, stem(m), program))
	cid := f.Add(fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"+
		"/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor %d 0 R/DW 1000/W[%s]>>", name, descriptor, widths(s.Glyphs())))
	unicode := f.AddStream("", toUnicode(s.Glyphs()))
	return f.Add(fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, cid, unicode)), nil
}

// subsetTag names a subset: six capitals from the digest of its file.
func subsetTag(data []byte) string {
	digest := sha256.Sum256(data)
	letters := digest[:6]
	for i := range letters {
		letters[i] = 'A' + letters[i]%26
	}
	return string(letters)
}

func stem(m typeset.Metrics) int {
	if m.Bold {
		return 140
	}
	return 80
}

// widths lists runs of glyphs of one width other than 1,000.
func widths(glyphs []typeset.Glyph) []byte {
	var b []byte
	for i := 0; i < len(glyphs); {
		j := i
		for j+1 < len(glyphs) && glyphs[j+1].Width == glyphs[i].Width {
			j++
		}
		if glyphs[i].Width != 1000 {
			b = strconv.AppendInt(b, int64(i), 10)
			b = strconv.AppendInt(append(b, ' '), int64(j), 10)
			b = strconv.AppendInt(append(b, ' '), int64(glyphs[i].Width), 10)
			b = append(b, ' ')
		}
		i = j + 1
	}
	return b
}

const (
	cmapHead = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
	cmapFoot = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
	mostChar = 100 // entries of one bfchar operator
)

// toUnicode maps each CID to its text in UTF-16 (ISO 32000-2, 9.10.3).
func toUnicode(glyphs []typeset.Glyph) []byte {
	b := append(make([]byte, 0, 512+16*len(glyphs)), cmapHead...)
	for i := 1; i < len(glyphs); {
		n := min(mostChar, len(glyphs)-i)
		b = strconv.AppendInt(b, int64(n), 10)
		b = append(b, " beginbfchar\n"...)
		for ; n > 0; i, n = i+1, n-1 {
			b = appendHex(append(b, '<'), uint16(i))
			b = append(b, "> <"...)
			for _, r := range glyphs[i].Text {
				b = appendUTF16(b, r)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, cmapFoot...)
}

func appendUTF16(b []byte, r rune) []byte {
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		return appendHex(appendHex(b, uint16(high)), uint16(low))
	}
	return appendHex(b, uint16(r))
}
