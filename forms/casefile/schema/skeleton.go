package schema

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
)

// Skeleton gives a case file to fill in, in YAML: every key that a kind of submission
// needs, each under a comment with its Japanese label, an asterisk when it is required,
// the values to choose from, and the clause. Entries of a list are shown once. As it is,
// it decodes without a finding, for what is empty counts as not there.
//
// Errors: [casefile.ErrNoKind], which names the kinds.
func Skeleton(program casefile.Program, revision casefile.Date, kind string) ([]byte, error) {
	at := slices.IndexFunc(SkeletonKinds, func(k skeletonKind) bool { return k.Kind == kind })
	if at < 0 {
		var kinds []string
		for _, k := range SkeletonKinds {
			kinds = append(kinds, k.Kind)
		}
		return nil, fmt.Errorf("%s (%s): %w", kind, strings.Join(kinds, ", "), casefile.ErrNoKind)
	}
	found, err := Comments()
	if err != nil {
		return nil, err
	}
	s := skeleton{skeletonKind: SkeletonKinds[at], comments: found}
	s.given = map[string]string{"id": casefile.IDExample, "program": string(program), "revision": string(revision)}
	fmt.Fprintf(&s.out, skeletonHead, s.title, kind)
	s.group(casefile.Root(), "", "")
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
func (s *skeleton) group(m *casefile.Model, path, indent string) {
	for _, f := range m.Fields {
		at := strings.TrimPrefix(path+"."+f.Key, ".")
		if !s.holds(at) {
			continue
		}
		if indent == "" {
			s.out.WriteString("\n")
		}
		fmt.Fprintf(&s.out, "%s# %s\n%s%s:", indent, s.comment(m, f), indent, f.Key)
		if value := s.given[at] + s.fill[at]; value != "" {
			s.out.WriteString(" " + value)
		}
		s.out.WriteString("\n")
		s.below(f.Model, at, indent+"  ")
	}
}

// below writes what a group or the one entry of a list holds.
func (s *skeleton) below(m *casefile.Model, path, indent string) {
	switch m.Kind {
	case casefile.KindGroup:
		s.group(m, path, indent)
	case casefile.KindList:
		s.out.WriteString(indent + "-\n")
		s.below(m.Entry, path, indent+"  ")
	}
}

// comment says in one line what a key is for.
func (s *skeleton) comment(m *casefile.Model, f casefile.Field) string {
	comment := f.Label
	if f.Need {
		comment = "* " + comment
	}
	if hint := leafHint(f.Model); hint != "" {
		comment += "　" + hint
	}
	if clauses := clausesIn(s.comments[m.Type.Name()+"."+f.Name], f.Label); clauses != "" {
		comment += "　［" + clauses + "］"
	}
	return comment
}

// leafHint says how a leaf is written.
func leafHint(m *casefile.Model) string {
	switch m.Type {
	case reflect.TypeFor[casefile.Date]():
		return "例：" + casefile.DateExample
	case reflect.TypeFor[casefile.Time]():
		return "例：" + casefile.TimeExample
	case reflect.TypeFor[casefile.Number]():
		return "半角数字"
	case reflect.TypeFor[casefile.CorporateNumber]():
		return "半角数字"
	}
	var values []string
	for _, c := range casefile.Choices[m.Type] {
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
