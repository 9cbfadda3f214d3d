package forms

import (
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// waits tells which checks cannot be made, because the case has something there that could not
// be read. Such a place is no empty one: nothing may be called missing for it.
type waits struct {
	file *decode.File
	lost [][]string          // places that could not be read, as tokens
	on   map[string][]string // the checks that wait, by the place
	near map[*Rule][]ask
}

// ask is a path that a rule reads, and a lost place that it may mean.
type ask struct {
	path []string
	lost int
}

func waitsOf(f *decode.File) waits {
	w := waits{file: f, on: map[string][]string{}, near: map[*Rule][]ask{}}
	for _, pointer := range f.Unread() {
		w.lost = append(w.lost, casefile.PointerTokens(pointer))
	}
	return w
}

// all reports whether nothing can be asked: the case, or which rules count for it, is not known.
func (w waits) all() bool { return w.file.Lost("/program") || w.file.Lost("/revision") }

// add notes that a check waits for a place.
func (w waits) add(lost int, check string) {
	at := w.file.Unread()[lost]
	if !slices.Contains(w.on[at], check) {
		w.on[at] = append(w.on[at], check)
	}
}

// rule reports whether a rule cannot be asked of "it", and notes what it waits for.
func (w waits) rule(r *Rule, it string) (bool, error) {
	if len(w.lost) == 0 {
		return false, nil
	}
	near, known := w.near[r]
	if !known {
		var err error
		if near, err = w.nearOf(r); err != nil {
			return false, err
		}
		w.near[r] = near
	}
	each, tokens, waiting := r.itPath(), casefile.PointerTokens(it), false
	for _, a := range near {
		path := a.path
		if len(path) >= len(each) && slices.Equal(path[:len(each)], each) {
			path = slices.Concat(tokens, path[len(each):])
		}
		if w.hides(a.lost, path) {
			w.add(a.lost, r.ID)
			waiting = true
		}
	}
	return waiting, nil
}

// absent notes that a rule has nothing to be asked of, because what would hold it is lost.
func (w waits) absent(r *Rule) {
	for lost, at := range w.lost {
		if each := r.itPath(); len(at) <= len(each) && along(at, each) {
			w.add(lost, r.ID)
		}
	}
}

// nearOf are the lost places that the rule may ask about.
func (w waits) nearOf(r *Rule) ([]ask, error) {
	var near []ask
	paths := [][]string{}
	for _, e := range r.expressions() {
		read, err := e.Reads()
		if err != nil {
			return nil, err
		}
		paths = append(paths, read...)
	}
	for lost := range w.lost {
		for _, path := range paths {
			if along(w.lost[lost], path) {
				near = append(near, ask{path, lost})
			}
		}
	}
	return near, nil
}

// along reports whether one path leads to the other or through it.
func along(lost, path []string) bool {
	for i := range min(len(lost), len(path)) {
		if path[i] != lost[i] && path[i] != "*" {
			return false
		}
	}
	return true
}

// hides reports whether a lost place keeps from knowing what stands at a path: it is there, or
// it is all that a group or list has.
func (w waits) hides(lost int, path []string) bool {
	if !along(w.lost[lost], path) {
		return false
	}
	if len(path) >= len(w.lost[lost]) {
		return true
	}
	v, err := casefile.Get(w.file.Case, "/"+strings.Join(w.lost[lost][:len(path)], "/"))
	return err != nil || v.Empty()
}

// withoutLost leaves out what is said to be missing where something stands that cannot be read.
func (w waits) withoutLost(found []casefile.Finding) []casefile.Finding {
	if len(w.lost) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(x casefile.Finding) bool {
		return slices.ContainsFunc(w.file.Unread(), func(lost string) bool {
			return casefile.Within(x.Pointer, lost) || x.ID == "case:missing" && casefile.Within(lost, x.Pointer)
		})
	})
}

// maxWaiting is how many checks a finding names of those that wait.
const maxWaiting = 12

// findings tell, for each place, which checks wait until it can be read.
func (w waits) findings() []casefile.Finding {
	var all []casefile.Finding
	for _, pointer := range w.file.Unread() {
		checks := w.on[pointer]
		if len(checks) == 0 {
			continue
		}
		slices.Sort(checks)
		named := strings.Join(checks[:min(len(checks), maxWaiting)], ", ")
		if len(checks) > maxWaiting {
			named += ", …"
		}
		all = append(all, w.finding("case:waiting", pointer, map[string]string{"count": strconv.Itoa(len(checks)), "checks": named}))
	}
	return all
}

// everything tells that no rule can be asked.
func (w waits) everything() casefile.Finding {
	for _, pointer := range []string{"", "/program", "/revision"} {
		if slices.Contains(w.file.Unread(), pointer) {
			return w.finding("case:unasked", pointer, nil)
		}
	}
	return w.finding("case:unasked", "", nil)
}

func (w waits) finding(id, pointer string, args map[string]string) casefile.Finding {
	return w.file.Locate(casefile.Finding{ID: id, Severity: casefile.Note, Pointer: pointer, Args: args})
}
