// Package pagestest tries pages in a real Chromium, as a person uses them, and has axe-core judge
// them. Each test has a Chromium of its own, which knows nothing of what others did.
package pagestest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"yoshiki/forms/judge"
)

// Browser is a real Chromium at the pages of a server.
type Browser struct {
	testing.TB
	Tab context.Context // of Chromium, for chromedp
	URL string          // of the server

	mu      sync.Mutex
	allowed []string
}

// Open starts Chromium for a test, until it ends. What it complains of fails the test: a script
// that breaks, something that the policy of the pages does not allow; but not what was allowed.
func Open(t testing.TB, url string, allowed ...string) *Browser {
	t.Helper()
	judge.Need(t, "chromium")
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.WindowSize(1280, 1000))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closed := chromedp.NewContext(ctx)
	t.Cleanup(closed)
	ctx, late := context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(late)
	b := &Browser{TB: t, Tab: ctx, URL: url, allowed: allowed}
	b.Do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, b.complain); err != nil {
		t.Fatal(err)
	}
	return b
}

// Allow lets Chromium complain of answers that the test asks for: each is a part of what it says,
// such as "404".
func (b *Browser) Allow(complaints ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.allowed = append(b.allowed, complaints...)
}

func (b *Browser) allows(complaint string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, part := range b.allowed {
		if strings.Contains(complaint, part) {
			return true
		}
	}
	return false
}

func (b *Browser) complain(e any) {
	switch e := e.(type) {
	case *runtime.EventExceptionThrown:
		b.Errorf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" && !b.allows(e.Entry.Text) {
			b.Errorf("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

// Do takes steps, and ends the test if one fails.
func (b *Browser) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.Tab, steps...); err != nil {
		b.Fatal(err)
	}
}

// Open goes to a page by its path.
func (b *Browser) Open(path string) { b.Helper(); b.Do(chromedp.Navigate(b.URL + path)) }

// JS gives what an expression gives as a text, once a promise is kept.
func (b *Browser) JS(expression string) string {
	b.Helper()
	out, err := chromedp.Run(b.Tab, chromedp.Evaluate[string](`(async () => String(await (`+expression+`)))()`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return out
}

// Until waits for an expression to hold, over pages that come and go.
func (b *Browser) Until(expression string) {
	b.Helper()
	for range 5000 {
		out, err := chromedp.Run(b.Tab, chromedp.Evaluate[bool](`!!(`+expression+`)`))
		if err == nil && out {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	b.Shot("never")
	b.Fatalf("%s never held:\n%s", expression, b.JS("location.href + document.body.innerText"))
}

// Write types into a field, by its id, in place of what is there.
func (b *Browser) Write(id, text string) {
	b.Helper()
	b.JS(`document.getElementById("` + id + `").select?.()`)
	b.Do(chromedp.SendKeys("#"+id, text))
}

// widths are those at which people look at pages: on a desk, and in a hand.
var widths = []int64{1280, 390}

// Shot keeps pictures of the whole page, wide and narrow, where YOSHIKI_SHOTS says, for people to
// look at.
func (b *Browser) Shot(name string) {
	b.Helper()
	folder := os.Getenv("YOSHIKI_SHOTS")
	if folder == "" {
		return
	}
	size := strings.Fields(b.JS(`innerWidth + " " + innerHeight`))
	for _, width := range widths {
		b.Do(chromedp.EmulateViewport(width, 900))
		time.Sleep(time.Second) // until papers are drawn
		file := filepath.Join(folder, name+"-"+strconv.FormatInt(width, 10)+".png")
		picture, err := chromedp.Run(b.Tab, chromedp.FullScreenshot(100))
		if err == nil {
			err = os.WriteFile(file, picture, 0o644)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	width, _ := strconv.ParseInt(size[0], 10, 64)
	height, _ := strconv.ParseInt(size[1], 10, 64)
	b.Do(chromedp.EmulateViewport(width, height))
}

// Quoted is a value as JavaScript writes it.
func Quoted(t testing.TB, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
