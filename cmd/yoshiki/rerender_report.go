package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/rerender"
)

// newRerenderLines begins to print results; those for a report lie in a file of its folder until
// it is written.
func (t *tool) newRerenderLines(m *rerender.Mover, batch int, folder string) (*rerenderLines, error) {
	l := &rerenderLines{tool: t, mover: m, folder: folder,
		report: rerender.Report{Batch: batch, Date: today(), Target: m.Target, Made: m.Generator.Name + " " + m.Generator.Version}}
	if folder == "" {
		return l, nil
	}
	err := os.MkdirAll(folder, 0o755)
	if err == nil {
		l.kept, err = os.CreateTemp(folder, ".results-")
	}
	if err != nil {
		return nil, app.Unwritable(folder, err)
	}
	l.report.File = l.kept
	return l, nil
}

// close takes the file with the results away.
func (l *rerenderLines) close() error {
	if l.kept == nil {
		return nil
	}
	return errors.Join(l.kept.Close(), os.Remove(l.kept.Name()))
}

// reportFormats are those of a report for people.
var reportFormats = []string{"pdf", "xlsx"}

// writeReport writes report.pdf, .xlsx and .json, and providers/0001.pdf and so on for each
// provider, in the order of their names.
func (l *rerenderLines) writeReport(ctx context.Context) error {
	if err := l.writeJSON(filepath.Join(l.folder, "report.json")); err != nil {
		return err
	}
	if err := l.writePaper("report", ""); err != nil {
		return err
	}
	for i, provider := range l.report.Providers() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.writePaper(rerender.ProviderName(i), provider); err != nil {
			return err
		}
	}
	return nil
}

func (l *rerenderLines) writeJSON(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return app.Unwritable(name, err)
	}
	w := bufio.NewWriter(f)
	if err := errors.Join(l.report.WriteJSON(w), w.Flush(), f.Close()); err != nil {
		return app.Unwritable(name, err)
	}
	return nil
}

func (l *rerenderLines) writePaper(name, provider string) error {
	d, err := l.report.Document(provider, l.words, l.mover.Press.Missing)
	if err != nil {
		return err
	}
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
