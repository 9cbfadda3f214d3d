package expr

import (
	"strconv"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"yoshiki/forms/period"
)

// ruleFunctions are the functions of CEL that rules need beside those of forms.
//
//	months_counting(day, n)   last day of a period of n months, first day counted
//	years_before(day, n)      earliest day that lies within n years before it
//	half_year_end(day)        last day of the half fiscal year
//	moment(time)              the moment in Japan: 2026-05-01 14:30; compares with < and ==
//	items(text)               the entries of "F1、F2、F3"
//	spaceless(text)           the text without spaces, as "髙橋　﨑子" and "髙橋 﨑子" name one person
//	named(text, nos, names)   the numbers of what "F1からF3まで" or "検索・閲覧" names; what is neither as it stands
//	unique(list)              whether no text is in the list twice
//	latest(list)              the last of the days in the list; "" when there is none
//	earliest(list)            the first of the days in the list; "" when there is none
//	total(list)               the figures in the list added up
//	first_by(keys, values)    for each text of keys, the least of the values that stand where it does; none for ""
//	last_by(keys, values)     the greatest of them
func ruleFunctions() []cel.EnvOption {
	texts, table := cel.ListType(cel.StringType), cel.MapType(cel.StringType, cel.StringType)
	return []cel.EnvOption{
		countFunction("months_counting", func(d period.Date, n int) (period.Date, error) { return period.MonthsCounting(d, n), nil }),
		countFunction("years_before", func(d period.Date, n int) (period.Date, error) { return period.YearsBack(d, n), nil }),
		dayFunction("half_year_end", func(d period.Date) (string, error) { return period.HalfYearEnd(d).String(), nil }),
		cel.Function("moment", cel.Overload("moment_string", []*cel.Type{cel.StringType}, cel.StringType, cel.UnaryBinding(moment))),
		cel.Function("items", cel.Overload("items_string", []*cel.Type{cel.StringType}, texts, cel.UnaryBinding(items))),
		cel.Function("spaceless", cel.Overload("spaceless_string", []*cel.Type{cel.StringType}, cel.StringType, cel.UnaryBinding(spaceless))),
		cel.Function("named", cel.Overload("named_string_list_list", []*cel.Type{cel.StringType, texts, texts}, texts, cel.FunctionBinding(named))),
		cel.Function("unique", cel.Overload("unique_list", []*cel.Type{texts}, cel.BoolType, cel.UnaryBinding(unique))),
		cel.Function("latest", cel.Overload("latest_list", []*cel.Type{texts}, cel.StringType, cel.UnaryBinding(latest))),
		cel.Function("earliest", cel.Overload("earliest_list", []*cel.Type{texts}, cel.StringType, cel.UnaryBinding(earliest))),
		cel.Function("first_by", cel.Overload("first_by_list_list", []*cel.Type{texts, texts}, table, cel.BinaryBinding(by(func(a, b string) bool { return a < b })))),
		cel.Function("last_by", cel.Overload("last_by_list_list", []*cel.Type{texts, texts}, table, cel.BinaryBinding(by(func(a, b string) bool { return a > b })))),
		cel.Function("total", cel.Overload("total_list", []*cel.Type{texts}, cel.DoubleType, cel.UnaryBinding(total))),
	}
}

func moment(v ref.Val) ref.Val {
	text := string(v.(types.String))
	if text == "" {
		return types.String("")
	}
	d, at, err := period.ParseTime(text)
	if err != nil {
		return types.WrapErr(err)
	}
	return types.String(d.String() + " " + at.String())
}

func items(v ref.Val) ref.Val {
	entries := strings.FieldsFunc(string(v.(types.String)), func(r rune) bool { return strings.ContainsRune("、，,・/／;；\n", r) })
	for i := range entries {
		entries[i] = strings.TrimSpace(entries[i])
	}
	return types.NewStringList(types.DefaultTypeAdapter, entries)
}

func spaceless(v ref.Val) ref.Val {
	return types.String(strings.Join(strings.Fields(string(v.(types.String))), ""))
}

func unique(v ref.Val) ref.Val {
	seen := map[any]bool{}
	for it := v.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		text := it.Next().Value()
		if seen[text] {
			return types.False
		}
		seen[text] = true
	}
	return types.True
}

func earliest(v ref.Val) ref.Val {
	first := ""
	for it := v.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		if day, ok := it.Next().(types.String); ok && day != "" && (first == "" || string(day) < first) {
			first = string(day)
		}
	}
	return types.String(first)
}

func latest(v ref.Val) ref.Val {
	last := ""
	for it := v.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		if day, ok := it.Next().(types.String); ok {
			last = max(last, string(day))
		}
	}
	return types.String(last)
}

// by makes a table of keys with the values that stand beside them; of several, that which comes
// before the others.
func by(before func(a, b string) bool) func(keys, values ref.Val) ref.Val {
	return func(keys, values ref.Val) ref.Val {
		table := map[string]string{}
		beside := stringsOf(values)
		for i, key := range stringsOf(keys) {
			if was, there := table[key]; key != "" && i < len(beside) && (!there || before(beside[i], was)) {
				table[key] = beside[i]
			}
		}
		return types.NewStringStringMap(types.DefaultTypeAdapter, table)
	}
}

func total(v ref.Val) ref.Val {
	sum := 0.0
	for it := v.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		if text, ok := it.Next().(types.String); ok && text != "" {
			figure, err := strconv.ParseFloat(string(text), 64)
			if err != nil {
				return types.WrapErr(err)
			}
			sum += figure
		}
	}
	return types.Double(sum)
}
