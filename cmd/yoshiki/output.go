package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// line prints one result: v as an object with --json, else the words.
func (t *tool) line(words string, v any) error {
	if !t.json {
		_, err := fmt.Fprintln(t.stdout, words)
		return err
	}
	enc := json.NewEncoder(t.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// summary prints the last line: an object with --json; else the words, on standard error
// and not with --quiet, so that standard output holds results only.
func (t *tool) summary(words string, fields map[string]any) error {
	if t.json {
		fields["summary"] = true
		return t.line("", fields)
	}
	if !t.quiet && words != "" {
		fmt.Fprintln(t.stderr, words)
	}
	return nil
}

// fail prints what went wrong: in words on standard error, with --json as an object.
func (t *tool) fail(code, message string) {
	if t.json {
		_ = t.line("", map[string]any{"error": true, "code": code, "message": message})
		return
	}
	fmt.Fprintln(t.stderr, "yoshiki: "+message)
}

// progress shows how far a long command is.
type progress struct {
	tool *tool
	bar  bool
	json bool
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
func (t *tool) startProgress() *progress {
	return &progress{tool: t, json: t.progress == "json",
		bar: t.progress == "auto" && !t.quiet && !t.json && isTerminal(t.stderr)}
}

// step says how much is done, and what was done last.
func (p *progress) step(done, total int, name string) {
	switch {
	case p.json:
		data, _ := json.Marshal(progressLine{true, done, total, name})
		fmt.Fprintln(p.tool.stderr, string(data))
	case p.bar:
		n := min(barWidth*done/max(total, 1), barWidth)
		fmt.Fprintf(p.tool.stderr, "\r\x1b[K[%s%s] %d/%d %s", strings.Repeat("#", n), strings.Repeat(" ", barWidth-n), done, total, name)
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar {
		fmt.Fprint(p.tool.stderr, "\r\x1b[K")
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
