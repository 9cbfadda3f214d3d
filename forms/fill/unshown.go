package fill

import (
	"yoshiki/forms/casefile"
	"yoshiki/locales"
)

// Unshown is a field of the form that the sheet does not show.
type Unshown struct {
	Label  casefile.Words
	Source string // its expression
}

// Error tells it in English.
func (u *Unshown) Error() string { return u.in("en") }

// Words tells it in both languages.
func (u *Unshown) Words() (ja, en string) { return u.in("ja"), u.in("en") }

func (u *Unshown) in(language string) string {
	return locales.New(language).Text("fault.sheet-unshown", map[string]string{"label": u.Label.In(language), "source": u.Source, "marker": "{{ without " + u.Source + " }}"})
}
