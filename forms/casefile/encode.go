package casefile

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"unicode"
)

// Encode writes a case as canonical YAML: the keys in the order of the structs, what is
// empty left out, UTF-8, LF. Decode gives the same case again, and equal cases give equal
// bytes, so that their SHA-256 names the case.
//
// The error names a text that no case file may hold, such as one with a control character.
func Encode(c *Case) ([]byte, error) {
	e := encoder{}
	if !e.group(Root(), reflect.ValueOf(c).Elem(), 0) {
		return []byte("{}\n"), nil
	}
	return []byte(e.out.String()), e.err
}

// encoder writes block YAML, two spaces a level.
type encoder struct {
	out  strings.Builder
	dash bool // the line is begun with "- "
	err  error
}

// indent begins a line at a level, unless a dash has begun it.
func (e *encoder) indent(level int) {
	if !e.dash {
		e.out.WriteString(strings.Repeat("  ", level))
	}
	e.dash = false
}

// group writes the keys that have a value and tells whether there was one.
func (e *encoder) group(s *Model, v reflect.Value, level int) bool {
	written := false
	for i, f := range s.Fields {
		value := v.Field(i)
		if value.IsZero() || value.Kind() == reflect.Slice && value.Len() == 0 {
			continue
		}
		written = true
		e.indent(level)
		e.out.WriteString(f.Key + ":")
		switch f.Model.Kind {
		case KindText:
			e.text(value.String(), level)
		case KindList:
			e.out.WriteString("\n")
			e.list(f.Model, value, level+1)
		default:
			e.out.WriteString("\n")
			e.group(f.Model, value, level+1)
		}
	}
	return written
}

func (e *encoder) list(s *Model, v reflect.Value, level int) {
	for i := range v.Len() {
		e.indent(level)
		e.out.WriteString("-")
		if s.Entry.Kind == KindText {
			e.text(v.Index(i).String(), level)
			continue
		}
		e.out.WriteString(" ")
		e.dash = true
		if !e.group(s.Entry, v.Index(i), level+1) {
			e.dash = false
			e.out.WriteString("{}\n")
		}
	}
}

// text writes a text after "key:" or "-": plain, as a literal block, or quoted.
func (e *encoder) text(s string, level int) {
	if at := strings.IndexFunc(s, Refused); at >= 0 && e.err == nil {
		e.err = fmt.Errorf("text %q: character %s is not allowed", Shorten(s), CodePoint([]rune(s[at:])[0]))
	}
	switch {
	case isPlain(s):
		e.out.WriteString(" " + s + "\n")
	case isBlock(s):
		e.block(s, level+1)
	default:
		e.out.WriteString(` "` + quoter.Replace(s) + "\"\n")
	}
}

var quoter = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

var (
	// What YAML or a person could take for something else than text.
	notPlain = regexp.MustCompile(`(?i)^(null|true|false|yes|no|on|off|y|n|\.(nan|inf))$|: |:$| #`)
	asciiIn  = " _-./:()+@&,;%#?=~"
)

// isPlain tells whether a text stands for itself without quotes.
func isPlain(s string) bool {
	for i, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || r > 0xA0
		if !word && (i == 0 || r > 0xA0 || !strings.ContainsRune(asciiIn, r)) {
			return false
		}
	}
	return s != "" && s == strings.TrimSpace(s) && !notPlain.MatchString(s)
}

// isBlock tells whether a text is several lines that a literal block holds unchanged.
func isBlock(s string) bool {
	return strings.Contains(strings.TrimRight(s, "\n"), "\n") && s[0] != ' ' && s[0] != '\n'
}

// block writes a literal block whose lines begin at a level.
func (e *encoder) block(s string, level int) {
	switch body := strings.TrimRight(s, "\n"); len(s) - len(body) {
	case 0:
		e.out.WriteString(" |-\n")
	case 1:
		e.out.WriteString(" |\n")
	default:
		e.out.WriteString(" |+\n")
	}
	for line := range strings.Lines(s) {
		if line != "\n" {
			e.out.WriteString(strings.Repeat("  ", level))
		}
		e.out.WriteString(line)
	}
	if !strings.HasSuffix(s, "\n") {
		e.out.WriteString("\n")
	}
}
