package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/departure"
	"yoshiki/storage"
)

func (t *tool) exportFlags(cmd *cobra.Command, f *accessFlags) {
	t.text(cmd, &f.output, "zip", "")
}

func (t *tool) deleteFlags(cmd *cobra.Command, f *accessFlags) {
	t.text(cmd, &f.confirm, "confirm", "")
}

// exportTenant writes everything of a tenant into a new file.
func (t *tool) exportTenant(ctx context.Context, d *desk, id string) (err error) {
	if d.f.output == "" {
		return usage("export-output", nil)
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	file, err := os.OpenFile(d.f.output, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return app.Unwritable(d.f.output, err)
	}
	e, err := departure.WriteExport(ctx, file, folderOf(d.f.output), d.store.Store, d.DB, id, d.now)
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return errors.Join(leaveError(err, id), os.Remove(d.f.output))
	}
	d.object = e.Digest
	if err := t.line(d.f.output, e); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.access-tenant-exported", map[string]string{"id": id, "objects": fmt.Sprint(e.Objects), "file": d.f.output, "digest": e.Digest}), map[string]any{"id": id, "sha256": e.Digest})
}

// deleteTenant deletes everything of a closed tenant, whose id must be said twice.
func (t *tool) deleteTenant(ctx context.Context, d *desk, id string) error {
	if d.f.confirm != id {
		return usage("delete-confirm", map[string]string{"value": id})
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	proof, err := departure.Delete(ctx, d.store.Store, d.DB, id, time.Now)
	if errors.Is(err, departure.ErrKeeps) {
		return &exitError{code: exitFailed, key: "delete-keeps"}
	}
	if err != nil {
		return leaveError(err, id)
	}
	d.object = proof.Digest
	if err := t.line(proof.List, proof); err != nil {
		return err
	}
	words := t.words.Text("message.access-tenant-deleted", map[string]string{"id": id, "objects": fmt.Sprint(proof.Objects), "list": proof.List, "digest": proof.Digest})
	if err := t.summary(words, map[string]any{"id": id, "sha256": proof.Digest, "kept": len(proof.Kept)}); err != nil || len(proof.Kept) == 0 {
		return err
	}
	for _, k := range proof.Kept {
		t.fail("kept", t.words.Text("message.access-kept", map[string]string{"id": k.Key, "date": day(k.Until)}))
	}
	return &exitError{code: exitPart}
}

// leaveError gives what the database or the store says its words.
func leaveError(err error, id string) error {
	e := stateError(err, id)
	var known *exitError
	if errors.As(e, &known) && known.key == "state-database" {
		return &exitError{code: exitFailed, key: "leave", err: err}
	}
	return e
}

// folderOf is what the one folder in a zip file is called: as the file, if that is a plain name.
func folderOf(file string) string {
	name := strings.TrimSuffix(filepath.Base(file), ".zip")
	if storage.CheckKey(name) != nil {
		return "export"
	}
	return name
}
