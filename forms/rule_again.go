package forms

import (
	"regexp"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// Answers are what each rule found in a case, for the next check of nearly the same case. It is
// of one catalogue, kind of package and day, and never changes.
type Answers struct {
	catalog *Catalog
	kind    string
	asOf    casefile.Date
	found   map[*Rule]answer
}

// answer is what a rule found: in all, and by the value that it was asked of.
type answer struct {
	all []casefile.Finding
	of  map[string][]casefile.Finding
}

// reading is what a rule reads: the paths; and whether, asked of each entry of a list, it reads no
// other entry of it.
type reading struct {
	paths  [][]string
	inward bool
}

// recall has what is found kept, and looks whether what was found before can be used. It cannot
// where something of the case cannot be read: then rules wait.
func (a *asker) recall(c *Catalog, was *Answers, changed []string) (err error) {
	if len(a.waits.lost) > 0 {
		return nil
	}
	a.now = &Answers{catalog: c, kind: a.kind, asOf: a.asOf, found: map[*Rule]answer{}}
	if was == nil || was.catalog != c || was.kind != a.kind || was.asOf != a.asOf {
		return nil
	}
	a.was = was
	for _, pointer := range changed {
		a.changed = append(a.changed, casefile.PointerTokens(pointer))
	}
	a.reads, err = c.reads()
	return err
}

// answer adds what a rule finds in the case: what it found before, where it reads nothing that
// changed.
func (a *asker) answer(r *Rule) error {
	before := a.findings
	a.findings, a.of = nil, map[string][]casefile.Finding{}
	if found, known := a.known(r); known {
		a.findings, a.of = found.all, found.of
	} else if err := a.ask(r); err != nil {
		return err
	}
	if a.now != nil {
		a.now.found[r] = answer{a.findings, a.of}
	}
	a.findings = append(before, a.settle(r, a.findings)...)
	return nil
}

// known is what a rule found before, if it would find the same now.
func (a *asker) known(r *Rule) (answer, bool) {
	if a.was == nil {
		return answer{}, false
	}
	found, known := a.was.found[r]
	if !known {
		return answer{}, false
	}
	it := r.itPath()
	for _, changed := range a.changed {
		touches := func(path []string) bool { return along(changed, path) }
		if len(changed) <= len(it) && touches(it) || slices.ContainsFunc(a.reads[r].paths, touches) {
			return answer{}, false
		}
	}
	return found, true
}

// knownOf is what a rule found before about one value, if it would find the same now: where it
// reads nothing that changed but what is in other entries of the list that it is asked of.
func (a *asker) knownOf(r *Rule, it expr.Found) ([]casefile.Finding, bool) {
	if a.was == nil || !a.reads[r].inward {
		return nil, false
	}
	path, tokens := r.itPath(), casefile.PointerTokens(it.Pointer)
	for _, changed := range a.changed {
		elsewhere := len(changed) > len(path) && along(changed[:len(path)], path) && !slices.Equal(changed[:len(path)], tokens)
		touches := func(path []string) bool { return along(changed, path) }
		if !elsewhere && (len(changed) <= len(path) && touches(path) || slices.ContainsFunc(a.reads[r].paths, touches)) {
			return nil, false
		}
	}
	return a.was.found[r].of[it.Pointer], true
}

// note keeps what was found about one value.
func (a *asker) note(it expr.Found, from int) {
	if found := a.findings[from:]; len(found) > 0 && a.now != nil {
		a.of[it.Pointer] = slices.Clone(found)
	}
}

// inward reports whether a rule that is asked of each entry of a list reads no other entry of it:
// none of its expressions begins where the list does.
func (r *Rule) inward() bool {
	path := r.itPath()
	if len(path) == 0 || path[len(path)-1] != "*" || slices.Index(path, "*") != len(path)-1 || len(r.Once) > 0 || r.within {
		return false
	}
	named := regexp.MustCompile(`(^|[^.\w])` + r.each[0] + `\b`)
	return !slices.ContainsFunc(r.expressions(), func(e *expr.Lazy) bool { return named.MatchString(e.Source) })
}

// loadReads gives what each rule reads.
func (c *Catalog) loadReads() (map[*Rule]reading, error) {
	rules, err := c.Rules()
	if err != nil {
		return nil, err
	}
	all := make(map[*Rule]reading, len(rules))
	for _, r := range rules {
		if all[r], err = r.reading(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// reading is what the rule reads.
func (r *Rule) reading() (reading, error) {
	all := reading{inward: r.inward()}
	for _, e := range r.expressions() {
		paths, err := e.Reads()
		if err != nil {
			return all, err
		}
		all.paths = append(all.paths, paths...)
	}
	return all, nil
}

// settle says what a rule found of the case as it is: where it stands now, and of values that are
// not there only those that no finding calls empty yet.
func (a *asker) settle(r *Rule, found []casefile.Finding) []casefile.Finding {
	all := slices.Clone(found)
	kept := all[:0]
	for _, x := range all {
		switch {
		case x.ID != AbsentID:
			kept = append(kept, a.file.Locate(x))
		case !a.tells(x.Pointer):
			a.told[x.Pointer] = true
			y := a.finding(r, x.Pointer, map[string]string{"rule": r.ID, "key": lastToken(x.Pointer)})
			y.ID, y.Message, y.Repair = AbsentID, casefile.Words{}, casefile.Words{}
			y.Terms = map[string]casefile.Words{"label": a.words.Label(x.Pointer)}
			kept = append(kept, y)
		}
	}
	return kept
}
