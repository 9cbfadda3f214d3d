package fill

import (
	"fmt"

	"yoshiki/forms/layers"
	"yoshiki/locales"
)

// Place is where something stands in a sheet.
type Place struct {
	Kind string // paragraph, textbox, cell, heading, name, property, control, part
	Part string // header1, Sheet1; "" for the text of a Word file
	N    int    // number of the paragraph, or 0
	Name string // B3; the name of a range; the beginning of the paragraph
}

// In tells the place in a language.
func (p Place) In(language string) string {
	w := locales.New(language)
	said := w.Text("sheetplace."+p.Kind, map[string]string{"n": fmt.Sprint(p.N), "name": p.Name, "part": p.Part})
	if p.Part == "" || p.Kind == "cell" || p.Kind == "heading" {
		return said
	}
	return w.Text("sheetplace.in", map[string]string{"part": p.Part, "place": said})
}

// Fault is something wrong at a place of a sheet.
type Fault struct {
	Place Place
	Err   error
}

// Error tells the fault in English.
func (f *Fault) Error() string { return f.in("en") }

// Words tells the fault in both languages.
func (f *Fault) Words() (ja, en string) { return f.in("ja"), f.in("en") }

// Unwrap is the fault itself.
func (f *Fault) Unwrap() error { return f.Err }

func (f *Fault) in(language string) string {
	ja, en := layers.Words(f.Err)
	said := map[string]string{"ja": ja, "en": en}[language]
	return locales.New(language).Text("fault.placed", map[string]string{"place": f.Place.In(language), "fault": said})
}

func (p Place) fault(err error) error { return &Fault{p, err} }
