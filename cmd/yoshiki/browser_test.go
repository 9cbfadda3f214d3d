package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/pages/pagestest"
)

// site is a service as serve begins it, and a real Chromium in which somebody has signed in.
type site struct {
	*pagestest.Browser
	token, data string
	looked      int
}

// newSite starts serve in an empty folder, with packages by an old text in the first tenant.
func newSite(t testing.TB, cases ...string) *site {
	t.Helper()
	s := &site{data: t.TempDir()}
	for _, id := range cases {
		pack(t, s.data, id)
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
	s.token = told.Token
	s.Browser = pagestest.Open(t, told.URL, "422", "409")
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

// pack stores a case and its package by a text of 2022 in the folder of a service.
func pack(t testing.TB, data, id string) {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "small-saas"), os.DirFS("../../testdata/cases/small-saas")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text = receipts.ReplaceAll(text, nil)
	text = regexp.MustCompile(`(?m)^(revision): .*`).ReplaceAll(regexp.MustCompile(`(?m)^(id): .*`).ReplaceAll(text, []byte("$1: "+id)), []byte("$1: 2022-11-01"))
	name := filepath.Join(folder, id+".yaml")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := process("package", name, "--for", "registration", "--store", "dir:"+filepath.Join(data, "store", "t", "main"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// says waits for a text on the page.
func (s *site) says(text string) {
	s.Helper()
	s.Until(`document.readyState === "complete" && document.body.innerText.includes(` + pagestest.Quoted(s, text) + `)`)
}

// logged opens a page of the audit log until it shows a text, as it does after the next checkpoint.
func (s *site) logged(path, text string) {
	s.Helper()
	for range 300 {
		if s.Open(path); s.JS(`document.body.innerText.includes(`+pagestest.Quoted(s, text)+`)`) == "true" {
			return
		}
		time.Sleep(300 * time.Millisecond)
	}
	s.Fatalf("%q is not logged", text)
}

// click presses what a selector names, and waits for the page that comes.
func (s *site) click(selector string) {
	s.Helper()
	s.JS(`window.old = 1`)
	s.JS(`document.querySelector(` + "`" + selector + "`" + `).click()`)
	s.Until(`!window.old && document.readyState === "complete"`)
}

// fill types into fields, by their ids.
func (s *site) fill(pairs ...string) {
	s.Helper()
	for i := 0; i < len(pairs); i += 2 {
		s.Write(pairs[i], pairs[i+1])
	}
}

// signIn signs in with a token.
func (s *site) signIn(token string) {
	s.Helper()
	s.Open("/sign-in/token")
	s.fill("token", token)
	s.click("main form button")
}

// axe looks at the page: in Japanese and wide, or in English and narrow.
func (s *site) axe(name, lang string) {
	s.Helper()
	s.Do(chromedp.EmulateViewport(map[string]int64{"ja": 1280, "en": 390}[lang], 1800))
	s.Axe(name + "-" + lang)
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
		s.Open(path)
		s.axe(name, lang)
	}
	s.Open(path)
}

func (s *site) speak(lang string) { s.Helper(); s.Open("/language?to=" + lang + "&back=/welcome") }
