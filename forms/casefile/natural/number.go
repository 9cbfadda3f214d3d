package natural

import (
	"reflect"
	"regexp"
	"strings"

	"yoshiki/forms/casefile"
)

var (
	unitForm   = regexp.MustCompile(`(?s)^(?:[¥\\]\s*|(?i:jpy)\s*)?(.*?)\s*(?:円|人|名|件|社|個|株|%|パーセント)?$`)
	threes     = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$|^[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?$`)
	wholeForm  = regexp.MustCompile(`^0*([0-9]+(?:\.[0-9]+)?)$`)
	otherComma = regexp.MustCompile(`^[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?$`)
	apart      = strings.NewReplacer(",", "", " ", "")
)

// Number reads a figure: 1200, １，２００, 1 200, 1,200円, 33.4%, 120万, 1億2,000万円, 三千万. A unit
// behind it is dropped, as is a yen sign before it. Commas that do not part thousands are
// ambiguous: 1,20 may be 1.20 or 120.
//
// Findings: [Ambiguous] (doubt separator) or case:number.
func Number(written string) Reading {
	text := fold(written)
	if text == "" {
		return Reading{}
	}
	body := unitForm.FindStringSubmatch(text)[1]
	value := ""
	switch {
	case threes.MatchString(body):
		value = withoutZeros(apart.Replace(body))
	case otherComma.MatchString(body):
		return ambiguous(written, "separator", commaReadings(body))
	case wholeForm.MatchString(body):
		value = withoutZeros(body)
	default:
		value = myriads(body)
	}
	if value == "" || !strict(reflect.TypeFor[casefile.Number](), value).OK() {
		return refused(written, "case:number", nearNumber(body))
	}
	return understood(written, value)
}

// withoutZeros takes the zeros before a figure away.
func withoutZeros(figure string) string {
	figure = strings.TrimLeft(figure, "0")
	if figure == "" || figure[0] == '.' {
		return "0" + figure
	}
	return figure
}

// commaReadings are what commas in the wrong places can mean.
func commaReadings(body string) []string {
	readings := []string{withoutZeros(strings.ReplaceAll(body, ",", ""))}
	if strings.Count(body, ",") == 1 && !strings.Contains(body, ".") {
		readings = append(readings, withoutZeros(strings.ReplaceAll(body, ",", ".")))
	}
	return readings
}

// nearNumber is the figure that was perhaps meant.
func nearNumber(body string) string {
	near := withoutZeros(strings.Trim(apart.Replace(body), "約-+. 　"))
	if strict(reflect.TypeFor[casefile.Number](), near).OK() {
		return near
	}
	return casefile.NumberExample
}
