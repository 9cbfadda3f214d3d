package vet

import (
	"encoding/hex"
	"io"
	"slices"
	"strconv"
	"strings"
)

// rtfFile is what is known of a Rich Text file while walking through it.
type rtfFile struct {
	*looker
	data     []byte
	at       int
	groups   []rtfGroup
	part     xmlPart // whose fields are those of Word
	property string  // of a shape, whose value comes next
}

// rtfGroup is a pair of braces, and what its text is for.
type rtfGroup struct {
	into    *strings.Builder // nil: to be shown, or not of interest
	word    string           // the destination, "" for that of the group around it
	outer   *strings.Builder // where the text of the group around it goes
	skip    int              // characters that stand for a \u, for programs without Unicode
	quoted  bool             // a field in this group was a QUOTE, so that what it shows is known
	strange bool             // there is more in it than there should be
}

// maxRTFDepth bounds the groups in each other. Word stops far earlier.
const maxRTFDepth = 4096

// rtf looks at a Rich Text file: what its fields do, its objects, its template.
func (l *looker) rtf(r *io.SectionReader) {
	data := make([]byte, min(r.Size(), maxText))
	if err := readFull(r, data, 0); err != nil {
		l.mark(FileDamaged, "unreadable")
		return
	}
	l.mark(OfficeLegacy, "")
	f := &rtfFile{looker: l, data: data, groups: []rtfGroup{{skip: 1}}, part: xmlPart{l: l}}
	for f.at < len(f.data) {
		f.next()
	}
	for len(f.groups) > 1 { // what is cut off counts
		f.close()
	}
}

func (f *rtfFile) group() *rtfGroup { return &f.groups[len(f.groups)-1] }

// next reads one brace, control word or character.
func (f *rtfFile) next() {
	c := f.data[f.at]
	f.at++
	switch c {
	case '{':
		f.group().strange = true
		if len(f.groups) < maxRTFDepth {
			f.groups = append(f.groups, rtfGroup{into: f.group().into, skip: f.group().skip})
		}
	case '}':
		f.close()
	case '\\':
		f.control()
	case '\r', '\n':
	default:
		f.text(string(rune(c)))
	}
}

// text adds to what the destination of the group collects.
func (f *rtfFile) text(s string) {
	if into := f.group().into; into != nil && into.Len()+len(s) <= maxStream {
		into.WriteString(s)
	}
}

// control reads what begins with a backslash.
func (f *rtfFile) control() {
	word, number := f.word()
	if word != "bin" && word != "*" {
		f.group().strange = true
	}
	switch {
	case word == "'":
		f.text(string(rune(f.digits())))
	case word == "u":
		n, _ := strconv.Atoi(number)
		f.text(string(rune(uint16(n))))
		f.leaveOut(f.group().skip)
	case word == "uc":
		f.group().skip, _ = strconv.Atoi(number)
	case word == "bin":
		n, _ := strconv.Atoi(number)
		n = max(0, min(n, len(f.data)-f.at))
		f.text(hex.EncodeToString(f.data[f.at : f.at+n]))
		f.at += n
	case slices.Contains([]string{`\`, "{", "}"}, word):
		f.text(word)
	case slices.Contains([]string{"tab", "~", "line", "par"}, word):
		f.text(" ")
	default:
		f.destination(word)
	}
}

// word reads letters and the number behind them, or one other character.
func (f *rtfFile) word() (word, number string) {
	from := f.at
	for f.at < len(f.data) && isLetter(f.data[f.at]) {
		f.at++
	}
	if f.at == from {
		f.at = min(from+1, len(f.data))
		return string(f.data[from:f.at]), ""
	}
	word, from = string(f.data[from:f.at]), f.at
	for f.at < len(f.data) && (isDigit(f.data[f.at]) || f.at == from && f.data[f.at] == '-') {
		f.at++
	}
	number = string(f.data[from:f.at])
	if f.at < len(f.data) && f.data[f.at] == ' ' {
		f.at++
	}
	return word, number
}

// digits reads the two digits of a character.
func (f *rtfFile) digits() byte {
	end := min(f.at+2, len(f.data))
	n, _ := strconv.ParseUint(string(f.data[f.at:end]), 16, 8)
	f.at = end
	return byte(n)
}

// leaveOut passes over characters, a control word being one.
func (f *rtfFile) leaveOut(n int) {
	for ; n > 0 && f.at < len(f.data) && f.data[f.at] != '{' && f.data[f.at] != '}'; n-- {
		if f.data[f.at] != '\\' {
			f.at++
			continue
		}
		f.at++
		if word, _ := f.word(); word == "'" {
			f.digits()
		}
	}
}

// close ends a group, and looks at what it collected.
func (f *rtfFile) close() {
	if len(f.groups) < 2 {
		return
	}
	done := *f.group()
	f.groups = f.groups[:len(f.groups)-1]
	f.collected(done)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
