package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// line prints one result: v as an object with --json, else the words.
func (a *app) line(words string, v any) error {
	if !a.json {
		_, err := fmt.Fprintln(a.stdout, words)
		return err
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// summary prints the last line: an object with --json; else the words, on standard error
// and not with --quiet, so that standard output holds results only.
func (a *app) summary(words string, fields map[string]any) error {
	if a.json {
		fields["summary"] = true
		return a.line("", fields)
	}
	if !a.quiet && words != "" {
		fmt.Fprintln(a.stderr, words)
	}
	return nil
}

// fail prints what went wrong: in words on standard error, with --json as an object.
func (a *app) fail(code, message string) {
	if a.json {
		_ = a.line("", map[string]any{"error": true, "code": code, "message": message})
		return
	}
	fmt.Fprintln(a.stderr, "yoshiki: "+message)
}

// progress shows how far a long command is.
type progress struct {
	app   *app
	total int
	done  int
	bar   bool
	json  bool
}

// progressLine is one object of --progress json.
type progressLine struct {
	Progress bool   `json:"progress"` // always true
	Done     int    `json:"done"`
	Total    int    `json:"total"`
	Name     string `json:"name"`
}

const barWidth = 30

// startProgress shows a bar on a terminal, objects with --progress json, else nothing.
func (a *app) startProgress(total int) *progress {
	return &progress{app: a, total: total, json: a.progress == "json",
		bar: a.progress == "auto" && !a.quiet && !a.json && isTerminal(a.stderr)}
}

// step says that one more part is done.
func (p *progress) step(name string) {
	p.done++
	switch {
	case p.json:
		data, _ := json.Marshal(progressLine{true, p.done, p.total, name})
		fmt.Fprintln(p.app.stderr, string(data))
	case p.bar:
		n := min(barWidth*p.done/max(p.total, 1), barWidth)
		fmt.Fprintf(p.app.stderr, "\r\x1b[K[%s%s] %d/%d %s", strings.Repeat("#", n), strings.Repeat(" ", barWidth-n), p.done, p.total, name)
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar {
		fmt.Fprint(p.app.stderr, "\r\x1b[K")
	}
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
