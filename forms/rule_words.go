package forms

import (
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/layers"
)

var placeholder = regexp.MustCompile(`\{(?:[a-z]+:)?([a-z_]+)\}`)

// worded looks for words that the rule lacks, and for placeholders that nothing fills.
func (r *Rule) worded() error {
	if d := r.Deadline; d != nil && (d.Ja == "" || d.En == "") {
		return &layers.Within{Of: "deadline", Err: layers.NewFault(0, "both-languages")}
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
			return &layers.Within{Of: w.key, Err: layers.NewFault(0, "both-languages")}
		}
		for _, text := range []string{w.Ja, w.En} {
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(filled, m[1]) {
					return &layers.Within{Of: w.key, Err: layers.NewFault(0, "unfilled", "open", "{", "close", "}", "name", m[1], "known", strings.Join(filled, ", "))}
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
