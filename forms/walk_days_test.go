package forms_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"yoshiki/forms/period"
)

// walkDays evaluates what a walk says of days: a day or a variable, a function of them,
// with days added or taken away. month(d, n) is the last day of n months, d not counted;
// count(d, n) counts d; back(d, n) is the day n months before; work(d, n) is the n-th
// working day after d; half(d) ends the half fiscal year; min and max take any number.
// The months are counted here by arts. 140 and 143 of the Civil Code, apart from the
// program's own reckoning.
type walkDays map[string]string

var walkToken = regexp.MustCompile(`\d{4}-\d\d-\d\d|\d+|[a-z_]+|[-+(),]`)

func (v walkDays) eval(source string) string {
	tokens := walkToken.FindAllString(source, -1)
	value, rest := v.sum(tokens)
	if len(rest) > 0 {
		panic(fmt.Sprintf("%q: %q is left", source, rest))
	}
	return value
}

func (v walkDays) sum(tokens []string) (string, []string) {
	value, rest := v.term(tokens)
	for len(rest) > 1 && (rest[0] == "+" || rest[0] == "-") {
		n, err := strconv.Atoi(rest[0] + rest[1])
		if err != nil {
			panic(err)
		}
		value, rest = plus(value, n), rest[2:]
	}
	return value, rest
}

func (v walkDays) term(tokens []string) (string, []string) {
	name, rest := tokens[0], tokens[1:]
	if len(rest) == 0 || rest[0] != "(" {
		if value, ok := v[name]; ok {
			return value, rest
		}
		if name[0] > '9' {
			panic(fmt.Sprintf("no variable %q", name))
		}
		return name, rest
	}
	var args []string
	for rest[0] != ")" {
		var arg string
		arg, rest = v.sum(rest[1:])
		args = append(args, arg)
	}
	return walkFunctions(name, args), rest[1:]
}

func walkFunctions(name string, args []string) string {
	var n int
	if len(args) > 1 {
		n, _ = strconv.Atoi(args[1])
	}
	switch d := args[0]; name {
	case "month":
		return before(dayOf(d).AddDate(0, 0, 1), n)
	case "count":
		return before(dayOf(d), n)
	case "back":
		same, _ := monthsFrom(dayOf(d), -n)
		return same.Format(time.DateOnly)
	case "work":
		return workingDay(d, n)
	case "half":
		return halfYearEnd(dayOf(d))
	case "min":
		return minimum(args, false)
	case "max":
		return minimum(args, true)
	}
	panic("no function " + name)
}

func minimum(args []string, most bool) string {
	best := args[0]
	for _, a := range args {
		if a < best != most && a != best {
			best = a
		}
	}
	return best
}

func dayOf(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// plus adds days to a day, or a number to a number.
func plus(value string, n int) string {
	if number, err := strconv.Atoi(value); err == nil {
		return strconv.Itoa(number + n)
	}
	return dayOf(value).AddDate(0, 0, n).Format(time.DateOnly)
}

// before is the last day of a period of months whose first day is counted (art. 143).
func before(first time.Time, months int) string {
	same, exists := monthsFrom(first, months)
	if exists {
		same = same.AddDate(0, 0, -1)
	}
	return same.Format(time.DateOnly)
}

// monthsFrom is the day that corresponds, or the last of a month that has none.
func monthsFrom(d time.Time, months int) (time.Time, bool) {
	last := time.Date(d.Year(), d.Month()+time.Month(months)+1, 0, 0, 0, 0, 0, time.UTC)
	if d.Day() > last.Day() {
		return last, false
	}
	return time.Date(last.Year(), last.Month(), d.Day(), 0, 0, 0, 0, time.UTC), true
}

func workingDay(day string, n int) string {
	for n > 0 {
		day = plus(day, 1)
		if d, err := period.Parse(day); err == nil && period.IsWorking(d) {
			n--
		}
	}
	return day
}

func halfYearEnd(d time.Time) string {
	year := d.Year()
	switch {
	case d.Month() < time.April:
		return fmt.Sprintf("%d-03-31", year)
	case d.Month() < time.October:
		return fmt.Sprintf("%d-09-30", year)
	}
	return fmt.Sprintf("%d-03-31", year+1)
}

var walkExpression = regexp.MustCompile(`\$\{[^}]+\}`)

// fill writes a text with the expressions in it evaluated.
func (v walkDays) fill(text string) string {
	return walkExpression.ReplaceAllStringFunc(text, func(x string) string {
		if x == "${#}" {
			return v["#"]
		}
		return v.eval(x[2 : len(x)-1])
	})
}

// holds reports whether all guards do.
func (v walkDays) holds(guards []string) bool {
	for _, g := range guards {
		part := strings.Fields(g)
		left, right := v[part[0]], part[2]
		if value, ok := v[right]; ok {
			right = value
		} else if strings.Contains(right, "+") {
			right = v.eval(right)
		}
		if ok := map[string]bool{"==": left == right, "!=": left != right, ">=": left >= right, "<": left < right}[part[1]]; !ok {
			return false
		}
	}
	return true
}

func TestWalkDays(t *testing.T) {
	v := walkDays{"a": "2025-09-30", "n": "2", "#": "7"}
	for text, want := range map[string]string{
		"${month(a, 3)}": "2025-12-31", "${count(a+1, 16)}": "2027-01-31", "${month(2026-01-30, 1)}": "2026-02-28",
		"${work(2026-05-01, 3)}": "2026-05-11", "${back(a, 12)-1}": "2024-09-29", "第${#}号": "第7号", "${n+1}": "3",
		"${min(a, 2025-01-01) + 1}": "2025-01-02", "${half(a)}": "2025-09-30", "${max(a, 2025-01-01)}T09:00:00Z": "2025-09-30T09:00:00Z",
	} {
		if got := v.fill(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
