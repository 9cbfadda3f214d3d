package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a long command is: a bar with the time left on a terminal,
// objects with --progress json, else nothing.
type progress struct {
	tool *tool
	bar  *progressbar.ProgressBar // nil until the first step, and off a terminal
}

// progressLine is one object of --progress json.
type progressLine struct {
	Progress bool   `json:"progress"` // always true
	Done     int    `json:"done"`
	Total    int    `json:"total"`
	Name     string `json:"name"`
}

// barWidth leaves room on a line of 80 for counts, rate and time.
const barWidth = 24

// step says how much is done, and what was done last.
func (p *progress) step(done, total int, name string) {
	switch {
	case p.tool.progress == "json":
		data, _ := json.Marshal(progressLine{true, done, total, name})
		fmt.Fprintln(p.tool.stderr, string(data))
	case p.tool.showsBar():
		if p.bar == nil {
			p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.tool.stderr), progressbar.OptionSetWidth(barWidth),
				progressbar.OptionShowCount(), progressbar.OptionShowIts(),
				progressbar.OptionSetItsString(p.tool.words.Text("message.progress.files", nil)), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(50*time.Millisecond))
		}
		_ = p.bar.Set(done)
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// showsBar reports whether a person looks on.
func (t *tool) showsBar() bool {
	f, ok := t.stderr.(*os.File)
	return ok && t.progress == "auto" && !t.quiet && !t.json && term.IsTerminal(int(f.Fd()))
}
