package forms

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
)

var placeholder = regexp.MustCompile(`\{(?:[a-z]+:)?([a-z_]+)\}`)

// worded looks for words that the rule lacks, and for placeholders that nothing fills.
func (r *Rule) worded() error {
	if d := r.Deadline; d != nil && (d.Ja == "" || d.En == "") {
		return errors.New("deadline: ja and en are wanted")
	}
	if !r.finds() {
		return nil
	}
	filled := r.fills()
	for _, w := range []struct {
		key string
		casefile.Words
	}{{"message", r.Message}, {"repair", r.Repair}} {
		if w.Ja == "" || w.En == "" {
			return fmt.Errorf("%s: ja and en are wanted", w.key)
		}
		for _, text := range []string{w.Ja, w.En} {
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(filled, m[1]) {
					return fmt.Errorf("%s: nothing fills {%s}; there are %s", w.key, m[1], strings.Join(filled, ", "))
				}
			}
		}
	}
	return nil
}

// fills are the placeholders of the words that every finding of the rule fills.
func (r *Rule) fills() []string {
	all := []string{"clause"}
	for name := range r.Args {
		all = append(all, name)
	}
	dated := []string{"found", "start", "demanded", "state", "holidays"}
	switch {
	case len(r.Papers) > 0:
		all = append(all, "title", "paper", "package")
	case len(r.There) > 0 && r.That.Source == "" && r.Deadline == nil:
		all = append(all, "label", "key")
	case len(r.There) > 0:
	case r.Deadline != nil:
		all = append(all, dated...)
	default:
		all = append(all, "found")
	}
	slices.Sort(all)
	return slices.Compact(all)
}
