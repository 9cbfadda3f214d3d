package frame

import (
	"embed"
	"html/template"
	"io/fs"
	"strings"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/locales"
)

//go:embed html/*.html
var sources embed.FS

// views are the templates, once for each language.
type views struct{ all map[string]*template.Template }

func newViews(rooms []fs.FS, files *assets) *views {
	v := &views{map[string]*template.Template{}}
	for _, lang := range []string{"ja", "en"} {
		words := locales.New(lang)
		set := template.New("").Funcs(functions(words)).Funcs(template.FuncMap{"asset": files.path})
		for _, from := range rooms {
			template.Must(set.ParseFS(from, "html/*.html"))
		}
		v.all[lang] = set
	}
	return v
}

func (v *views) in(language string) *template.Template { return v.all[language] }

// page is what a template is given.
type page struct {
	*Call
	Title string
	Data  any
}

func (p page) Lang() string { return p.Words.Language() }
func (p page) CSRF() string { return p.Visitor.CSRF }
func (p page) Here() string { return p.R.URL.RequestURI() }

// Other is the language that the page can be had in, too.
func (p page) Other() string {
	if p.Lang() == "ja" {
		return "en"
	}
	return "ja"
}

// OtherName is what that language calls itself.
func (p page) OtherName() string {
	return map[string]string{"ja": "日本語", "en": "English"}[p.Other()]
}

// functions are what templates call.
func functions(words *locales.Printer) template.FuncMap {
	return template.FuncMap{
		"t":        func(key string, args ...string) string { return Say(words, key, args...) },
		"say":      func(w casefile.Words) string { return w.In(words.Language()) },
		"day":      func(d casefile.Date) string { return Day(words, string(d)) },
		"id":       FieldID,
		"dict":     dict,
		"join":     func(all []string) string { return strings.Join(all, Say(words, "and")) },
		"brackets": func(text string) string { return Say(words, "brackets", "text", text) },
	}
}

// Say is a text of the pages, with its arguments: names and values in turn.
func Say(words *locales.Printer, key string, args ...string) string {
	given := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		given[args[i]] = args[i+1]
	}
	return words.Text("web."+key, given)
}

// Day is a day as people of a language write it; what is none stays.
func Day(words *locales.Printer, day string) string {
	d, err := period.Parse(day)
	if err != nil || words.Language() != "ja" {
		return day
	}
	return period.Era(d)
}

// Moment is a minute in Japan as people of a language write it.
func Moment(words *locales.Printer, t time.Time) string {
	t = t.In(app.Japan)
	return Say(words, "moment", "day", Day(words, t.Format(time.DateOnly)), "time", t.Format("15:04"))
}

// FieldID is the id in the page of the field of a place of the case.
func FieldID(pointer string) string {
	return "f" + strings.NewReplacer("/", "-", "~", "_").Replace(pointer)
}

// dict gives a template several values.
func dict(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}
