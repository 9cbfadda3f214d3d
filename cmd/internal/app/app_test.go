package app_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/forms/casefile"
)

const day casefile.Date = "2026-11-22"

// TestErrors: what cannot be done is told by a code, and whose turn it is.
func TestErrors(t *testing.T) {
	a, ctx := app.New(app.Options{}), t.Context()
	read := func(text string) *app.Case {
		c, err := a.ReadCase("case.yaml", strings.NewReader(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	bare := read("id: bare\nprogram: ismap-liu\nrevision: 2023-11-10\n")
	liu := app.Text{Program: app.DefaultProgram, Day: day}
	for name, c := range map[string]struct {
		do   func() error
		kind app.Kind
		code string
	}{
		"programme": {func() error { _, err := a.Catalog(app.Text{Program: "fisc", Day: day}); return err }, app.Wrong, "program"},
		"day":       {func() error { _, err := a.Catalog(app.Text{Program: "ismap", Day: "tomorrow"}); return err }, app.Wrong, "date"},
		"early":     {func() error { _, err := a.Catalog(app.Text{Program: "ismap", Day: "2000-01-01"}); return err }, app.Wrong, "no-revision"},
		"revision":  {func() error { _, err := a.Catalog(app.Text{Program: "ismap", Revision: day}); return err }, app.Wrong, "revision"},
		"templates": {func() error { _, err := app.New(app.Options{Templates: t.TempDir()}).Catalog(liu); return err }, app.Wrong, "templates"},
		"new kind":  {func() error { _, _, err := a.NewCase(liu, "lunch", "en"); return err }, app.Wrong, "kind"},
		"check kind": {func() error {
			_, err := a.Check(t.Context(), bare, app.CheckOrder{Kind: "lunch", Today: day})
			return err
		}, app.Wrong, "kind"},
		"form": {func() error {
			return a.Render(ctx, bare, app.RenderOrder{Forms: []string{"9-9"}, Formats: app.Formats()})
		}, app.Wrong, "form"},
		"format":     {func() error { return a.Render(ctx, bare, app.RenderOrder{Formats: []string{"odt"}}) }, app.Wrong, "format"},
		"store":      {func() error { _, err := a.OpenStore(ctx, "ftp:x"); return err }, app.Wrong, "store"},
		"no store":   {func() error { _, err := a.OpenStore(ctx, "dir:"+t.TempDir()+"/none"); return err }, app.Absent, "no-folder"},
		"no case":    {func() error { _, err := a.StoredCase(ctx, store(t, a, "mem:"), "none"); return err }, app.Absent, "no-case"},
		"no package": {func() error { _, err := custody.Load(ctx, store(t, a, "mem:"), "pkg-none"); return err }, app.Absent, "no-package"},
		"no lock": {func() error {
			_, err := custody.Retain(ctx, a, store(t, a, "dir:"+t.TempDir()), "pkg-none", day, day)
			return err
		}, app.Failed, "no-lock"},
		"share": {func() error { _, err := custody.ParseShare("4/3"); return err }, app.Wrong, "share"},
		"key":   {func() error { _, err := app.NewSeals(app.SealOrder{Keys: []app.File{{Name: "k"}}}); return err }, app.Failed, "sign-key"},
	} {
		var e *app.Error
		if err := c.do(); !errors.As(err, &e) || e.Kind != c.kind || e.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]*app.Case{"bare": bare, "wrong": read("id: [\n"), "no rules": read("id: x\nprogram: ismap\nrevision: 2000-01-01\n")} {
		var refused *app.Refused
		_, err := a.Package(ctx, c, app.PackageOrder{Kind: "registration", Formats: app.Formats()})
		if !errors.As(err, &refused) || !app.HasErrors(refused.Findings) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func store(t *testing.T, a *app.App, url string) *app.Store {
	t.Helper()
	s, err := a.CreateStore(t.Context(), url, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestManyAtOnce: one App serves many requests; the same one gives the same answer.
func TestManyAtOnce(t *testing.T) {
	a := app.New(app.Options{})
	c, err := a.ReadCase("case.yaml", strings.NewReader("id: bare\nprogram: ismap-liu\nrevision: 2023-11-10\napplicant: {name: 例示}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	sizes := make([]int, 8)
	for i := range sizes {
		wait.Go(func() {
			err := a.Render(t.Context(), c, app.RenderOrder{Forms: []string{"2-15"}, Formats: []string{"pdf"},
				Each: func(p *app.Print) error { sizes[i] += len(p.Data); return p.Err }})
			checked, checkErr := a.Check(t.Context(), c, app.CheckOrder{Today: day})
			if err := errors.Join(err, checkErr); err != nil {
				t.Error(err)
				return
			}
			sizes[i] += len(checked.Findings) << 20
		})
	}
	wait.Wait()
	for _, n := range sizes {
		if n == 0 || n != sizes[0] {
			t.Errorf("%v", sizes)
		}
	}
}
