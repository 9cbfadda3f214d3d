package workbook

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"yoshiki/forms/casefile"
	"yoshiki/forms/xlsx"
)

// option is one value that may be chosen, with the words that a cell shows.
type option struct{ value, shown string }

// Types whose values are typed cells.
var (
	dateType   = reflect.TypeFor[casefile.Date]()
	timeType   = reflect.TypeFor[casefile.Time]()
	numberType = reflect.TypeFor[casefile.Number]()
)

// value is the cell for a text of the case.
func (p *planner) value(t reflect.Type, path, text string) cell {
	c := cell{look: lookText}
	switch t {
	case dateType:
		c.look = lookDate
	case timeType:
		c.look = lookTime
	case numberType:
		c.look = lookNumber
	}
	if text == "" {
		return c
	}
	if c.value = typed(t, text); c.value == nil {
		c.value = xlsx.Literally(p.shown(t, path, text))
	}
	return c
}

// shown is what a cell shows for a choice; any other text is shown as it is.
func (p *planner) shown(t reflect.Type, path, text string) string {
	for _, o := range p.choices(t, path) {
		if o.value == text {
			return o.shown
		}
	}
	return text
}

// firstDay is the first that Excel counts rightly: 1900-03-01. Days are counted from epoch.
const firstDay = 61

var epoch = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// typed is the number that Excel has for a text, or nil where the text would not come back.
func typed(t reflect.Type, text string) any {
	switch t {
	case dateType:
		if day, err := time.Parse(time.DateOnly, text); err == nil && day.Sub(epoch) >= firstDay*24*time.Hour && day.Year() < 10_000 {
			return int(day.Sub(epoch) / (24 * time.Hour))
		}
	case timeType:
		moment, err := time.Parse("2006-01-02T15:04:05"+japan, text)
		if since := moment.Sub(epoch); err == nil && since >= firstDay*24*time.Hour {
			return since.Seconds() / 86400
		}
	case numberType:
		n, err := strconv.ParseFloat(text, 64)
		if err == nil && len(text) <= 15 && strconv.FormatFloat(n, 'f', -1, 64) == text {
			return n
		}
	}
	return nil
}

// japan is the offset of a moment of which a cell has the day and the clock.
const japan = "+09:00"

// attached are the paths of fields that name a paper.
var attached = []string{"attachments.paper", "omissions.paper"}

// choices are what may be chosen at a path; none where anything may be written. Words that
// two values share are shown with their names.
func (l *Layout) choices(t reflect.Type, path string) []option {
	var all []option
	for _, c := range l.Vocabulary.Choices(t) {
		all = append(all, option{c.Value, l.say(c.Words)})
	}
	for _, at := range attached {
		if path == at {
			for _, p := range l.Papers {
				all = append(all, option{p.Name, l.say(p.Words)})
			}
		}
	}
	return distinct(all)
}

// distinct shows the names of values whose words are not theirs alone, or cannot be read back.
func distinct(all []option) []option {
	count := map[string]int{}
	for _, o := range all {
		count[o.shown]++
		count[o.value]++
		if o.value == o.shown {
			count[o.shown]--
		}
	}
	for i, o := range all {
		if count[o.shown] > 1 || strings.TrimSpace(o.shown) != o.shown || o.shown == "" {
			all[i].shown = o.value
		}
	}
	return all
}

// pick gives cells the choices of a type, or of a path.
func (p *planner) pick(s *part, t reflect.Type, path, cells string) {
	all := p.choices(t, path)
	if len(all) == 0 {
		return
	}
	var shown []string
	for _, o := range all {
		shown = append(shown, o.shown)
	}
	key := strings.Join(shown, "\x00")
	if p.offered[key] == nil {
		p.offered[key] = all
		p.order = append(p.order, key)
	}
	s.picks[key] = append(s.picks[key], cells)
}
