// Package locales holds every word that the program says to a person, in Japanese and in
// English: ja.yaml and en.yaml, with the same keys and the same placeholders in both.
//
// A file has sections, and a section has texts; the key of a text is both, joined by a
// dot: "finding.case:date". The sections are finding and repair (by the id of a finding),
// message (the command line), severity, page and web (web pages), and small ones for words inside a text.
// A placeholder {found} stands for an argument; {kind:found} for the text of section kind
// that the argument names.
package locales

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"yoshiki/forms/plainyaml"
)

//go:embed ja.yaml
var japanese []byte

//go:embed en.yaml
var english []byte

// Printer gives texts in one language. It may be used by many goroutines at once.
type Printer struct {
	language string
	texts    map[string]string
}

// New gives the Printer that fits lang best: a BCP 47 tag, a POSIX locale or what the
// environment variable LANG holds ("en", "ja_JP.UTF-8", "C"). Japanese is for every
// language that is unknown.
func New(lang string) *Printer {
	if speaksEnglish(lang) {
		return inEnglish()
	}
	return inJapanese()
}

// Each language is read once.
var (
	inJapanese = sync.OnceValue(func() *Printer { return &Printer{"ja", read(japanese)} })
	inEnglish  = sync.OnceValue(func() *Printer { return &Printer{"en", read(english)} })
)

// Language is the language of the texts: "ja" or "en".
func (p *Printer) Language() string { return p.language }

// speaksEnglish reports whether lang is a kind of English.
func speaksEnglish(lang string) bool {
	name, _, _ := strings.Cut(lang, ".")
	name, _, _ = strings.Cut(name, "@")
	tag, err := language.Parse(name)
	if err != nil {
		return false
	}
	base, _ := tag.Base()
	english, _ := language.English.Base()
	return base == english
}

// read gives the texts of an embedded file by key. A file that cannot be read, which the
// tests rule out, has no texts.
func read(file []byte) map[string]string {
	texts := map[string]string{}
	roots, err := plainyaml.Read(string(file))
	if err != nil || len(roots) != 1 {
		return texts
	}
	for i, sections := 0, roots[0].Content; i+1 < len(sections); i += 2 {
		section, entries := sections[i].Value, sections[i+1].Content
		for k := 0; k+1 < len(entries); k += 2 {
			texts[section+"."+entries[k].Value] = entries[k+1].Value
		}
	}
	return texts
}

var placeholder = regexp.MustCompile(`\{(?:([a-z]+):)?([a-z_]+)\}`)

// Text gives the text of a key with its placeholders filled in. A key without a text
// gives itself, and a placeholder without an argument stays, so that both are seen.
func (p *Printer) Text(key string, args map[string]string) string {
	text, known := p.texts[key]
	if !known {
		return key
	}
	return p.Fill(text, args)
}

// Fill fills in the placeholders of a text that stands elsewhere. One without an argument
// stays, so that it is seen.
func (p *Printer) Fill(text string, args map[string]string) string {
	return placeholder.ReplaceAllStringFunc(text, func(found string) string {
		parts := placeholder.FindStringSubmatch(found)
		value, given := args[parts[2]]
		if !given {
			return found
		}
		if word, named := p.texts[parts[1]+"."+value]; named {
			return word
		}
		return value
	})
}
