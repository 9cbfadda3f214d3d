package frame

import (
	"maps"
	"regexp"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/findings"
)

// Plain says findings to people who see fields and no case file: a key or a choice by what it is
// called, a place of a CSV file by its line.
type Plain struct {
	call  *Call
	words *vocabulary.Vocabulary
	terms map[string]casefile.Words // what keys and choices are called, once it is asked
}

// Plain speaks of what a vocabulary names.
func (c *Call) Plain(v *vocabulary.Vocabulary) *Plain { return &Plain{call: c, words: v} }

// lineColumn is a place of a CSV file: "4:1".
var lineColumn = regexp.MustCompile(`^([0-9]+):([0-9]+)$`)

// Finding is what was found, and how to mend it.
func (p *Plain) Finding(f casefile.Finding) (text, repair string) {
	var places []string
	for name, value := range f.Args {
		if m := lineColumn.FindStringSubmatch(value); m != nil && (name == "cell" || name == "first") {
			place := p.Line(m[1], m[2])
			f.Args = maps.Clone(f.Args)
			f.Args[name], places = place, append(places, place)
		}
	}
	line := findings.LineOf(f)
	text, repair = p.say(p.onPages(p.call.In(line.Message), f.Args), f.Pointer), p.say(p.onPages(p.call.In(line.Repair), f.Args), f.Pointer)
	if p.call.Words.Language() == "ja" {
		for _, place := range places {
			text = strings.ReplaceAll(text, place+" ", place)
		}
	}
	return text, repair
}

// onPages leaves the words out that are for those who write the file: names of rules, papers and
// kinds of package, and that it is a file. They stand in the locales, one a line.
func (p *Plain) onPages(text string, args map[string]string) string {
	for words := range strings.SplitSeq(p.call.Words.Text("web.for-files", args), "\n") {
		text = strings.ReplaceAll(text, words, "")
	}
	return text
}

// Line is a place of a CSV file in words: its line, and the column where that is not the first.
func (p *Plain) Line(line, column string) string {
	if column == "1" {
		return p.call.Text("csv-line", "n", line)
	}
	return p.call.Text("csv-cell", "n", line, "column", column)
}

// keyBehind is a key of the case file behind what it is called, keyAlone one in its place, and
// keyQuoted one in quotes.
var (
	keyBehind = regexp.MustCompile(`（[a-z][a-z_-]*）`)
	keyAlone  = regexp.MustCompile(` ?[A-Za-z0-9_./:@-]+ ?`)
	keyQuoted = regexp.MustCompile(`"[a-z][a-z_-]*"`)
)

// say says a text each key and choice by what it is called. In English only keys are told apart
// from words, by their underscores or quotes.
func (p *Plain) say(text, pointer string) string {
	if !strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz") {
		return text
	}
	japanese := p.call.Words.Language() == "ja"
	if japanese {
		text = keyBehind.ReplaceAllStringFunc(text, func(m string) string {
			if p.called(strings.Trim(m, "（）"), pointer) != "" {
				return ""
			}
			return m
		})
	} else {
		text = p.quoted(text, pointer)
	}
	return keyAlone.ReplaceAllStringFunc(text, func(m string) string {
		word := strings.TrimSpace(m)
		if !strings.ContainsAny(word, "abcdefghijklmnopqrstuvwxyz") || !japanese && !strings.Contains(word, "_") && word != "--font" {
			return m
		}
		called := p.called(word, pointer)
		switch {
		case called == "":
			return m
		case japanese:
			return "「" + called + "」"
		}
		return strings.Replace(m, word, "“"+called+"”", 1)
	})
}

// quoted puts what keys are called in the place of the keys that stand in quotes, with or without
// that behind them.
func (p *Plain) quoted(text, pointer string) string {
	for _, key := range keyQuoted.FindAllString(text, -1) {
		if called := p.called(strings.Trim(key, `"`), pointer); called != "" {
			text = strings.ReplaceAll(text, key+" ("+called+")", "“"+called+"”")
			text = strings.ReplaceAll(text, key, "“"+called+"”")
		}
	}
	return text
}

// called is what a key or a choice is called, nearest to a place first; "" for what is none.
func (p *Plain) called(word, pointer string) string {
	switch word {
	case "--for":
		return p.call.Text("procedure")
	case "--font":
		return p.call.Text("font-setting")
	}
	for at := pointer; at != ""; at = at[:strings.LastIndexByte(at, '/')] {
		if f := p.words.Field(at); f != nil && f.Group != nil && word != "no" {
			for _, x := range f.Group.Fields {
				if x.Key == word {
					return p.call.In(x.Label)
				}
			}
		}
	}
	if p.terms == nil {
		p.terms = map[string]casefile.Words{}
		gather(p.words, p.words.Root(), p.terms)
	}
	return p.call.In(p.terms[word])
}

// gather names all keys and choices of a group and of what is in it; what is nearer to the
// root wins, and a choice where it is called as a key is.
func gather(v *vocabulary.Vocabulary, g *vocabulary.Group, into map[string]casefile.Words) {
	for _, f := range g.Fields {
		for _, c := range v.Choices(f.Model.Type) {
			if _, had := into[c.Value]; !had {
				into[c.Value] = c.Words
			}
		}
	}
	for _, f := range g.Fields {
		if _, had := into[f.Key]; !had {
			into[f.Key] = f.Label
		}
	}
	for _, f := range g.Fields {
		if f.Group != nil {
			gather(v, f.Group, into)
		}
	}
}
