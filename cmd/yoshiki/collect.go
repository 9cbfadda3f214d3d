package main

import (
	"os"
	"runtime/debug"
)

// batchPercent is how much a process that works through a batch lets its memory grow, in percent
// of what it holds, before it looks for garbage: papers are short-lived, and a fifth of the time
// goes into looking at the usual 100.
const batchPercent = 300

// collectLess has garbage looked for less often, unless GOGC says how often.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(batchPercent)
	}
}
