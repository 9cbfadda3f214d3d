package vet

import (
	"strconv"
	"strings"
)

// fields puts together the instructions of Word's fields, which are split over many runs
// and lie in each other.
type fields struct{ open []field }

type field struct {
	text   string
	result bool // behind the separator
}

// The limits of fields: Word itself stops at 20 levels.
const (
	maxFields      = 64
	maxInstruction = 64 << 10 // bytes
)

func (f *fields) begin() {
	if len(f.open) < maxFields {
		f.open = append(f.open, field{})
	}
}

// add adds a piece to the instruction of the innermost field. Instructions outside any
// field are one, as readers that repair see it.
func (f *fields) add(s string) {
	if len(f.open) == 0 {
		f.begin()
	}
	last := &f.open[len(f.open)-1]
	if !last.result && len(last.text)+len(s) <= maxInstruction {
		last.text += s
	}
}

// separate ends the instruction of the innermost field and gives it.
func (f *fields) separate() string {
	if len(f.open) == 0 {
		return ""
	}
	last := &f.open[len(f.open)-1]
	if last.result {
		return ""
	}
	last.result = true
	return last.text
}

// end ends the innermost field and gives its instruction. What a QUOTE says becomes part
// of the field around it.
func (f *fields) end() string {
	if len(f.open) == 0 {
		return ""
	}
	text := f.open[len(f.open)-1].text
	f.open = f.open[:len(f.open)-1]
	if len(f.open) > 0 {
		f.add(quoted(text))
	}
	return text
}

// quoted is the result of a QUOTE field: its words, numbers being characters; "" of any
// other field.
func quoted(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 || !strings.EqualFold(words[0], "QUOTE") {
		return ""
	}
	var b strings.Builder
	for _, w := range words[1:] {
		if n, err := strconv.ParseUint(w, 0, 16); err == nil {
			b.WriteRune(rune(n))
		} else {
			b.WriteString(strings.Trim(w, `"`))
		}
	}
	return b.String()
}
