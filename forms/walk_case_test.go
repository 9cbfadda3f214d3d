package forms_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// walk is one random history of a case, so far.
type walk struct {
	model *walkModel
	base  *casefile.Case
	dice  *rand.Rand
	state string
	vars  walkDays
	steps int
	it    *casefile.Case
}

func newWalk(m *walkModel, base *casefile.Case, seed ...uint64) *walk {
	w := &walk{model: m, base: base, dice: rand.New(rand.NewPCG(seed[0], seed[1])), state: m.Start, it: new(casefile.Case)}
	w.vars = maps.Clone(walkDays(m.Vars))
	w.vars["now"], w.vars["first"] = m.First, m.First
	return w
}

// readWalkBase is the sample that the walks of a model take from.
func readWalkBase(m *walkModel) (*casefile.Case, error) {
	data, err := os.ReadFile("../testdata/cases/" + m.Base)
	if err != nil {
		return nil, err
	}
	file, findings := decode.Decode(m.Base, data, os.DirFS("../testdata/cases"))
	if casefile.Failed(findings) {
		return nil, fmt.Errorf("%v", findings)
	}
	return file.Case, nil
}

// next lets one of the events happen that can, more often one on the way to a goal, see
// [walkModel.steps]; "" when the history ends.
func (w *walk) next(goal []string, far map[string]int) (string, error) {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(w.model.Events)) {
		if e := w.model.Events[name]; slices.Contains(e.From, w.state) && w.vars.holds(e.When) {
			names = append(names, name)
		}
	}
	w.dice.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	if w.dice.IntN(5) > 0 {
		nearer := func(name string) bool { to := far[w.model.Events[name].To]; return to >= 0 && to < far[w.state] }
		slices.SortStableFunc(names, func(a, b string) int {
			return rank(slices.Contains(goal, a) || nearer(a)) - rank(slices.Contains(goal, b) || nearer(b))
		})
	}
	for _, name := range names {
		if vars := w.days(w.model.Events[name]); vars != nil {
			w.vars = vars
			return name, w.happen(name, w.model.Events[name])
		}
	}
	return "", nil
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// days chooses the days of an event; nil when there are none.
func (w *walk) days(e *walkEvent) walkDays {
	vars, last := maps.Clone(w.vars), e.Day
	vars["#"] = strconv.Itoa(w.steps + 1)
	for _, d := range e.Days {
		name, span, _ := strings.Cut(d, " = ")
		earliest, latest, found := strings.Cut(span, " .. ")
		from := vars.eval(earliest)
		to := from
		if found {
			to = vars.eval(latest)
		}
		if from > to {
			return nil
		}
		vars[name] = w.between(from, to)
		last = cmp.Or(e.Day, name)
	}
	day := vars.eval(last)
	if day < w.vars["now"] || day > cmp.Or(vars["until"], w.model.Last) || day > w.model.Last {
		return nil
	}
	vars["now"] = day
	return vars
}

// between chooses a day of a span, most often an end of it.
func (w *walk) between(from, to string) string {
	n := int(dayOf(to).Sub(dayOf(from)).Hours() / 24)
	switch w.dice.IntN(5) {
	case 0, 1:
		return from
	case 2:
		return to
	}
	return plus(from, w.dice.IntN(min(n, 90)+1))
}

// happen writes what an event adds to the case.
func (w *walk) happen(name string, e *walkEvent) (err error) {
	w.steps++
	w.state = e.To
	w.assign(e.Vars)
	for _, p := range e.Parts {
		part := w.model.Parts[p]
		if err = w.file(&part); err != nil {
			return fmt.Errorf("%s: %s: %w", name, p, err)
		}
	}
	if err = w.file(&e.walkPaper); err == nil {
		err = w.set("/revision", w.revision())
	}
	w.assign(e.After)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (w *walk) assign(vars map[string]string) {
	filled := map[string]string{}
	for name, text := range vars {
		filled[name] = w.vars.fill(text)
	}
	maps.Copy(w.vars, filled)
}

// revision is the text in force on the day.
func (w *walk) revision() (day string) {
	for _, r := range w.model.Revisions {
		if r <= w.vars["now"] {
			day = r
		}
	}
	return day
}

func (w *walk) file(p *walkPaper) error {
	for _, pointer := range p.Take {
		v, err := casefile.Get(w.base, pointer)
		if err != nil {
			return err
		}
		if f := casefile.Set(w.it, pointer, v.Go.Interface()); f != nil {
			return fmt.Errorf("%s: %v", pointer, f)
		}
	}
	if err := w.drop(p.Forget); err != nil {
		return err
	}
	return w.write("", &p.Set)
}

func (w *walk) drop(pointers []string) error {
	for _, pointer := range pointers {
		if f := casefile.Remove(w.it, w.place(pointer)); f != nil {
			return fmt.Errorf("%s: %v", pointer, f)
		}
	}
	return nil
}

// place is a pointer with the indexes that "-" and "$" stand for.
func (w *walk) place(pointer string) string {
	at := ""
	for _, token := range casefile.PointerTokens(pointer) {
		if token == "-" || token == "$" {
			list, err := casefile.Get(w.it, at)
			if err != nil {
				panic(pointer)
			}
			token = strconv.Itoa(list.Len() - rank(token == "-"))
		}
		at += "/" + token
	}
	return at
}

func (w *walk) write(at string, n *yaml.Node) error {
	switch n.Kind {
	case yaml.AliasNode:
		return w.write(at, n.Alias)
	case yaml.MappingNode:
		for _, pair := range pairs(n) {
			if err := w.write(w.below(at, pair[0].Value), pair[1]); err != nil {
				return err
			}
		}
	case yaml.SequenceNode:
		for i, x := range n.Content {
			if err := w.write(casefile.EntryPointer(at, i), x); err != nil {
				return err
			}
		}
	case yaml.ScalarNode:
		return w.set(at, w.vars.fill(n.Value))
	}
	return nil
}

// pairs are the keys of a mapping with their values; those merged in first, unless they
// are said again.
func pairs(n *yaml.Node) (all [][2]*yaml.Node) {
	var merged [][2]*yaml.Node
	said := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		if key, value := n.Content[i], n.Content[i+1]; key.Value != "<<" {
			said[key.Value], all = true, append(all, [2]*yaml.Node{key, value})
		} else {
			merged = pairs(value.Alias)
		}
	}
	return append(slices.DeleteFunc(merged, func(p [2]*yaml.Node) bool { return said[p[0].Value] }), all...)
}

// below is the pointer of a key; of a key that is a pointer itself, that.
func (w *walk) below(at, key string) string {
	if at == "" {
		return w.place(key)
	}
	return at + "/" + key
}

func (w *walk) set(pointer, text string) error {
	if f := casefile.Set(w.it, pointer, text); f != nil {
		return fmt.Errorf("%s: %q: %v", pointer, text, f)
	}
	return nil
}
