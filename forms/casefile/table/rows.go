package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
)

// filledRows leaves out of a sheet the rows that hold nothing: a sheet once formatted to its end
// has a million of them, and as XML they take long to read. A row is left out only where that
// cannot be told: it has a number, and so has the row that follows.
type filledRows struct {
	from   *bufio.Reader
	ready  []byte // given next
	held   []byte // an empty row, left out if a row with a number or the end of the rows follows
	last   int    // number of the last row
	passes bool   // all that follows is given as it is
	err    error
}

func newFilledRows(from io.Reader) *filledRows {
	return &filledRows{from: bufio.NewReaderSize(from, 64<<10)}
}

// Read gives the part without those rows.
func (f *filledRows) Read(into []byte) (n int, err error) {
	for n < len(into) {
		if len(f.ready) == 0 && f.err != nil {
			break
		}
		if len(f.ready) == 0 {
			f.advance()
		}
		given := copy(into[n:], f.ready)
		f.ready = f.ready[given:]
		n += given
	}
	if n == 0 && len(into) > 0 {
		err = f.err
	}
	return n, err
}

// advance takes in what stands up to the end of the next tag.
func (f *filledRows) advance() {
	text, err := f.from.ReadSlice('>')
	tag := bytes.TrimLeft(text, " \t\r\n")
	switch {
	case errors.Is(err, bufio.ErrBufferFull), bytes.HasPrefix(tag, []byte("<!")):
		f.passes = true
	default:
		f.err = err
	}
	isRow, number := bytes.HasPrefix(tag, []byte("<row")), 0
	if isRow {
		number = numberOf(tag)
	}
	switch {
	case f.passes:
	case isRow && number > f.last && number <= lastRow:
		f.held, f.last = nil, number
		if bytes.HasSuffix(tag, []byte("/>")) {
			f.held = bytes.Clone(text)
			return
		}
	case isRow:
		f.passes = true
	case bytes.Equal(tag, []byte("</sheetData>")):
		f.held = nil
	}
	f.ready = text
	if f.held != nil {
		f.ready, f.held = append(f.held, text...), nil
	}
}

// numberOf is the number that a tag of a row says; 0 if it says none, or in another way.
func numberOf(tag []byte) int {
	_, rest, found := bytes.Cut(tag, []byte(` r="`))
	digits, _, closed := bytes.Cut(rest, []byte(`"`))
	number, err := strconv.Atoi(string(digits))
	if !found || !closed || err != nil || bytes.Count(tag, []byte(`"`))%2 == 1 || bytes.IndexByte(tag, '\'') >= 0 {
		return 0
	}
	return number
}
