package forms_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/templates"
)

// TestWalks walks through both procedures as the rules have them. A legal history has no
// error at any step; one with a slip has a finding where the slip is. What is known to be
// otherwise stands in testdata/walks/open.txt. YOSHIKI_WALKS is how many walks of each kind, or
// from which number on and before which, as in 2000-4000.
func TestWalks(t *testing.T) {
	first, last, sliced := strings.Cut(cmp.Or(os.Getenv("YOSHIKI_WALKS"), "100"), "-")
	if !sliced {
		first, last = "0", first
	}
	from, err := strconv.ParseUint(first, 10, 64)
	must(t, err)
	to, err := strconv.ParseUint(last, 10, 64)
	must(t, err)
	known := readKnown(t)
	for _, name := range []string{"liu.yaml", "ismap.yaml"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHiker(t, name)
			for i := from; i < to; i++ {
				h.legal(t, i)
				h.slip(t, i)
			}
			h.tell(t)
			h.compare(t, known)
		})
	}
}

// hiker walks a model and keeps what disagrees with it.
type hiker struct {
	model    *walkModel
	base     *casefile.Case
	library  *forms.Library
	events   []string
	faults   []string
	checks   int
	verdicts map[string]int           // on the slips, by judgeSlip
	stray    map[string]int           // false errors, by rule and place
	disagree map[string]*disagreement // the first of each, by its subject
}

func newHiker(t *testing.T, name string) *hiker {
	m := readWalkModel(t, name)
	base, err := readWalkBase(m)
	if err != nil {
		t.Fatal(err)
	}
	h := &hiker{model: m, base: base, library: forms.NewLibrary(templates.FS),
		events: slices.Sorted(maps.Keys(m.Events)), faults: slices.Sorted(maps.Keys(m.Faults))}
	return h.afresh()
}

// afresh is a hiker on the same model who has seen nothing.
func (h *hiker) afresh() *hiker {
	n := *h
	n.checks, n.verdicts, n.stray, n.disagree = 0, map[string]int{}, map[string]int{}, map[string]*disagreement{}
	return &n
}

// check asks a case as a clerk does: for the package of an event, by the rules of a day.
func (h *hiker) check(t *testing.T, c *casefile.Case, kind, day string) []casefile.Finding {
	catalog, err := h.library.Open(casefile.Program(h.model.Program), casefile.Date(day))
	must(t, err)
	h.checks++
	findings, err := catalog.Check(&decode.File{Name: "walk.yaml", Case: c}, kind, casefile.Date(day))
	must(t, err)
	return findings
}

func must(t *testing.T, err error) {
	if err != nil {
		t.Helper()
		t.Fatal(err)
	}
}

var listIndex = regexp.MustCompile(`/\d+`)

// legal walks towards one of the events, in turn, and wants no error on the way.
func (h *hiker) legal(t *testing.T, number uint64) {
	at := number % uint64(len(h.events))
	goal := h.events[at : at+1]
	w, far := newWalk(h.model, h.base, number, 1), h.model.steps(goal)
	for range 40 {
		name, err := w.next(goal, far)
		must(t, err)
		if name == "" {
			return
		}
		e := h.model.Events[name]
		if e.Check == "no" {
			continue
		}
		for _, f := range h.check(t, w.it, e.Kind, w.vars["now"]) {
			if f.Severity == casefile.Error {
				place := f.ID + listIndex.ReplaceAllString(f.Pointer, "/N")
				h.stray[place]++
				h.note(&disagreement{h.model.Program, "legal", number, place, name})
			}
		}
	}
}

// slip walks until the event of one of the slips, in turn, and wants it found.
func (h *hiker) slip(t *testing.T, number uint64) {
	name := h.faults[number%uint64(len(h.faults))]
	fault := h.model.Faults[name]
	w, kind := h.towards(t, fault, number)
	day := w.vars["now"]
	if fault.On != "" {
		day = w.vars.eval(fault.On)
	}
	was := h.check(t, w.it, kind, day)
	fields := make([]string, len(fault.Field))
	for i, f := range fault.Field {
		fields[i] = w.place(f)
	}
	must(t, w.write("", &fault.Set))
	must(t, w.drop(fault.Drop))
	verdict := judgeSlip(fault, fields, was, h.check(t, w.it, kind, day))
	h.verdicts[verdict]++
	if verdict != "" {
		h.note(&disagreement{h.model.Program, "slip", number, name, verdict})
	}
}

// towards walks until an event of a fault has happened and gives its kind of package.
func (h *hiker) towards(t *testing.T, fault *walkFault, number uint64) (*walk, string) {
	far := h.model.steps(fault.At)
	for try := range uint64(3000) {
		w := newWalk(h.model, h.base, number, 2+try)
		for range 60 {
			name, err := w.next(fault.At, far)
			must(t, err)
			if slices.Contains(fault.At, name) && w.vars.holds(fault.When) {
				return w, h.model.Events[name].Kind
			}
			if name == "" {
				break
			}
		}
	}
	t.Fatal("no walk comes to ", fault.At)
	return nil, ""
}

// judgeSlip compares what is found with what was found before the slip: "" when it is found
// where it is, "elsewhere", "warned" when only a warning where an error is due, or "missed".
func judgeSlip(fault *walkFault, fields []string, was, found []casefile.Finding) string {
	verdict := "missed"
	for _, f := range found {
		if slices.ContainsFunc(was, func(o casefile.Finding) bool { return o.ID == f.ID && o.Pointer == f.Pointer }) {
			continue
		}
		near := slices.ContainsFunc(fields, func(field string) bool { return casefile.Within(f.Pointer, field) || casefile.Within(field, f.Pointer) })
		switch due := f.Severity == casefile.Error || fault.Look != "" && f.Severity != ""; {
		case due && near:
			return ""
		case due:
			verdict = "elsewhere"
		case near && verdict == "missed":
			verdict = "warned"
		}
	}
	return verdict
}

// tell gives the shares.
func (h *hiker) tell(t *testing.T) {
	right, elsewhere, warned, missed := h.verdicts[""], h.verdicts["elsewhere"], h.verdicts["warned"], h.verdicts["missed"]
	found, all := right+elsewhere, right+elsewhere+warned+missed
	share := func(n, of int) string { return fmt.Sprintf("%.2f %%", 100*float64(n)/float64(of)) }
	t.Logf("%d states, %d events, %d slips known; %d checks", len(h.model.States), len(h.events), len(h.faults), h.checks)
	t.Logf("%d slips: %s found, of them %s where they are; %d missed, %d only warned of", all, share(found, all), share(right, found), missed, warned)
	for _, place := range slices.Sorted(maps.Keys(h.stray)) {
		t.Logf("false errors: %s %d", place, h.stray[place])
	}
}
