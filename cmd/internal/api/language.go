package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/language"

	"yoshiki/locales"
)

type wordsKey struct{}

var printers = map[string]*locales.Printer{"ja": locales.New("ja"), "en": locales.New("en")}

var spoken = language.NewMatcher([]language.Tag{language.Japanese, language.English})

// wordsFor gives the words in the language that a request accepts; Japanese where it accepts
// neither.
func wordsFor(accepted string) *locales.Printer {
	tags, _, err := language.ParseAcceptLanguage(accepted)
	if err != nil || len(tags) == 0 {
		return printers["ja"]
	}
	if _, i, sure := spoken.Match(tags...); i == 1 && sure > language.No {
		return printers["en"]
	}
	return printers["ja"]
}

// speak finds out the language of a request.
func speak(ctx huma.Context, next func(huma.Context)) {
	p := wordsFor(ctx.Header("Accept-Language"))
	ctx.SetHeader("Content-Language", p.Language())
	ctx.AppendHeader("Vary", "Accept-Language")
	next(huma.WithValue(ctx, wordsKey{}, p))
}

// WordsOf gives the words in the language of the request that a context belongs to.
func WordsOf(ctx context.Context) *locales.Printer { return wordsOf(ctx) }

func wordsOf(ctx context.Context) *locales.Printer {
	if p, ok := ctx.Value(wordsKey{}).(*locales.Printer); ok {
		return p
	}
	return printers["ja"]
}

// Words gives the words in the language that a request accepts.
func Words(r *http.Request) *locales.Printer { return wordsFor(r.Header.Get("Accept-Language")) }
