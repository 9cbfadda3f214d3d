package readback

import (
	"strconv"
	"strings"
)

// cells reads the cells of sheets.
type cells struct {
	scanner
	file    *File
	shared  []string
	formats []*format
	place   Place
	unseen  map[int]bool // columns
	text    []byte
}

func (b *cells) read() error {
	b.unseen = map[int]bool{}
	for {
		switch b.next() {
		case start:
			b.element()
		case endOfFile:
			return b.err
		}
	}
}

func (b *cells) element() {
	switch string(b.name) {
	case "col":
		if b.attr("hidden") == "1" || b.attr("width") == "0" {
			b.hide(b.attr("min"), b.attr("max"))
		}
	case "row":
		b.place.Row++
		if n, err := strconv.Atoi(b.attr("r")); err == nil {
			b.place.Row = n
		}
		if b.place.Column = 0; b.attr("hidden") == "1" || b.attr("ht") == "0" {
			b.leave()
		}
	case "c":
		b.cell()
	case "oddFooter":
		b.text = b.text[:0]
		for b.next() == text {
			b.text = b.appendText(b.text)
		}
		b.file.Feet = append(b.file.Feet, string(b.text))
	}
}

const maxColumns = 1 << 14

func (b *cells) hide(from, to string) {
	first, _ := strconv.Atoi(from)
	last, _ := strconv.Atoi(to)
	for c := first; c <= min(last, maxColumns); c++ {
		b.unseen[c] = true
	}
}

// cell reads a cell that holds something.
func (b *cells) cell() {
	b.place.Column++
	if c := column(b.attr("r")); c > 0 {
		b.place.Column = c
	}
	if b.closed {
		return
	}
	kind, style := b.attr("t"), b.attr("s")
	b.text = b.text[:0]
	for depth := len(b.open); len(b.open) >= depth; {
		t := b.next()
		if t == endOfFile {
			return
		}
		if t != start {
			continue
		}
		switch string(b.name) {
		case "is":
			b.text = b.richText(b.text)
		case "v":
			for b.next() == text {
				b.text = b.appendText(b.text)
			}
		}
	}
	if words := b.shown(kind, style); words != "" && !b.unseen[b.place.Column] {
		b.file.Texts = append(b.file.Texts, Text{words, b.place})
	}
}

// column is the number of the column in a cell's name; 0 if there is none.
func column(name string) int {
	n := 0
	for i := 0; i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && n < maxColumns; i++ {
		n = n*26 + int(name[i]-'A') + 1
	}
	return n
}

// shown is what a reader sees of a value.
func (b *cells) shown(kind, style string) string {
	switch kind {
	case "s":
		if n, err := strconv.Atoi(string(b.text)); err == nil && n >= 0 && n < len(b.shared) {
			return b.shared[n]
		}
		b.fail("shared string " + string(b.text))
		return ""
	case "", "n":
		if len(b.text) == 0 {
			return ""
		}
		v, err := strconv.ParseFloat(string(b.text), 64)
		if err != nil {
			b.fail("number " + string(b.text))
			return ""
		}
		return b.format(style).print(v)
	case "b":
		return strings.ToUpper(strconv.FormatBool(string(b.text) == "1"))
	}
	return b.format(style).text(string(b.text))
}

func (b *cells) format(style string) *format {
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(b.formats) {
		return b.formats[n]
	}
	return &format{}
}
