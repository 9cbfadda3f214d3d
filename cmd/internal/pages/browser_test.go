package pages_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
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

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/judge"
)

// browser is a real Chromium at the pages.
type browser struct {
	testing.TB
	ctx    context.Context
	url    string
	pages  http.Handler
	store  *app.Store
	server *httptest.Server
	effort effort
}

// effort is what a person does.
type effort struct {
	clicks, fields, letters, twice int
	typed                          map[string]string // by place
}

func (e effort) String() string {
	return fmt.Sprintf("%d clicks, %d fields, %d letters, %d fields typed twice", e.clicks, e.fields, e.letters, e.twice)
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

// newBrowser opens Chromium. What it complains of on its console fails the test: a script that
// breaks, something that the policy of the pages does not allow.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	judge.Need(t, "chromium")
	h, s := newPages(t)
	b := &browser{TB: t, pages: h, store: s, server: httptest.NewServer(h)}
	b.url = b.server.URL
	t.Cleanup(func() { b.server.Close() })
	ctx, closed := chromedp.NewContext(chromium())
	t.Cleanup(closed)
	if err := chromedp.Listen(ctx, func(e any) { complain(t, e) }); err != nil {
		t.Fatal(err)
	}
	ctx, late := context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(late)
	b.ctx = ctx
	return b
}

// back has the server back at the address where it was.
func (b *browser) back() {
	b.Helper()
	l, err := new(net.ListenConfig).Listen(b.Context(), "tcp", strings.TrimPrefix(b.url, "http://"))
	if err != nil {
		b.Fatal(err)
	}
	b.server = &httptest.Server{Listener: l, Config: &http.Server{Handler: b.pages}}
	b.server.Start()
}

// wanted are complaints about answers that tests ask for.
var wanted = []string{"ERR_CONNECTION_REFUSED", "412", "422"}

func complain(t testing.TB, e any) {
	switch e := e.(type) {
	case *runtime.EventExceptionThrown:
		t.Errorf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *log.EventEntryAdded:
		for _, w := range wanted {
			if strings.Contains(e.Entry.Text, w) {
				return
			}
		}
		if e.Entry.Level == "error" {
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
	for range 1000 {
		out, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`))
		if err == nil && out {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	b.Fatalf("%s never held:\n%s", expression, b.js("location.href + document.body.innerText"))
}

func (b *browser) click(selector string) {
	b.Helper()
	b.effort.clicks++
	b.do(chromedp.Click(selector))
}

// typed counts what was filled in; what was filled in before with the same value is typed twice.
func (b *browser) typed(values map[string]string) {
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
		b.effort.typed[at] = text
	}
}

// write types into a field as a person does, in place of what is there.
func (b *browser) write(id, text string) {
	b.Helper()
	b.js(`document.getElementById("` + id + `").select()`)
	b.do(chromedp.SendKeys("#"+id, text))
}

// demo makes the demonstration case.
func (b *browser) demo() {
	b.Helper()
	b.open("/language?to=ja&back=/welcome")
	b.click(`form[action="/demo"] button`)
	b.until(`location.pathname === "/cases/demo/for/registration"`)
}

// shot keeps a picture where YOSHIKI_SHOTS says, for people to look at.
func (b *browser) shot(name string) {
	folder := os.Getenv("YOSHIKI_SHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644)
	}
	if err != nil {
		b.Fatal(err)
	}
}

// quoted is a value as JavaScript writes it.
func quoted(t testing.TB, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
