package natural

import (
	"reflect"
	"strings"

	"yoshiki/forms/casefile"

	"golang.org/x/text/width"
)

// The findings of this package, beside those of [casefile.CheckLeaf].
const (
	Understood = "case:understood" // a note: found is read as value
	Ambiguous  = "case:ambiguous"  // found can be read as any of readings; doubt says why
)

// Reading is what was made of a written value.
type Reading struct {
	// Value is the value as a case holds it; "" when nothing is written, or not one thing.
	Value string
	// ID is "" when the value was taken as it is written, [Understood] when it was not, and
	// otherwise the id of the finding that says why there is no value.
	ID string
	// Args are the names and values, in turn, for the words of the finding.
	Args []string
}

// OK reports whether the value can be taken; it is "" when nothing is written.
func (r Reading) OK() bool { return r.ID == "" || r.ID == Understood }

// Leaf reads a value for a leaf of type t. words are those of t when it is a choice.
func Leaf(t reflect.Type, written string, words []Word) Reading {
	if id, args := casefile.CheckText(written); id != "" {
		return Reading{ID: id, Args: args}
	}
	switch t {
	case reflect.TypeFor[casefile.Text](), reflect.TypeFor[casefile.CaseID]():
		return strict(t, written)
	case reflect.TypeFor[casefile.Date]():
		return Date(written)
	case reflect.TypeFor[casefile.Time]():
		return Time(written)
	case reflect.TypeFor[casefile.Number]():
		return Number(written)
	case reflect.TypeFor[casefile.CorporateNumber]():
		return CorporateNumber(written)
	}
	return Choice(written, words)
}

// strict takes a value as it is written, or not at all.
func strict(t reflect.Type, written string) Reading {
	if written == "" {
		return Reading{}
	}
	if id, args := casefile.CheckLeaf(t, written); id != "" {
		return Reading{ID: id, Args: args}
	}
	return Reading{Value: written}
}

// understood is the reading of what is not written as a case has it.
func understood(written, value string) Reading {
	if written == value {
		return Reading{Value: value}
	}
	return Reading{Value: value, ID: Understood, Args: []string{"found", casefile.Shorten(written), "value", value}}
}

// ambiguous is the reading of what may mean several things. doubt is a word of locales.
func ambiguous(written, doubt string, readings []string) Reading {
	return Reading{ID: Ambiguous, Args: []string{
		"found", casefile.Shorten(written), "doubt", doubt, "readings", strings.Join(readings, ", "),
	}}
}

// refused is the reading of what means nothing; near is what was perhaps meant.
func refused(written, id, near string) Reading {
	return Reading{ID: id, Args: []string{"found", casefile.Shorten(written), "near", near}}
}

var plain = strings.NewReplacer(
	"㋿", "令和", "㍻", "平成", "㍼", "昭和", "㍽", "大正", "㍾", "明治",
	"−", "-", "‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "―", "-",
)

// fold gives what is written with half-width letters, digits and marks, without blanks
// around it.
func fold(written string) string {
	return strings.TrimSpace(plain.Replace(width.Fold.String(written)))
}
