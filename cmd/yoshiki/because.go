package main

import (
	"strings"

	"yoshiki/locales"
	"yoshiki/storage"
)

// because is why something went wrong, in the language of p. In English it is all that is
// known. In any other it is the words for the outermost cause that has ones, of each of
// several errors, or, if a system or a server has said what nobody foresaw, a quotation of it.
func because(p *locales.Printer, err error) string {
	if p.Language() == "en" {
		return english(err)
	}
	for e := err; e != nil; e = within(e) {
		if said, ok := e.(interface{ Words() (ja, en string) }); ok {
			ja, _ := said.Words()
			return ja
		}
		if words := known(p, e); words != "" {
			return words
		}
		if several, ok := e.(interface{ Unwrap() []error }); ok {
			return eachBecause(p, several.Unwrap())
		}
	}
	return p.Text("message.error.said", map[string]string{"reason": english(err)})
}

// eachBecause is why several things went wrong, each in a line.
func eachBecause(p *locales.Printer, all []error) string {
	lines := make([]string, len(all))
	for i, err := range all {
		lines[i] = because(p, err)
	}
	return strings.Join(lines, "\n")
}

// english is all that is known of an error. What Windows says in the language in which it
// was installed is put into English.
func english(err error) string {
	bottom := err
	for e := err; e != nil; e = within(e) {
		bottom = e
	}
	return strings.Replace(err.Error(), bottom.Error(), storage.Cause(bottom), 1)
}

// known are the words for an error, what it wraps and the names in front left out.
func known(p *locales.Printer, err error) string {
	text, more := err.Error(), true
	if inner := within(err); inner != nil {
		text = strings.TrimSuffix(text, ": "+inner.Error())
	} else {
		text = storage.Cause(err)
	}
	for more {
		key := "system." + text
		if words := p.Text(key, nil); words != key {
			return words
		}
		_, text, more = strings.Cut(text, ": ")
	}
	return ""
}

// within is the error that another wraps; of several, the first.
func within(err error) error {
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return e.Unwrap()
	case interface{ Unwrap() []error }:
		if all := e.Unwrap(); len(all) > 0 {
			return all[0]
		}
	}
	return nil
}
