package main

import (
	"fmt"

	"github.com/chromedp/chromedp"
)

// walk is somebody who goes a way through the pages, and what it takes.
type walk struct {
	*site
	effort effort
}

// effort is what a person does.
type effort struct {
	clicks, fields, letters, twice int
	typed, before                  map[string]string // by place; at the filing before
	anew                           []string          // what was typed as at the filing before
}

func (e effort) String() string {
	return fmt.Sprintf("%d clicks, %d fields, %d letters, %d fields typed twice", e.clicks, e.fields, e.letters, e.twice)
}

// press clicks with the mouse.
func (b *walk) press(selector string) {
	b.Helper()
	b.effort.clicks++
	b.Do(chromedp.Click(selector))
}

// typed counts what was filled in; what was filled in before with the same value is typed twice.
func (b *walk) typed(values map[string]string) {
	if b.effort.typed == nil {
		b.effort.typed = map[string]string{}
	}
	for at, text := range values {
		b.effort.fields++
		b.effort.letters += len([]rune(text))
		if b.effort.typed[at] == text {
			b.effort.twice++
			b.Logf("typed twice: %s", at)
		}
		if b.effort.before[at] == text {
			b.effort.anew = append(b.effort.anew, at)
		}
		b.effort.typed[at] = text
	}
}
