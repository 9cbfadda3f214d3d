package readback

import (
	"strconv"
	"strings"

	"yoshiki/forms/readback/parts"
)

// cells reads the cells of sheets.
type cells struct {
	parts.Scanner
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
		switch b.Next() {
		case parts.Start:
			b.element()
		case parts.EndOfFile:
			return b.Err
		}
	}
}

func (b *cells) element() {
	switch string(b.Name) {
	case "col":
		if b.Attr("hidden") == "1" || b.Attr("width") == "0" {
			b.hide(b.Attr("min"), b.Attr("max"))
		}
	case "row":
		b.place.Row++
		if n, err := strconv.Atoi(b.Attr("r")); err == nil {
			b.place.Row = n
		}
		if b.place.Column = 0; b.Attr("hidden") == "1" || b.Attr("ht") == "0" {
			b.Leave()
		}
	case "c":
		b.cell()
	case "oddFooter", "firstFooter":
		b.text = b.text[:0]
		for b.Next() == parts.Text {
			b.text = b.AppendText(b.text)
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
	if c := column(b.Attr("r")); c > 0 {
		b.place.Column = c
	}
	if b.Closed {
		return
	}
	kind, style := b.Attr("t"), b.Attr("s")
	b.text = b.text[:0]
	for depth := len(b.Open); len(b.Open) >= depth; {
		t := b.Next()
		if t == parts.EndOfFile {
			return
		}
		if t != parts.Start {
			continue
		}
		switch string(b.Name) {
		case "is":
			b.text = b.RichText(b.text)
		case "v":
			for b.Next() == parts.Text {
				b.text = b.AppendText(b.text)
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
		b.Fail("shared string " + string(b.text))
		return ""
	case "", "n":
		if len(b.text) == 0 {
			return ""
		}
		v, err := strconv.ParseFloat(string(b.text), 64)
		if err != nil {
			b.Fail("number " + string(b.text))
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
