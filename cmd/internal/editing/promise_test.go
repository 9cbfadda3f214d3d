package editing_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/vet/vettest"
)

const samples = "../../../testdata/cases"

// TestCheckPromises: what check finds no error in becomes a package; what package refuses,
// check had said, error for error, and without a kind in the same places. So it is for every
// sample and kind, and for spoiled ones.
func TestCheckPromises(t *testing.T) {
	names, err := filepath.Glob(samples + "/*.yaml")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	p := newPromise(t)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range p.kinds(t, data) {
			p.hold(t, fmt.Sprintf("%s %s", filepath.Base(name), kind), kind, data)
		}
	}
	packaged := p.packaged
	if packaged < 20 {
		t.Errorf("only %d packages of samples", packaged)
	}
	for seed := range *cases {
		r := rand.New(rand.NewPCG(uint64(seed), 8))
		data, err := os.ReadFile(names[r.IntN(len(names))])
		if err != nil {
			t.Fatal(err)
		}
		kinds := p.kinds(t, data)
		kind := kinds[r.IntN(len(kinds))]
		data, done := spoiled(t, r, data)
		p.hold(t, fmt.Sprintf("%d %s %s", seed, kind, done), kind, data)
	}
	t.Logf("%d packages, %d refused", p.packaged, p.refused)
	if more := p.packaged - packaged; more == 0 || p.refused < *cases/4 {
		t.Errorf("%d more packages, %d refused", more, p.refused)
	}
}

// promise compares check and package.
type promise struct {
	app               *app.App
	folder            *os.Root
	store             *app.Store
	packaged, refused int
}

func newPromise(t *testing.T) *promise {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(samples)); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"empty.pdf": "", "program.pdf": "MZ\x00\x01", "cut.pdf": "%PDF-1.7\n1 0 obj\n", "odd.bin": "\x00\x01\x02",
		"🏯.txt": "name", "note.txt": "text", "か\u3099.txt": "text"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = folder.Close() })
	a := app.New(app.Options{Vet: vettest.Child()})
	return &promise{app: a, folder: folder, store: store(t, a, "mem:")}
}

// read reads a case.
func (p *promise) read(t *testing.T, data []byte) *app.Case {
	t.Helper()
	c, err := p.app.ReadCase("case.yaml", bytes.NewReader(data), p.folder)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// kinds are the kinds of package that a case has a day for.
func (p *promise) kinds(t *testing.T, data []byte) []string {
	t.Helper()
	c := p.read(t, data).File.Case
	catalog, err := p.app.Catalog(app.Text{Program: c.Program, Day: c.Revision})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(catalog.Kinds(), func(kind string) bool {
		day, err := catalog.SubmissionDay(kind, c)
		return day == "" || err != nil
	})
}

// hold fails the test unless check and package say the same.
func (p *promise) hold(t *testing.T, name, kind string, data []byte) {
	t.Helper()
	c := p.read(t, data)
	checked, unchecked := p.app.Check(t.Context(), c, app.CheckOrder{Kind: kind})
	_, err := p.app.Package(t.Context(), c, app.PackageOrder{Kind: kind, Formats: []string{"pdf"},
		Store: func(context.Context) (*app.Store, error) { return p.store, nil }})
	var refused *app.Refused
	if unchecked != nil || err != nil && !errors.As(err, &refused) {
		if fmt.Sprint(err) != fmt.Sprint(unchecked) || !strings.HasPrefix(fmt.Sprint(err), "kind ") { // which another programme may not have
			t.Errorf("%s: check: %v; package: %v", name, unchecked, err)
		}
		return
	}
	var said []string
	if refused != nil {
		p.refused++
		said = errorsOf(refused.Findings)
	} else {
		p.packaged++
	}
	if found := errorsOf(checked.Findings); !slices.Equal(found, said) {
		t.Errorf("%s: check says\n%s\npackage says\n%s", name, strings.Join(found, "\n"), strings.Join(said, "\n"))
	}
	if p.refused%3 == 1 && refused != nil && p.dated(t, c, kind) { // a third, for the time
		p.saidOfAll(t, name, c, refused.Findings)
	}
}

// saidOfAll fails the test unless a check of all kinds finds an error at each place for which the
// package of one was refused; but that it is the wrong kind.
func (p *promise) saidOfAll(t *testing.T, name string, c *app.Case, refused []casefile.Finding) {
	t.Helper()
	checked, err := p.app.Check(t.Context(), c, app.CheckOrder{Today: day})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, f := range refused {
		told := func(x casefile.Finding) bool { return x.Pointer == f.Pointer && x.Severity == f.Severity }
		if f.Severity == casefile.Error && !strings.HasSuffix(f.ID, "/kind") && !slices.ContainsFunc(checked.Findings, told) {
			t.Errorf("%s: no word of %s %s without a kind", name, f.ID, f.Pointer)
		}
	}
}

// dated reports whether a case has a day for a package in force.
func (p *promise) dated(t *testing.T, c *app.Case, kind string) bool {
	t.Helper()
	catalog, err := p.app.Catalog(app.Text{Program: c.File.Case.Program, Day: c.File.Case.Revision})
	if err != nil {
		return false // which rules count is not known
	}
	day, err := catalog.SubmissionDay(kind, c.File.Case)
	return day != "" && err == nil
}

func errorsOf(findings []casefile.Finding) []string {
	var all []string
	for _, f := range findings {
		if f.Severity == casefile.Error {
			all = append(all, fmt.Sprintf("%s:%d %s %s %v", f.File, f.Line, f.ID, f.Pointer, f.Args))
		}
	}
	return all
}

// slips are what a clumsy hand writes in place of a value.
var slips = []string{"", "soon", "2026-02-30", "2027-01-15", "2020-04-01", "令和8年4月1日", "yes", "いいえ", "0", "-1", "１２３", "🏯", "𓀀か゚", "\u3099", "مرحبا", "no", "ISMAP",
	"empty.pdf", "program.pdf", "cut.pdf", "odd.bin", "🏯.txt", "note.txt", "nowhere.pdf", "../case.yaml", "small-saas", "か\u3099.txt", "が.txt", "{", "長い" + strings.Repeat("文", 33000)}

// spoiled is a case with one to three slips, which it names.
func spoiled(t *testing.T, r *rand.Rand, data []byte) ([]byte, string) {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	var done []string
	for range 1 + r.IntN(3) {
		done = append(done, spoil(r, doc.Content[0]))
	}
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out, strings.Join(done, "; ")
}

// spoil changes one place of a group or list, however deep, and says what it did.
func spoil(r *rand.Rand, n *yaml.Node) string {
	path := ""
	for {
		pair, i := 1, r.IntN(len(n.Content))
		if n.Kind == yaml.MappingNode {
			pair, i = 2, i/2*2
			path += "/" + n.Content[i].Value
		} else {
			path += fmt.Sprintf("/%d", i)
		}
		child := n.Content[i+pair-1]
		if len(child.Content) > 0 && r.IntN(8) > 0 {
			n = child
			continue
		}
		switch r.IntN(8) {
		case 0:
			n.Content = slices.Delete(n.Content, i, i+pair)
			return "without " + path
		case 1:
			n.Content[i] = &yaml.Node{Kind: yaml.ScalarNode, Value: "x" + n.Content[i].Value}
			return "another " + path
		case 2:
			*child = yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "x"}}}
			return "a list at " + path
		}
		slip := slips[r.IntN(len(slips))]
		*child = yaml.Node{Kind: yaml.ScalarNode, Value: slip, Style: yaml.DoubleQuotedStyle}
		return fmt.Sprintf("%s: %.12q", path, slip)
	}
}
