package forms

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/forms/expr"
	"yoshiki/forms/period"
)

// How a value is printed ("as" in a definition):
//
//	(nothing)  a day as 令和8年4月15日, a moment with its clock time, a figure thousands by
//	           thousands, a choice by its words; in the fields of a grid a choice shows
//	           all its words with the chosen one marked: ■ 新規　□ 更新
//	short      a choice by its word alone
//	boxes      a choice with all its words, each on a line of its own where they are long and
//	           in the cells of a table
//	有/無      an answer, yes and no in these words; with "boxes" behind it, both marked
//	date       a text that an expression made, as a day
//	円         any other word: a unit behind a figure
const (
	asShort = "short"
	asBoxes = "boxes"
	asDate  = "date"
)

const (
	chosen    = "■\u00a0" // no line break between the mark and its word
	notChosen = "□\u00a0"
	blankDay  = "令和　　年　　月　　日"
)

// format gives the printed value of what an expression found.
func (k *composer) format(f expr.Found, as string) document.Value {
	v := document.Value{Path: f.Pointer}
	if !f.Value.IsValid() {
		return v
	}
	text := expr.LeafText(f.Value)
	switch {
	case isChoice(f):
		return formatChoice(v, text, k.choicesOf(f.Value.Type(), as), strings.HasSuffix(as, asBoxes), k.stacked)
	case text == "":
		return v
	case f.Value.Type() == reflect.TypeFor[casefile.Date]() || as == asDate:
		return formatDate(v, text)
	case f.Value.Type() == reflect.TypeFor[casefile.Time]():
		v.Text = momentText(text)
	case f.Value.Type() == reflect.TypeFor[casefile.Number](), f.Value.Kind() == reflect.Int64, f.Value.Kind() == reflect.Int:
		return formatNumber(v, text, as)
	default:
		v.Text = text
	}
	return v
}

// isChoice reports whether a value is one of a few known words.
func isChoice(f expr.Found) bool {
	return f.Value.IsValid() && casefile.Values(f.Value.Type()) != nil
}

// option is one value of a choice with the words that are printed for it.
type option struct{ value, words string }

// choicesOf gives the words of a choice, replaced by those of "有/無" if as has such.
func (k *composer) choicesOf(t reflect.Type, as string) []option {
	named := strings.Split(as, " ")[0]
	words := strings.Split(named, "/")
	var all []option
	for i, c := range k.definition.words.Choices(t) {
		o := option{c.Value, c.Words.Ja}
		if len(words) > 1 {
			o.words = words[i%len(words)]
		}
		all = append(all, o)
	}
	return all
}

func formatChoice(v document.Value, value string, all []option, boxes, stacked bool) document.Value {
	v.Kind = document.Choice
	for i, c := range all {
		words := c.words
		if boxes {
			words = boxed(all, i, stacked)
		}
		v.Choices = append(v.Choices, words)
		if c.value == value {
			v.Text = words
		}
	}
	if boxes && v.Text == "" {
		v.Text = boxed(all, -1, stacked)
		v.Choices = append(v.Choices, v.Text)
	}
	return v
}

// sideBySide is the most characters that the words of a choice may have to stand side by side.
const sideBySide = 36

// boxed is all words of a choice with the i-th one marked, side by side where they are short
// and stand in a wide place.
func boxed(all []option, i int, stacked bool) string {
	between, long := "　", 0
	if stacked {
		between = "\n"
	}
	for _, c := range all {
		if long += utf8.RuneCountInString(c.words); long > sideBySide {
			between = "\n"
		}
	}
	var b strings.Builder
	for k, c := range all {
		if k > 0 {
			b.WriteString(between)
		}
		if k == i {
			b.WriteString(chosen)
		} else {
			b.WriteString(notChosen)
		}
		b.WriteString(c.words)
	}
	return b.String()
}

func formatDate(v document.Value, day string) document.Value {
	d, err := period.Parse(day)
	if err != nil {
		v.Text = day
		return v
	}
	v.Kind, v.Text, v.Date = document.Date, period.Era(d), day
	return v
}

func momentText(moment string) string {
	d, clock, err := period.ParseTime(moment)
	if err != nil {
		return moment
	}
	return period.EraTime(d, clock)
}

func formatNumber(v document.Value, figure, unit string) document.Value {
	n, err := strconv.ParseFloat(figure, 64)
	if err != nil {
		v.Text = figure + unit
		return v
	}
	v.Kind, v.Number, v.Text = document.Number, n, thousands(figure)+unit
	return v
}

// thousands puts a comma between groups of three digits of the whole part.
func thousands(figure string) string {
	whole, fraction, _ := strings.Cut(figure, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}
