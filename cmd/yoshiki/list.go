package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/services"
)

type listFlags struct {
	program, date, store, output string
	formats                      []string
}

// listFormats are those of the list.
var listFormats = []string{"xlsx", "csv", "html"}

func (t *tool) listCommand() *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use: "list", Short: t.words.Text("message.help.list", nil), Long: t.words.Text("message.help.list-long", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runList(cmd.Context(), f) },
	}
	t.text(cmd, &f.program, "program", string(app.DefaultProgram))
	t.text(cmd, &f.date, "date", "")
	t.text(cmd, &f.output, "output", "")
	t.list(cmd, &f.formats, "format", listFormats...)
	t.addStoreFlag(cmd, &f.store)
	return cmd
}

func (t *tool) runList(ctx context.Context, f listFlags) error {
	for _, format := range f.formats {
		if !slices.Contains(listFormats, format) {
			return usage("format", map[string]string{"value": format, "known": strings.Join(listFormats, ", ")})
		}
	}
	day := casefile.Date(f.date)
	if day == "" {
		day = today()
	}
	s, err := t.app.OpenStore(ctx, f.store)
	if err != nil {
		return err
	}
	l := services.List{Title: t.words.Text("message.list.title-"+f.program, nil), Day: day, Pages: map[casefile.CaseID]string{}}
	bad := 0
	o := office.ServiceOrder{Program: casefile.Program(f.program), Day: day, Bad: func(id casefile.CaseID, err error) {
		bad++
		t.fail("bad-case", t.words.Text("message.list.bad", map[string]string{"id": string(id), "reason": because(t.words, err)}))
	}}
	if f.output != "" && slices.Contains(f.formats, "html") {
		o.Page = func(s services.Service, page []byte) error {
			l.Pages[s.Case] = "services/" + string(s.Case) + ".html"
			return t.writeIn(f.output, l.Pages[s.Case], page)
		}
	}
	if l.Services, err = office.Services(ctx, t.app, s, o); err != nil {
		return err
	}
	return t.listed(l, f, bad)
}

// listed prints a line for each service, and writes the files.
func (t *tool) listed(l services.List, f listFlags, bad int) error {
	for i := range l.Services {
		s := &l.Services[i]
		if err := t.line(fmt.Sprintf("%s\t%s\t%s\t%s\t%s", s.Number, s.Name, s.Provider, s.Expiry, t.words.Text("message.list.status-"+string(s.Status), nil)), s); err != nil {
			return err
		}
	}
	if f.output != "" {
		if err := t.writeList(l, f); err != nil {
			return err
		}
	}
	err := t.summary(t.words.Text("message.list.summary", map[string]string{"services": fmt.Sprint(len(l.Services)), "bad": fmt.Sprint(bad)}), map[string]any{"services": len(l.Services), "bad": bad})
	if err == nil && bad > 0 {
		return &exitError{code: exitPart}
	}
	return err
}

func (t *tool) writeList(l services.List, f listFlags) error {
	for _, format := range f.formats {
		write, name := map[string]func() ([]byte, error){
			"xlsx": func() ([]byte, error) { return services.XLSX(l.Services) },
			"csv":  func() ([]byte, error) { return services.CSV(l.Services) },
			"html": func() ([]byte, error) { return services.HTML(l) },
		}[format], "list."+format
		if format == "html" {
			name = "index.html"
		}
		data, err := write()
		if err != nil {
			return err
		}
		if err := t.writeIn(f.output, name, data); err != nil {
			return err
		}
	}
	return nil
}

// writeIn writes a file into a folder, which is made if need be.
func (t *tool) writeIn(folder, name string, data []byte) error {
	at := filepath.Join(folder, filepath.FromSlash(name))
	err := os.MkdirAll(filepath.Dir(at), 0o755)
	if err == nil {
		err = writeWhole(at, data)
	}
	if err != nil {
		return app.Unwritable(at, err)
	}
	return nil
}
