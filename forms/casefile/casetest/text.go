package casetest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
)

// texts are free texts that a careless writer of YAML or JSON gets wrong.
var texts = []string{
	"言明の対象範囲", "株式会社つむぎ雲工房", "𠮷野　葉月", "葛\U000E0100城　誠", "F1、F2、F3", "なし", "none", "null", "~", "true", "No",
	"1.0", "007", "2026-04-15", "令和8年4月1日", " 前の空白", "後ろの空白 ", "　全角の空白　", "key: value", "key:", "a #b", "#", "# a",
	"- x", "-", "?", "? x", ": x", "“引用” \"q\" \\n '", "it's", "'", `"`, "@x", "%", "`", "[a]", "{a}", "a, b] c} d", "&a", "*a", "!a", "| a",
	"> a", "---", "...", "<<", "one\ntwo", "one\n\n two \nthree\n", "\n", "\na", " a\nb", "a\n\n\n", "a\u00a0b", "\U0001F600", "C:\\x\\y",
	strings.Repeat("方針を定め、経営陣が承認し、全従業員に周知する。", 8),
}

// Text gives a well-formed text for a leaf of type t, never "".
func Text(r *rand.Rand, t reflect.Type) string {
	switch t {
	case reflect.TypeFor[casefile.Date]():
		return fmt.Sprintf("20%02d-%02d-%02d", r.IntN(50), 1+r.IntN(12), 1+r.IntN(28))
	case reflect.TypeFor[casefile.Time]():
		return fmt.Sprintf("20%02d-%02d-%02dT%02d:%02d:00+09:00", r.IntN(50), 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60))
	case reflect.TypeFor[casefile.Number]():
		return fmt.Sprint(r.IntN(100_000))
	case reflect.TypeFor[casefile.CorporateNumber]():
		base := fmt.Sprintf("%012d", r.Int64N(1_000_000_000_000))
		return casefile.CheckDigit(base) + base
	case reflect.TypeFor[casefile.CaseID]():
		return fmt.Sprintf("case-%d", r.IntN(1000))
	}
	if names := casefile.Values(t); names != nil {
		return names[r.IntN(len(names))]
	}
	return texts[r.IntN(len(texts))]
}
