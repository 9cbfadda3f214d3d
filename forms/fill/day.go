package fill

import (
	"strings"
	"unicode"

	"yoshiki/forms/document"
	"yoshiki/forms/layers"
)

// dayParts are the ways to print a part of a day.
var dayParts = map[string]bool{"year": true, "month": true, "day": true}

// eras are the names that stand before a year.
var eras = []string{"令和", "平成", "昭和"}

// dayPart is a part of a day: of 令和8年4月15日 the 8, the 4 or the 15. before is what stands in
// front of it in the sheet; where that is no era, the year has its own.
func dayPart(v document.Value, as, before string) (string, error) {
	if v.Kind != document.Date {
		return "", nil
	}
	year, rest, _ := strings.Cut(v.Text, "年")
	month, rest, _ := strings.Cut(rest, "月")
	switch as {
	case "month":
		return month, nil
	case "day":
		return strings.TrimSuffix(rest, "日"), nil
	}
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	for _, era := range eras {
		if !strings.HasSuffix(before, era) {
			continue
		}
		number, same := strings.CutPrefix(year, era)
		if !same {
			return "", layers.NewFault(0, "sheet-era", "day", v.Text, "era", era)
		}
		return number, nil
	}
	return year, nil
}

// checkDay refuses a part of what is no day.
func (b *binder) checkDay(place Place, s *site) {
	u := b.bound.uses[s.Marker]
	if dayParts[s.As] && u.value != nil && u.value.Type != nil && u.value.Type.Name() != "Date" {
		b.fault(place, layers.NewFault(0, "sheet-no-day", "name", s.Source))
	}
}
