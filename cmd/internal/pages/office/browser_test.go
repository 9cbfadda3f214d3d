package office_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"yoshiki/forms/judge"
)

// browser is a real Chromium at the pages of an office.
type browser struct {
	testing.TB
	*world
	ctx context.Context
	url string
}

// chromium is started once, for all tests; each has a tab of its own.
var chromium = sync.OnceValue(func() context.Context {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.WindowSize(1280, 1000))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closed := chromedp.NewContext(ctx)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		panic(err)
	}
	atEnd = func() { closed(); stop() }
	return ctx
})

// atEnd is called after the last test.
var atEnd = func() {}

// newBrowser opens Chromium. What it complains of on its console fails the test.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	judge.Need(t, "chromium")
	b := &browser{TB: t, world: newWorld(t)}
	server := httptest.NewServer(b.world)
	b.url = server.URL
	t.Cleanup(server.Close)
	ctx, closed := chromedp.NewContext(chromium())
	t.Cleanup(closed)
	if err := chromedp.Listen(ctx, func(e any) { complain(t, e) }); err != nil {
		t.Fatal(err)
	}
	ctx, late := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(late)
	b.ctx = ctx
	return b
}

// complain fails a test for what the console says, but answers that tests ask for.
func complain(t testing.TB, e any) {
	switch e := e.(type) {
	case *runtime.EventExceptionThrown:
		t.Errorf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" && !strings.Contains(e.Entry.Text, "422") && !strings.Contains(e.Entry.Text, "403") && !strings.Contains(e.Entry.Text, "404") {
			t.Errorf("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func (b *browser) open(path string) { b.Helper(); b.do(chromedp.Navigate(b.url + path)) }

// as has the next pages asked by somebody.
func (b *browser) as(who string) { b.Helper(); b.js(`document.cookie = "who=` + who + `; path=/"`) }

// js gives what an expression gives as a text, once a promise is kept.
func (b *browser) js(expression string) string {
	b.Helper()
	out, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`(async () => String(await (`+expression+`)))()`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return out
}

// until waits for an expression to hold, over pages that come and go.
func (b *browser) until(expression string) {
	b.Helper()
	for range 900 {
		out, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`))
		if err == nil && out {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	b.Fatalf("%s never held:\n%s", expression, b.js("location.href + document.body.innerText"))
}

func (b *browser) click(selector string) { b.Helper(); b.do(chromedp.Click(selector)) }

// write types into a field in place of what is there.
func (b *browser) write(id, text string) {
	b.Helper()
	b.js(`document.getElementById("` + id + `").select()`)
	b.do(chromedp.SendKeys("#"+id, text))
}

// shot keeps a picture where YOSHIKI_SHOTS says, for people to look at.
func (b *browser) shot(name string) {
	folder := os.Getenv("YOSHIKI_SHOTS")
	if folder == "" {
		return
	}
	time.Sleep(time.Second) // until the paper is drawn
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644)
	}
	if err != nil {
		b.Fatal(err)
	}
}
