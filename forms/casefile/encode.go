package casefile

import (
	"fmt"
	"reflect"
	"slices"
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

// group writes the keys that have a value and reports whether there was one.
func (e *encoder) group(s *Model, v reflect.Value, level int) bool {
	written := false
	for i, f := range s.Fields {
		value := v.Field(i)
		if value.IsZero() || value.Kind() == reflect.Slice && value.Len() == 0 {
			continue
		}
		written = true
		e.member(f.Key, f.Model, value, level)
	}
	return written
}

// member writes a key with its value.
func (e *encoder) member(key string, s *Model, v reflect.Value, level int) {
	e.indent(level)
	e.out.WriteString(key + ":")
	switch s.Kind {
	case KindText:
		e.text(v.String(), level)
	case KindList:
		e.out.WriteString("\n")
		for i := range v.Len() {
			e.entry(s.Entry, v.Index(i), level+1)
		}
	default:
		e.out.WriteString("\n")
		e.group(s, v, level+1)
	}
}

// entry writes an entry of a list.
func (e *encoder) entry(s *Model, v reflect.Value, level int) {
	e.indent(level)
	e.out.WriteString("-")
	if s.Kind == KindText {
		e.text(v.String(), level)
		return
	}
	e.out.WriteString(" ")
	e.dash = true
	if !e.group(s, v, level+1) {
		e.dash = false
		e.out.WriteString("{}\n")
	}
}

// EncodeMember writes the lines of a key with its value as [Encode] does, not indented.
func EncodeMember(key string, v Value) string {
	e := encoder{}
	e.member(key, v.Model, v.Go, 0)
	return e.out.String()
}

// EncodeEntry writes the lines of an entry of a list as [Encode] does, not indented.
func EncodeEntry(v Value) string {
	e := encoder{}
	e.entry(v.Model, v.Go, 0)
	return e.out.String()
}

// text writes a text after "key:" or "-": plain, as a literal block, or quoted.
func (e *encoder) text(s string, level int) {
	if at := strings.IndexFunc(s, Refused); at >= 0 && e.err == nil {
		e.err = fmt.Errorf("text %q: character %s is not allowed", Shorten(s), CodePoint([]rune(s[at:])[0]))
	}
	switch {
	case Plain(s):
		e.out.WriteString(" " + s + "\n")
	case Literal(s):
		e.block(s, level+1)
	default:
		e.out.WriteString(" " + Quote(s) + "\n")
	}
}

// Quote writes a text in double quotes, as YAML and JSON have it. It holds nothing that
// [Refused] names.
func Quote(s string) string { return `"` + quoter.Replace(s) + `"` }

var quoter = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

var (
	// What YAML or a person could take for something else than text.
	notPlain = strings.Fields("null true false yes no on off y n .nan .inf")
	asciiIn  = " _-./:()+@&,;%#?=~"
)

// Plain reports whether a text stands for itself without quotes in a block of YAML.
func Plain(s string) bool {
	for i, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || r > 0xA0
		if !word && (i == 0 || r > 0xA0 || !strings.ContainsRune(asciiIn, r)) {
			return false
		}
	}
	return s != "" && s == strings.TrimSpace(s) && !doubtful(s)
}

// doubtful reports whether YAML or a person could take a text for something else.
func doubtful(s string) bool {
	return strings.HasSuffix(s, ":") || strings.Contains(s, ": ") || strings.Contains(s, " #") ||
		len(s) <= longestNotPlain && slices.ContainsFunc(notPlain, func(word string) bool { return strings.EqualFold(s, word) })
}

// longestNotPlain is the longest of notPlain in bytes, whatever letters fold to its own.
const longestNotPlain = 8

// Literal reports whether a text is several lines that a literal block of YAML holds
// unchanged, whatever stands behind it.
func Literal(s string) bool {
	return strings.Contains(strings.TrimRight(s, "\n"), "\n") && s[0] != ' ' && s[0] != '\n' && !strings.HasSuffix(s, "\n\n")
}

// block writes a literal block whose lines begin at a level.
func (e *encoder) block(s string, level int) {
	header := " |-\n"
	if strings.HasSuffix(s, "\n") {
		header = " |\n"
	}
	e.out.WriteString(header)
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
