package main

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
)

func (t *tool) auditCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "audit", Short: t.words.Text("message.help.audit", nil), Long: t.words.Text("message.help.audit-long", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(t.auditVerifyCommand(), t.auditExportCommand(), t.auditKeyCommand())
	return cmd
}

func (t *tool) auditKeyCommand() *cobra.Command {
	var fresh bool
	cmd := &cobra.Command{Use: "key FILE [--new]", Short: t.words.Text("message.help.audit-key", nil), Long: t.words.Text("message.help.audit-key-long", nil), Args: t.oneArg("FILE"),
		RunE: func(_ *cobra.Command, args []string) error { return t.runAuditKey(args[0], fresh) }}
	t.yes(cmd, &fresh, "new")
	return cmd
}

// runAuditKey prints the public part of the key that signs checkpoints.
func (t *tool) runAuditKey(file string, fresh bool) error {
	_, err := os.Lstat(file)
	if fresh && err == nil {
		return &exitError{code: exitFailed, key: "key-there", args: map[string]string{"file": file}}
	}
	if !fresh && err != nil {
		return app.Unreadable(file, err)
	}
	key, err := audit.LoadKey(file)
	var path *fs.PathError
	if errors.As(err, &path) {
		return app.Unreadable(file, err)
	}
	if err != nil {
		return &exitError{code: exitFailed, key: "audit-key", args: map[string]string{"file": file}}
	}
	public := key.Public().(ed25519.PublicKey)
	text, err := audit.EncodePublic(public)
	if err != nil {
		return err
	}
	if err := t.line(string(text[:len(text)-1]), map[string]any{"key": audit.KeyID(public), "pem": string(text)}); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.audit.key", map[string]string{"key": audit.KeyID(public)}), map[string]any{"key": audit.KeyID(public)})
}

// auditKeys reads public keys from files.
func auditKeys(files []string) ([]ed25519.PublicKey, error) {
	var all []ed25519.PublicKey
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, app.Unreadable(file, err)
		}
		keys, err := audit.DecodePublic(data)
		if err != nil {
			return nil, usage("audit-public", map[string]string{"file": file})
		}
		all = append(all, keys...)
	}
	if len(all) == 0 {
		return nil, usage("audit-no-key", nil)
	}
	return all, nil
}

// auditDays are days in UTC, as they stand in the log.
type auditDays struct{ since, until string }

func (t *tool) addAuditDays(cmd *cobra.Command, d *auditDays) {
	t.text(cmd, &d.since, "since", "")
	t.text(cmd, &d.until, "through", "")
}

func (d auditDays) days() (audit.Range, error) {
	for _, day := range []string{d.since, d.until} {
		if _, err := time.Parse(time.DateOnly, day); err != nil && day != "" {
			return audit.Range{}, usage("date", map[string]string{"value": day})
		}
	}
	return audit.Range{From: d.since, To: d.until}, nil
}

// auditFound is one finding as a line.
type auditFound struct {
	Code   string            `json:"code"`
	Object string            `json:"object,omitempty"`
	Line   int               `json:"line,omitempty"`
	Args   map[string]string `json:"args,omitempty"`
}

// auditWords say where something does not hold, and what.
func (t *tool) auditWords(f audit.Finding) string {
	place, args := f.Key, maps.Clone(f.Args)
	switch by := f.Args["by"]; by {
	case audit.ByNote, audit.BySecond:
		args["by"] = t.words.Text("message.audit.by-"+by, nil)
	}
	if f.Line > 0 {
		place += fmt.Sprintf(":%d", f.Line)
	}
	return place + ": " + t.words.Text("message.audit."+f.Code, args)
}
