package readback

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"unicode/utf16"
)

// font is the text of each glyph by its number (ISO 32000-2, 9.10.3), "" for none.
type font []string

// font reads a composite font whose codes are glyph numbers of two bytes.
func (p *pdfFile) font(o object) (font, error) {
	dict, err := p.resolve(o)
	if err != nil {
		return nil, err
	}
	if string(dict.get("Encoding")) != "/Identity-H" {
		return nil, fmt.Errorf("%w: encoding of a font", errPDF)
	}
	_, cmap, err := p.stream(dict.get("ToUnicode").reference())
	if err != nil {
		return nil, err
	}
	return readCMap(cmap)
}

// readCMap reads the entries between beginbfchar and endbfchar.
func readCMap(cmap []byte) (font, error) {
	texts := make(font, 0, 256)
	for {
		_, rest, ok := bytes.Cut(cmap, []byte("beginbfchar"))
		if !ok {
			return texts, nil
		}
		at := 0
		next := func() (b []byte) {
			from := skipSpace(rest, at)
			at = skipToken(rest, from)
			return rest[from:at]
		}
		for {
			code := next()
			if string(code) == "endbfchar" {
				break
			}
			cid, err := unhex(code)
			if err != nil || len(cid) != 2 {
				return nil, fmt.Errorf("%w: code in a font", errPDF)
			}
			text, err := unhex(next())
			if err != nil || len(text)%2 != 0 {
				return nil, fmt.Errorf("%w: text in a font", errPDF)
			}
			n := int(binary.BigEndian.Uint16(cid))
			for len(texts) <= n {
				texts = append(texts, "")
			}
			texts[n] = fromUTF16(text)
		}
		cmap = rest[at:]
	}
}

// unhex reads a string of hexadecimal digits in its brackets.
func unhex(b []byte) ([]byte, error) {
	if len(b) < 2 || b[0] != '<' || b[len(b)-1] != '>' {
		return nil, errPDF
	}
	return hex.AppendDecode(nil, b[1:len(b)-1])
}

func fromUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
