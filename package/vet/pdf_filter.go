package vet

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
	"slices"
)

// undo undoes one filter (section 7.4).
func (p *pdfFile) undo(name pdfName, parm pdfDict, data []byte, most int) ([]byte, error) {
	var out []byte
	switch name {
	case "FlateDecode", "Fl":
		out = inflate(data, most)
	case "LZWDecode", "LZW":
		early, given := p.resolve(parm["EarlyChange"]).(int64)
		out = unLZW(data, !given || early != 0, most)
	case "ASCIIHexDecode", "AHx":
		hex, _, _ := bytes.Cut(data, []byte(">"))
		out = unhex(hex)
	case "ASCII85Decode", "A85":
		out = un85(data)
	case "RunLengthDecode", "RL":
		out = unRun(data, most)
	case "Crypt":
		return data, nil
	default:
		return nil, Mark{PDFDamaged, "filter " + string(name)}
	}
	if len(out) > most {
		return nil, Mark{FileBomb, "stream"}
	}
	return p.unpredict(parm, out), nil
}

// inflate undoes Flate, with or without the zlib header, as far as it goes; of what is
// longer than most it gives one byte more.
func inflate(data []byte, most int) []byte {
	data = bytes.TrimLeft(data, "\r\n")
	var first []byte
	for _, skip := range []int{2, 0} {
		if len(data) < skip {
			continue
		}
		out, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[skip:])), int64(most)+1))
		if err == nil || len(out) > len(first) {
			first = out
		}
		if err == nil || len(out) > 0 && skip == 2 && len(data) > 1 && data[0]&0xf == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
			return first
		}
	}
	return first
}

func un85(data []byte) []byte {
	data, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~"))
	out := make([]byte, len(data)*4+4)
	n, _, _ := ascii85.Decode(out, data, true) // what came before a mistake counts
	return out[:n]
}

func unRun(data []byte, most int) []byte {
	out := []byte{}
	for len(data) > 1 && len(out) <= most {
		n := int(data[0])
		switch {
		case n == 128:
			return out
		case n < 128:
			n = min(n+1, len(data)-1)
			out, data = append(out, data[1:1+n]...), data[1+n:]
		default:
			out, data = append(out, bytes.Repeat(data[1:2], 257-n)...), data[2:]
		}
	}
	return out
}

// unLZW undoes the LZW of PDF (section 7.4.4): codes of 9 to 12 bits, the highest bit
// first, 256 begins anew, 257 ends.
func unLZW(data []byte, early bool, most int) []byte {
	var out []byte
	var table [4096][]byte
	for i := range 256 {
		table[i] = []byte{byte(i)}
	}
	next, width, before := 258, 9, []byte(nil)
	change := 0
	if early {
		change = 1
	}
	for bit := 0; bit+width <= 8*len(data) && len(out) <= maxPDFStream; {
		code := 0
		for i := range width {
			code = code<<1 | int(data[(bit+i)/8]>>(7-(bit+i)%8))&1
		}
		bit += width
		switch {
		case code == 257:
			return append([]byte{}, out...)
		case code == 256:
			next, width, before = 258, 9, nil
			continue
		case code > next || code == next && before == nil || code < next && code >= 256 && table[code] == nil:
			return out
		}
		word := table[code]
		if code == next {
			word = append(before[:len(before):len(before)], before[0])
		}
		if before != nil && next < len(table) {
			table[next] = append(before[:len(before):len(before)], word[0])
			next++
		}
		out, before = append(out, word...), word
		if next+change >= 1<<width && width < 12 {
			width++
		}
	}
	return out
}

// unpredict undoes the predictors of PNG and, of whole bytes, that of TIFF (section 7.4.4.4).
func (p *pdfFile) unpredict(parm pdfDict, data []byte) []byte {
	predictor, _ := p.resolve(parm["Predictor"]).(int64)
	if predictor != 2 && predictor < 10 || len(data) == 0 {
		return data
	}
	colors, bits, columns := p.number(parm["Colors"], 1), p.number(parm["BitsPerComponent"], 8), p.number(parm["Columns"], 1)
	if colors > 32 || bits > 16 || columns > 1<<20 || predictor == 2 && bits != 8 {
		return nil
	}
	pixel, row := max(1, colors*bits/8), (colors*bits*columns+7)/8
	if predictor == 2 {
		return undiff(data, row, pixel)
	}
	var out []byte
	above := make([]byte, row)
	for len(data) > 1 {
		line := make([]byte, row)
		n := copy(line, data[1:])
		unfilter(data[0], line, above, pixel)
		out, data, above = append(out, line[:n]...), data[1+n:], line
	}
	return out
}

// undiff adds to each byte the one a pixel to its left.
func undiff(data []byte, row, pixel int) []byte {
	out := bytes.Clone(data)
	for line := range slices.Chunk(out, row) {
		unfilter(1, line, line, pixel)
	}
	return out
}

func (p *pdfFile) number(v any, otherwise int) int {
	if n, ok := p.resolve(v).(int64); ok && n > 0 && n < 1<<30 {
		return int(n)
	}
	return otherwise
}

// unfilter undoes a filter of PNG (RFC 2083, section 6) in a line.
func unfilter(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, corner byte
		if i >= pixel {
			left, corner = line[i-pixel], above[i-pixel]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(left, above[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	estimate := int(a) + int(b) - int(c)
	da, db, dc := distance(estimate, a), distance(estimate, b), distance(estimate, c)
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func distance(n int, b byte) int { return max(n-int(b), int(b)-n) }
