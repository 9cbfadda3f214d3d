package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"yoshiki/forms/judge"
)

// site is a service as serve begins it, and a real Chromium in which somebody has signed in.
type site struct {
	testing.TB
	url, token, data string
	ctx              context.Context
	looked           int
	wanted           []string // complaints of the browser about answers that a test asks for
}

// newSite starts serve in an empty folder, with packages by an old text in the first tenant.
func newSite(t testing.TB, cases ...string) *site {
	t.Helper()
	judge.Need(t, "chromium")
	s := &site{TB: t, data: t.TempDir(), wanted: []string{"422", "409"}}
	for _, id := range cases {
		s.pack(id)
	}
	cmd := process("serve", "--json", "--listen", "127.0.0.1:0", "--data", s.data)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(cmd.Process.Signal(os.Interrupt), cmd.Wait()); err != nil {
			t.Errorf("serve: %v", err)
		}
		if strings.Contains(complaints.String(), `"ERROR"`) {
			t.Error(complaints.String())
		}
	})
	told := struct{ URL, Token string }{}
	for lines := bufio.NewScanner(out); told.URL == "" || told.Token == ""; {
		if !lines.Scan() || json.Unmarshal(lines.Bytes(), &told) != nil {
			t.Fatal(lines.Text(), complaints.String())
		}
	}
	s.url, s.token = told.URL, told.Token
	s.browse()
	return s
}

// process is this program as a process of its own, which can look at attachments.
func process(args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Args[0] = "yoshiki"
	return cmd
}

// receipts are the days of receipt in a sample, with which a package is taken for filed.
var receipts = regexp.MustCompile(`(?m)^  receipt:.*\n(?:    .*\n)*`)

// pack stores a case and its package by a text of 2022.
func (s *site) pack(id string) {
	s.Helper()
	folder := s.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "small-saas"), os.DirFS("../../testdata/cases/small-saas")); err != nil {
		s.Fatal(err)
	}
	text, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		s.Fatal(err)
	}
	text = receipts.ReplaceAll(text, nil)
	text = regexp.MustCompile(`(?m)^(revision): .*`).ReplaceAll(regexp.MustCompile(`(?m)^(id): .*`).ReplaceAll(text, []byte("$1: "+id)), []byte("$1: 2022-11-01"))
	name := filepath.Join(folder, id+".yaml")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		s.Fatal(err)
	}
	cmd := process("package", name, "--for", "registration", "--store", "dir:"+filepath.Join(s.data, "store", "t", "main"))
	if out, err := cmd.CombinedOutput(); err != nil {
		s.Fatalf("%v: %s", err, out)
	}
}

// browse opens Chromium. What it complains of fails the test: a script that breaks, something
// that the policy of the pages does not allow.
func (s *site) browse() {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.WindowSize(1280, 1000))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	s.Cleanup(stop)
	ctx, closed := chromedp.NewContext(ctx)
	s.Cleanup(closed)
	ctx, late := context.WithTimeout(ctx, 5*time.Minute)
	s.Cleanup(late)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		s.Fatal(err)
	}
	if err := chromedp.Listen(ctx, s.complain); err != nil {
		s.Fatal(err)
	}
	s.ctx = ctx
}

func (s *site) complain(e any) {
	switch e := e.(type) {
	case *runtime.EventExceptionThrown:
		s.Errorf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *log.EventEntryAdded:
		for _, w := range s.wanted {
			if strings.Contains(e.Entry.Text, w) {
				return
			}
		}
		if e.Entry.Level == "error" {
			s.Errorf("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

func (s *site) do(steps ...chromedp.Action[chromedp.Void]) {
	s.Helper()
	if err := chromedp.Do(s.ctx, steps...); err != nil {
		s.Fatal(err)
	}
}

func (s *site) open(path string) { s.Helper(); s.do(chromedp.Navigate(s.url + path)) }

// js gives what an expression gives as a text, once a promise is kept.
func (s *site) js(expression string) string {
	s.Helper()
	out, err := chromedp.Run(s.ctx, chromedp.Evaluate[string](`(async () => String(await (`+expression+`)))()`, chromedp.EvalAwaitPromise))
	if err != nil {
		s.Fatalf("%s: %v", expression, err)
	}
	return out
}

// until waits for an expression to hold, over pages that come and go.
func (s *site) until(expression string) {
	s.Helper()
	for range 600 {
		if out, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`)); err == nil && out {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.shot("never")
	s.Fatalf("%s never held:\n%s", expression, s.js("location.href + document.body.innerText"))
}

// says waits for a text on the page.
func (s *site) says(text string) {
	s.Helper()
	quoted, _ := json.Marshal(text)
	s.until(`document.readyState === "complete" && document.body.innerText.includes(` + string(quoted) + `)`)
}

// click presses what a selector names, and waits for the page that comes.
func (s *site) click(selector string) {
	s.Helper()
	s.js(`window.old = 1`)
	s.js(`document.querySelector(` + "`" + selector + "`" + `).click()`)
	s.until(`!window.old && document.readyState === "complete"`)
}

// fill types into fields, by their ids.
func (s *site) fill(pairs ...string) {
	s.Helper()
	for i := 0; i < len(pairs); i += 2 {
		s.js(`document.getElementById("` + pairs[i] + `").select?.()`)
		s.do(chromedp.SendKeys("#"+pairs[i], pairs[i+1]))
	}
}

// signIn signs in with a token.
func (s *site) signIn(token string) {
	s.Helper()
	s.open("/sign-in/token")
	s.fill("token", token)
	s.click("main form button")
}

// axe looks at the page with axe-core: in Japanese and wide, or in English and narrow.
func (s *site) axe(name, lang string) {
	s.Helper()
	file := os.Getenv("YOSHIKI_AXE")
	if file == "" {
		judge.Missing(s, "axe-core (YOSHIKI_AXE)")
	}
	code, err := os.ReadFile(file)
	if err != nil {
		s.Fatal(err)
	}
	width := map[string]int64{"ja": 1280, "en": 390}[lang]
	s.do(chromedp.EmulateViewport(width, 1800), chromedp.Evaluate[chromedp.Void](string(code)))
	if found := s.js(`axe.run(document, { preload: false, resultTypes: ["violations"] }).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target + " " + n.failureSummary)).join("\n"))`); found != "" {
		s.Errorf("%s %s: %s", lang, name, found)
	}
	if wide := s.js(`document.documentElement.scrollWidth - innerWidth`); wide[0] != '-' && wide != "0" {
		s.Errorf("%s %s: %s pixels wider than the screen: %s", lang, name, wide, s.js(`[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll")).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join("\n")`))
	}
	if words := s.js(`document.body.innerText.match(/\bweb\.[a-z-]+/)?.[0] ?? ""`); words != "" {
		s.Errorf("%s %s: no words for %s", lang, name, words)
	}
	s.shot(name + "-" + lang)
}

// both looks at a page in both languages, and stays at the Japanese one. Every other page is
// looked at in one language alone, all in both with YOSHIKI_LONG.
func (s *site) both(name, path string) {
	s.Helper()
	s.looked++
	for i, lang := range []string{"en", "ja"} {
		s.speak(lang)
		if i != s.looked%2 && os.Getenv("YOSHIKI_LONG") == "" {
			continue
		}
		s.open(path)
		s.axe(name, lang)
	}
	s.open(path)
}

func (s *site) speak(lang string) { s.Helper(); s.open("/language?to=" + lang + "&back=/welcome") }

// shot keeps a picture of the whole page where YOSHIKI_SHOTS says, for people to look at.
func (s *site) shot(name string) {
	folder := os.Getenv("YOSHIKI_SHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(s.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644)
	}
	if err != nil {
		s.Fatal(err)
	}
}
