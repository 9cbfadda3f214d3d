package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
)

// readCase reads CASE: a file, "-" for standard input, or case:<id> in a store.
func (t *tool) readCase(ctx context.Context, name, store string) (*app.Case, error) {
	if id, ok := strings.CutPrefix(name, "case:"); ok {
		s, err := t.app.OpenStore(ctx, store)
		if err != nil {
			return nil, err
		}
		return t.app.StoredCase(ctx, s, id)
	}
	folder, in := ".", t.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, app.Unreadable(name, err)
		}
		defer f.Close()
		folder, in = filepath.Dir(name), f
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, app.Unreadable(folder, err)
	}
	return t.app.ReadCase(name, in, root)
}

// findings prints every finding and a summary. Notes are no findings for those who count.
func (t *tool) findings(found []casefile.Finding) error {
	count := map[casefile.Severity]int{}
	for _, f := range found {
		count[f.Severity]++
		l := findings.LineOf(f)
		if err := t.line(l.Text(t.words), l); err != nil {
			return err
		}
	}
	errors, notes := count[casefile.Error], count[casefile.Note]
	counted, key := len(found)-notes, "message.check.summary"
	if notes > 0 {
		key += "-notes"
	}
	words := map[string]string{"findings": fmt.Sprint(counted), "errors": fmt.Sprint(errors), "notes": fmt.Sprint(notes)}
	return t.summary(t.words.Text(key, words), map[string]any{"findings": counted, "errors": errors, "notes": notes})
}

// remark tells of findings that do not stop a command: on standard error, with --json as
// objects among the results.
func (t *tool) remark(found []casefile.Finding) error {
	for _, f := range found {
		l := findings.LineOf(f)
		if !t.json {
			fmt.Fprintln(t.stderr, l.Text(t.words))
		} else if err := t.line("", l); err != nil {
			return err
		}
	}
	return nil
}
