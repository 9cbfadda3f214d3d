package layers

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"yoshiki/locales"
)

// Within is a fault inside of something: a line of a file, a rule, an expression. Until
// [Document.Explain] has seen it, its line is one of the document.
type Within struct {
	File string // "" until it is known
	Line int    // 0 for none
	Of   string // name or expression; "" for none
	Err  error
}

// Error tells the fault in English.
func (w *Within) Error() string { return w.in("en") }

// Words tells the fault in both languages.
func (w *Within) Words() (ja, en string) { return w.in("ja"), w.in("en") }

// Unwrap is the fault itself.
func (w *Within) Unwrap() error { return w.Err }

func (w *Within) in(language string) string {
	p, said := locales.New(language), told(w.Err, language)
	if w.Of != "" {
		said = p.Text("fault.placed", map[string]string{"place": w.Of, "fault": said})
	}
	switch {
	case w.Line > 0:
		said = p.Text("fault.placed", map[string]string{"place": place(p, w.File, w.Line), "fault": said})
	case w.File != "":
		said = p.Text("fault.placed", map[string]string{"place": w.File, "fault": said})
	}
	return said
}

// InFile says of an error in which file it is: of faults that know their lines, beside these.
func InFile(file string, err error) error {
	switch e := err.(type) {
	case *Fault:
		e.File = file
		return e
	case Faults:
		for _, f := range e {
			f.File = file
		}
		return e
	case *Within:
		e.File = file
		return e
	}
	return &placed{err: err, text: file + ": " + err.Error()}
}

// Words tells an error in both languages; in Japanese what nobody has words for is quoted.
func Words(err error) (ja, en string) { return told(err, "ja"), told(err, "en") }

// told tells an error in a language; in Japanese what nobody has words for is quoted.
func told(err error, language string) string {
	if language == "en" {
		return err.Error()
	}
	switch e := err.(type) {
	case interface{ Words() (ja, en string) }:
		ja, _ := e.Words()
		return ja
	case interface{ Unwrap() []error }:
		var lines []string
		for _, inner := range e.Unwrap() {
			lines = append(lines, told(inner, language))
		}
		return strings.Join(lines, "\n")
	case interface{ Unwrap() error }:
		if before, ok := strings.CutSuffix(err.Error(), ": "+e.Unwrap().Error()); ok {
			return before + "：" + told(e.Unwrap(), language)
		}
	}
	return unreadable(err.Error(), language)
}

// mismatch is what the reader of YAML says of a value that is no such value.
var mismatch = regexp.MustCompile("^(?:(.*): )?line ([0-9]+): cannot unmarshal \\S+ `(.*)` into ")

// syntax is what the reader of YAML says of a file that is none.
var syntax = regexp.MustCompile(`^yaml: (?:line ([0-9]+): )?(.*)`)

// unreadable tells in a language what the reader of YAML says, line by line.
func unreadable(text, language string) string {
	p := locales.New(language)
	if m := syntax.FindStringSubmatch(text); m != nil && m[2] != "unmarshal errors:" {
		f := NewFault(0, "yaml", "reason", m[2])
		fmt.Sscan(m[1], &f.Line)
		return f.in(language)
	}
	var lines []string
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "yaml: unmarshal errors:\n"), "\n") {
		m := mismatch.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			lines = append(lines, p.Text("fault.said", map[string]string{"reason": strings.TrimSpace(line)}))
			continue
		}
		f := &Fault{File: m[1], Key: "no-such-value", Args: map[string]string{"value": m[3]}}
		fmt.Sscan(m[2], &f.Line)
		lines = append(lines, f.in(language))
	}
	return strings.Join(lines, "\n")
}

// Words tells the error in both languages.
func (p *placed) Words() (ja, en string) {
	if typed := new(yaml.TypeError); errors.As(p.err, &typed) {
		return unreadable(p.text, "ja"), p.text
	}
	return told(p.err, "ja"), p.text
}
