package forms_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet/vettest"
	"yoshiki/templates"
)

func TestMain(m *testing.M) {
	vettest.Serve()
	os.Exit(m.Run())
}

// TestWalksBecomePackages: at each step of a legal history with a paper to file, what check finds
// no error in becomes a package of that paper. YOSHIKI_WALKED is how many histories of each
// programme.
func TestWalksBecomePackages(t *testing.T) {
	number, err := strconv.ParseUint(os.Getenv("YOSHIKI_WALKED"), 10, 64)
	if err != nil {
		number = 6
	}
	printer, err := press.NewPress(templates.FS)
	must(t, err)
	for _, name := range []string{"liu.yaml", "ismap.yaml"} {
		t.Run(name, func(t *testing.T) {
			h, packaged := newHiker(t, name), 0
			for i := range number {
				goal := []string{h.events[i*uint64(len(h.events))/number]}
				w, far := newWalk(h.model, h.base, i, 3), h.model.steps(goal)
				for range 40 {
					event, err := w.next(goal, far)
					must(t, err)
					if event == "" {
						break
					}
					if e := h.model.Events[event]; e.Check != "no" && e.Kind != "" {
						packaged++
						h.packaged(t, printer, w.it, e.Kind, fmt.Sprintf("%d %s", i, event))
					}
				}
			}
			t.Logf("%d packages", packaged)
			if packaged < int(number) {
				t.Error("too few")
			}
		})
	}
}

// packaged makes a package of a case.
func (h *hiker) packaged(t *testing.T, printer *press.Press, c *casefile.Case, kind, at string) {
	catalog, err := h.library.Open(casefile.Program(h.model.Program), c.Revision)
	must(t, err)
	order := bundle.Order{Catalog: catalog, File: &decode.File{Name: "walk.yaml", Case: c}, Kind: kind, Formats: []string{"pdf"}, Vet: vettest.Child(),
		Open: attached, Generator: manifest.Generator{Name: "walk", Version: "1"}}
	found, err := bundle.Check(t.Context(), printer, order)
	must(t, err)
	if casefile.Failed(found) {
		t.Errorf("%s %s: %v", at, kind, found)
		return
	}
	var faults *bundle.FaultError
	if _, err := bundle.Build(t.Context(), printer, order); errors.As(err, &faults) {
		t.Errorf("%s %s: check finds nothing, package %v", at, kind, slices.DeleteFunc(faults.Findings, func(f casefile.Finding) bool { return f.Severity != casefile.Error }))
	} else if err != nil {
		t.Errorf("%s %s: %v", at, kind, err)
	}
}

// attached gives any attachment: a sample's, with bytes of its own.
func attached(path string) (bag.Source, error) {
	data, err := os.ReadFile("../testdata/cases/small-saas/実施結果報告書.pdf")
	return bag.Bytes(append(data, "% "+path+"\n"...)), err
}
