package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/rerender"
)

func (t *tool) newRerenderLines(m *rerender.Mover, batch int, folder string) *rerenderLines {
	return &rerenderLines{tool: t, mover: m, folder: folder,
		report: rerender.Report{Batch: batch, Date: today(), Target: m.Target, Made: m.Generator.Name + " " + m.Generator.Version}}
}

// reportFormats are those of a report for people.
var reportFormats = []string{"pdf", "xlsx"}

// writeReport writes report.pdf, .xlsx and .json, and providers/0001.pdf and so on for each
// provider, in the order of their names.
func (l *rerenderLines) writeReport(ctx context.Context) error {
	var b bytes.Buffer
	if err := l.report.WriteJSON(&b); err != nil {
		return err
	}
	if err := l.writeFile("report.json", b.Bytes()); err != nil {
		return err
	}
	if err := l.writePaper("report", ""); err != nil {
		return err
	}
	for i, provider := range l.report.Providers() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.writePaper(fmt.Sprintf("providers/%04d", i+1), provider); err != nil {
			return err
		}
	}
	return nil
}

func (l *rerenderLines) writePaper(name, provider string) error {
	d := l.report.Document(provider, l.words, l.mover.Press.Missing)
	for _, format := range reportFormats {
		data, err := l.mover.Press.Print(d, format)
		if err != nil {
			return err
		}
		if err := l.writeFile(name+"."+format, data); err != nil {
			return err
		}
	}
	return nil
}

func (l *rerenderLines) writeFile(name string, data []byte) error {
	name = filepath.Join(l.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return app.Unwritable(name, err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return app.Unwritable(name, err)
	}
	return nil
}
