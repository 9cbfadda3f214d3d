package readback

import (
	"strconv"
	"strings"
)

// format is a number format of Excel (ECMA-376 part 1, 18.8.31), as far as forms use it:
// sections with conditions, literals, digits, days of the western and Japanese calendars.
// Digits are shown as in the locale of Japan.
type format struct{ sections []section }

type section struct {
	op     string // <, <=, >, >=, =, <>; "" without a condition
	bound  float64
	pieces []piece
}

// piece is a literal, or a part of the value: "0" digits, "@" the text, "General", or a
// letter of a day, as often as it stands there.
type piece struct {
	literal string
	code    string
}

// parseFormat reads a code. What it does not know prints as it stands.
func parseFormat(code string) *format {
	f := &format{}
	if code == "" || strings.EqualFold(code, "General") {
		return f
	}
	f.sections = append(f.sections, section{})
	for len(code) > 0 {
		s := &f.sections[len(f.sections)-1]
		if code[0] == ';' {
			f.sections, code = append(f.sections, section{}), code[1:]
			continue
		}
		code = s.take(code)
	}
	return f
}

const digits = "0#?.,"

// take reads one piece off the beginning of a code.
func (s *section) take(code string) (rest string) {
	switch c := code[0]; {
	case c == '"':
		words, rest, _ := strings.Cut(code[1:], `"`)
		s.pieces = append(s.pieces, piece{literal: words})
		return rest
	case c == '[':
		inner, rest, _ := strings.Cut(code[1:], "]")
		s.condition(inner)
		return rest
	case (c == '\\' || c == '_' || c == '*') && len(code) > 1:
		n := 1 + runeLength(code[1:])
		if c == '\\' {
			s.pieces = append(s.pieces, piece{literal: code[1:n]})
		}
		return code[n:]
	case len(code) >= 7 && strings.EqualFold(code[:7], "General"):
		s.pieces = append(s.pieces, piece{code: "General"})
		return code[7:]
	case strings.IndexByte("0#?", c) >= 0:
		n := len(code) - len(strings.TrimLeft(code, digits))
		s.pieces = append(s.pieces, piece{code: code[:n]})
		return code[n:]
	case strings.IndexByte("yYmMdDgGeE@", c) >= 0:
		n := len(code) - len(strings.TrimLeft(code, string(c)))
		s.pieces = append(s.pieces, piece{code: strings.ToLower(code[:n])})
		return code[n:]
	}
	n := runeLength(code)
	s.pieces = append(s.pieces, piece{literal: code[:n]})
	return code[n:]
}

func runeLength(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// condition reads what stands in brackets; colours and locales say nothing of the words.
func (s *section) condition(inner string) {
	op := inner[:len(inner)-len(strings.TrimLeft(inner, "<>="))]
	if bound, err := strconv.ParseFloat(inner[len(op):], 64); err == nil && op != "" {
		s.op, s.bound = op, bound
	}
}

func (s *section) holds(v float64) bool {
	switch s.op {
	case "<":
		return v < s.bound
	case "<=":
		return v <= s.bound
	case ">":
		return v > s.bound
	case ">=":
		return v >= s.bound
	case "=":
		return v == s.bound
	case "<>":
		return v != s.bound
	}
	return true
}
