package main

import (
	"encoding/json"
	"fmt"
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

// whole prints a text that is the whole result; with --json as one object.
func (t *tool) whole(name, text string) error {
	if err := t.line(strings.TrimSuffix(text, "\n"), map[string]any{name: text}); err != nil {
		return err
	}
	return t.summary("", map[string]any{})
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
	fmt.Fprintln(t.stderr, program+": "+message)
}
