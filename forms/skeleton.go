package forms

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Skeleton gives a case file to fill in, in YAML: every key that a kind of submission
// needs, each under a comment with its Japanese label, an asterisk when it is required,
// the values to choose from, and the clause. Entries of a list are shown once. As it is,
// it decodes without a finding, for what is empty counts as not there.
//
// Errors: [ErrNoKind], which names the kinds.
func Skeleton(program Program, revision Date, kind string) ([]byte, error) {
	at := slices.IndexFunc(skeletonKinds, func(k skeletonKind) bool { return k.kind == kind })
	if at < 0 {
		var kinds []string
		for _, k := range skeletonKinds {
			kinds = append(kinds, k.kind)
		}
		return nil, fmt.Errorf("%s (%s): %w", kind, strings.Join(kinds, ", "), ErrNoKind)
	}
	found, err := comments()
	if err != nil {
		return nil, err
	}
	s := skeleton{skeletonKind: skeletonKinds[at], comments: found}
	s.given = map[string]string{"id": idExample, "program": string(program), "revision": string(revision)}
	fmt.Fprintf(&s.out, skeletonHead, s.title, kind)
	s.group(caseModel(), "", "")
	return []byte(s.out.String()), nil
}

const skeletonHead = `# 案件ファイル（%s）
#
# ・コロン（:）の後に半角の空白を1つ空けて、値を書きます。
# ・「*」は必須の項目です。任意のまとまりでは、その中のどれかを書くときに必須となります。
# ・空欄のままの項目は、書かれていないものとして扱われます。不要な項目は行ごと削除できます。
# ・何件も書く項目は、「-」の行からその1件分を繰り返します。
# ・長い文章は、コロンの後に「|」と書き、次の行から1段字下げして、何行でも書けます。
# ・書き終えたら、次のように確かめます： yoshiki check ファイル名 --for %s
`

// skeleton writes the lines of a file to fill in.
type skeleton struct {
	skeletonKind
	comments map[string]string
	given    map[string]string // values by path
	out      strings.Builder
}

// group writes the keys below path.
func (s *skeleton) group(m *model, path, indent string) {
	for _, f := range m.fields {
		at := strings.TrimPrefix(path+"."+f.key, ".")
		if !s.holds(at) {
			continue
		}
		if indent == "" {
			s.out.WriteString("\n")
		}
		fmt.Fprintf(&s.out, "%s# %s\n%s%s:", indent, s.comment(m, f), indent, f.key)
		if value := s.given[at] + s.fill[at]; value != "" {
			s.out.WriteString(" " + value)
		}
		s.out.WriteString("\n")
		s.below(f.model, at, indent+"  ")
	}
}

// below writes what a group or the one entry of a list holds.
func (s *skeleton) below(m *model, path, indent string) {
	switch m.kind {
	case kindGroup:
		s.group(m, path, indent)
	case kindList:
		s.out.WriteString(indent + "-\n")
		s.below(m.entry, path, indent+"  ")
	}
}

// comment says in one line what a key is for.
func (s *skeleton) comment(m *model, f field) string {
	comment := f.label
	if f.need {
		comment = "* " + comment
	}
	if hint := leafHint(f.model); hint != "" {
		comment += "　" + hint
	}
	if clauses := clausesIn(s.comments[m.typ.Name()+"."+f.name], f.label); clauses != "" {
		comment += "　［" + clauses + "］"
	}
	return comment
}

// leafHint says how a leaf is written.
func leafHint(m *model) string {
	switch m.typ {
	case reflect.TypeFor[Date]():
		return "例：" + dateExample
	case reflect.TypeFor[Time]():
		return "例：" + timeExample
	case reflect.TypeFor[Number]():
		return "半角数字"
	case reflect.TypeFor[CorporateNumber]():
		return "半角数字"
	}
	var values []string
	for _, c := range choices[m.typ] {
		if c.Value == c.Japanese {
			values = append(values, c.Value)
		} else {
			values = append(values, c.Value+"＝"+c.Japanese)
		}
	}
	if values == nil {
		return ""
	}
	return "次から選択：" + strings.Join(values, "、")
}

var clauseForm = regexp.MustCompile(`(?:^|[^0-9.])([0-9]{1,2}\.[0-9]{1,2}(?:\([0-9a-z]{1,2}\))*)(?:$|[^0-9.(])`)

// clausesIn gives the clauses that a comment cites and that the label does not.
func clausesIn(comment, label string) string {
	var clauses []string
	for _, found := range clauseForm.FindAllStringSubmatch(comment, -1) {
		if !strings.Contains(label, found[1]) && !slices.Contains(clauses, found[1]) {
			clauses = append(clauses, found[1])
		}
	}
	return strings.Join(clauses, "、")
}
