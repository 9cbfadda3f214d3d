package readback

import (
	"fmt"
)

// operand is the operand that stands so many before the operator.
func (r *reader) operand(back int) object {
	if back > len(r.operands) {
		return nil
	}
	return r.operands[len(r.operands)-back]
}

func (r *reader) number(back int) float64 { return r.operand(back).number() }

func (r *reader) matrix() matrix {
	return matrix{r.number(6), r.number(5), r.number(4), r.number(3), r.number(2), r.number(1)}
}

func (r *reader) operator(name string) error {
	switch name {
	case "TJ", "Tj":
		return r.show()
	case "BT":
		r.line = unit
	case "Td":
		r.line = matrix{a: 1, d: 1, e: r.number(2), f: r.number(1)}.times(r.line)
	case "Tm":
		r.line = r.matrix()
	case "Tf":
		f, ok := r.fonts[string(r.operand(2))]
		if !ok {
			return fmt.Errorf("%w: no font %s", errPDF, r.operand(2))
		}
		r.font = f
	case "Tr":
		r.mode = r.operand(1).int()
	case "g":
		r.unseen = r.number(1) >= 1
	case "rg":
		r.unseen = min(r.number(3), r.number(2), r.number(1)) >= 1
	case "q":
		r.saved = append(r.saved, r.state)
	case "Q":
		n := len(r.saved) - 1
		if n < 0 {
			return fmt.Errorf("%w: Q", errPDF)
		}
		r.state, r.saved = r.saved[n], r.saved[:n]
	case "cm":
		r.at = r.matrix().times(r.at)
	case "BMC", "BDC":
		return r.begin()
	case "EMC":
		if r.run >= 0 {
			r.runs[r.run].to = len(r.text)
		}
		r.run = none
	case "'", "\"", "TD", "T*", "Do":
		return fmt.Errorf("%w: operator %s", errPDF, name)
	}
	return nil
}

// begin opens a marked-content sequence.
func (r *reader) begin() error {
	if r.run != none {
		return fmt.Errorf("%w: marked content in marked content", errPDF)
	}
	if r.run = furniture; string(r.operand(1)) == "/Artifact" || string(r.operand(2)) == "/Artifact" {
		return nil
	}
	n := r.operand(1).get("MCID").int()
	if n < 0 || n > maxRuns || n < len(r.runs) && r.runs[n].to > 0 {
		return fmt.Errorf("%w: marked content %d", errPDF, n)
	}
	for len(r.runs) <= n {
		r.runs = append(r.runs, runText{})
	}
	r.run, r.runs[n].from = n, len(r.text)
	return nil
}

// show adds the glyphs of a string or an array of strings, if they can be seen.
func (r *reader) show() error {
	if r.run == none {
		return fmt.Errorf("%w: text outside of marked content", errPDF)
	}
	at := r.line.times(r.at)
	if r.unseen || r.mode != 0 || at.e < 0 || at.f < 0 || at.e > r.width || at.f > r.height {
		return nil
	}
	to := &r.text
	if r.run == furniture {
		to = &r.foot
	}
	o, err := r.operand(1), error(nil)
	for at := 0; at < len(o); at++ {
		if o[at] != '<' {
			continue
		}
		if *to, at, err = r.font.decode(*to, o, at+1); err != nil {
			return err
		}
	}
	return nil
}

// decode appends the texts of the glyphs in a hexadecimal string that begins at an index,
// and returns the index of its end.
func (f font) decode(to []byte, o object, at int) ([]byte, int, error) {
	for ; at+4 < len(o) && o[at] != '>'; at += 4 {
		n := digit(o[at])<<12 | digit(o[at+1])<<8 | digit(o[at+2])<<4 | digit(o[at+3])
		if n <= 0 || n >= len(f) || f[n] == "" {
			return to, at, fmt.Errorf("%w: glyph %d has no text", errPDF, n)
		}
		to = append(to, f[n]...)
	}
	if at >= len(o) || o[at] != '>' {
		return to, at, fmt.Errorf("%w: string", errPDF)
	}
	return to, at, nil
}

// digit is the value of a hexadecimal digit, far below zero for what is none.
func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1 << 16
}
