package schema

import (
	"fmt"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// Kind is what a case file to fill in is for.
type Kind struct {
	Name   string            // as on the command line: "registration"
	Title  casefile.Words    // what it is called
	Case   []string          // paths that it uses, with all below them; "-" before one takes it out again
	Preset map[string]string // values that it gives, by path
	Fresh  string            // path of a list that gets one more entry to fill in; "" for none
	Open   string            // path of a list whose last entry is to be filled in further; "" for none

	Demands func(path string) bool // whether it asks for the value at a path; nil where that is not known
}

// always is in the skeleton of every kind.
var always = []string{"id", "program", "revision", "applicant", "contact", "service"}

// Skeleton gives a case file to fill in, in YAML, with comments in a language, "ja" or "en":
// every key that a kind of submission needs, each under a comment with its label, an asterisk
// when it is required, the values to choose from, and the clause, with what the case has
// there; and all else that the case has. Where the case has no entries of a list, one to fill
// in is shown. It decodes as the case, with what is preset, for what is empty counts as not
// there.
func Skeleton(v *vocabulary.Vocabulary, language string, c *casefile.Case, kind Kind) []byte {
	s := skeleton{Kind: kind, words: v, language: language}
	fmt.Fprintf(&s.out, heads.In(language), kind.Title.In(language), kind.Name)
	s.group(v.Root(), casefile.Of(c), "", "")
	return []byte(s.out.String())
}

var heads = casefile.Words{Ja: `# 案件ファイル（%s）
#
# ・コロン（:）の後に半角の空白を1つ空けて、値を書きます。
# ・「*」は必須の項目です。任意のまとまりでは、その中のどれかを書くときに必須となります。
# ・空欄のままの項目は、書かれていないものとして扱われます。不要な項目は行ごと削除できます。
# ・何件も書く項目は、「-」の行からその1件分を繰り返します。
# ・長い文章は、コロンの後に「|」と書き、次の行から1段字下げして、何行でも書けます。
# ・書き終えたら、次のように確かめます： yoshiki check ファイル名 --for %s
`, En: `# Case file (%s)
#
# - Write each value behind the colon, with one space between.
# - "*" marks what is required; in a group that is optional, once anything in it is written.
# - What stays empty counts as not there. Lines that are not needed can be deleted.
# - Where there are several entries, repeat the lines of one, from its "-" on.
# - For a long text write "|" behind the colon, and the text below, one step further in.
# - Check it when it is done: yoshiki check FILE --for %s
`}

// skeleton writes the lines of a file to fill in.
type skeleton struct {
	Kind
	words    *vocabulary.Vocabulary
	language string
	out      strings.Builder
}

// Holds reports whether the kind uses the value at a path, or something below it.
func (k Kind) Holds(path string) bool {
	held := false
	for _, part := range append(always[:len(always):len(always)], k.Case...) {
		if out, negative := strings.CutPrefix(part, "-"); negative {
			held = held && !below(path, out)
		} else {
			held = held || below(path, part) || below(part, path)
		}
	}
	return held
}

// below reports whether path is base or lies below it.
func below(path, base string) bool { return path == base || strings.HasPrefix(path, base+".") }

// group writes the keys below path: those to fill in or filled in, and behind them those
// that the words do not know.
func (s *skeleton) group(g *vocabulary.Group, v casefile.Value, path, indent string) {
	known := map[string]bool{}
	for _, f := range g.Fields {
		known[f.Key] = true
		s.key(f, v.Child(v.Model.ByKey[f.Key]), strings.TrimPrefix(path+"."+f.Key, "."), indent)
	}
	for i, f := range v.Model.Fields {
		if child := v.Child(i); !known[f.Key] && !child.Empty() {
			s.lines(casefile.EncodeMember(f.Key, child), indent)
		}
	}
}

// key writes one key under its comment.
func (s *skeleton) key(f *vocabulary.Field, v casefile.Value, path, indent string) {
	if !s.Holds(path) && v.Empty() {
		return
	}
	if indent == "" {
		s.out.WriteString("\n")
	}
	s.lines("# "+s.comment(f, path)+"\n", indent)
	switch preset := s.Preset[path]; {
	case !s.Holds(path), f.Model.Kind == casefile.KindText && !v.Empty():
		s.lines(casefile.EncodeMember(f.Key, v), indent)
	case preset != "":
		s.lines(f.Key+": "+preset+"\n", indent)
	default:
		s.lines(f.Key+":\n", indent)
		s.inside(f, v, path, indent+"  ")
	}
}

// inside writes what a group holds, or the entries of a list.
func (s *skeleton) inside(f *vocabulary.Field, v casefile.Value, path, indent string) {
	if f.Model.Kind == casefile.KindGroup {
		s.group(f.Group, v, path, indent)
	}
	if f.Model.Kind != casefile.KindList {
		return
	}
	entry, n := casefile.Value{Model: f.Model.Entry, Go: reflect.New(f.Model.Entry.Type).Elem()}, v.Len()
	if n > 0 && path == s.Open {
		n--
		entry = v.Child(n)
	}
	for i := range n {
		s.lines(casefile.EncodeEntry(v.Child(i)), indent)
	}
	if v.Len() > 0 && path != s.Fresh && path != s.Open {
		return
	}
	s.lines("-\n", indent)
	if f.Group != nil {
		s.group(f.Group, entry, path, indent+"  ")
	}
}

// lines writes lines, further in.
func (s *skeleton) lines(text, indent string) {
	for line := range strings.Lines(text) {
		if line != "\n" {
			s.out.WriteString(indent)
		}
		s.out.WriteString(line)
	}
}

// comment says in one line what a key is for.
func (s *skeleton) comment(f *vocabulary.Field, path string) string {
	comment, between, clause := f.Label.In(s.language), "　", "［%s］"
	if s.language == "en" {
		between, clause = "  ", "[%s]"
	}
	if s.needs(f, path) {
		comment = "* " + comment
	}
	if hint := s.leafHint(f.Model); hint != "" {
		comment += between + hint
	}
	if f.Clause != "" {
		comment += between + fmt.Sprintf(clause, f.Clause)
	}
	return comment
}

// needs reports whether a key is marked as required.
func (s *skeleton) needs(f *vocabulary.Field, path string) bool {
	if s.Demands == nil {
		return f.Need
	}
	return s.Demands(path)
}

// hints say how a leaf is written.
var hints = map[reflect.Type]casefile.Words{
	reflect.TypeFor[casefile.Date]():            {Ja: "例：" + casefile.DateExample, En: "as in " + casefile.DateExample},
	reflect.TypeFor[casefile.Time]():            {Ja: "例：" + casefile.TimeExample, En: "as in " + casefile.TimeExample},
	reflect.TypeFor[casefile.Number]():          {Ja: "半角数字", En: "digits"},
	reflect.TypeFor[casefile.CorporateNumber](): {Ja: "半角数字", En: "digits"},
}

// leafHint says how a leaf is written, or which values it may have.
func (s *skeleton) leafHint(m *casefile.Model) string {
	var values []string
	for _, c := range s.words.Choices(m.Type) {
		if word := c.Words.In(s.language); c.Value == word {
			values = append(values, c.Value)
		} else if s.language == "en" {
			values = append(values, c.Value+" = "+word)
		} else {
			values = append(values, c.Value+"＝"+word)
		}
	}
	switch {
	case values == nil:
		return hints[m.Type].In(s.language)
	case s.language == "en":
		return "one of: " + strings.Join(values, ", ")
	}
	return "次から選択：" + strings.Join(values, "、")
}
