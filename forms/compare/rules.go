package compare

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// rules are the rules by their lasting names: what is asked, of what and when, and the words.
func rules(c *forms.Catalog) (map[string]*thing, error) {
	all := map[string]*thing{}
	rows, err := c.Matrix()
	for _, row := range rows {
		for _, r := range row.Rules {
			all[r.Name] = rule(r, casefile.Words{Ja: row.Ja, En: row.En})
		}
	}
	return all, err
}

func rule(r *forms.Rule, title casefile.Words) *thing {
	t := &thing{id: r.ID, title: title}
	t.add("id", r.ID)
	t.add("clause", r.Clause)
	t.add("severity", string(r.Severity))
	t.add("from", string(r.From))
	t.add("until", string(r.Until))
	t.add("for", gated(r))
	t.add("papers", set(r.Papers))
	t.add("each", r.Each)
	t.add("governs", asked(&r.Governs))
	for i := range r.Once {
		t.add("once."+r.Once[i].Name, asked(&r.Once[i].Table))
	}
	t.add("when", asked(&r.When))
	t.add("needs", lines(r.Needs))
	t.add("there", lines(r.There))
	t.deadline(r.Deadline)
	t.add("that", asked(&r.That))
	t.add("about", lines(r.About))
	for _, name := range slices.Sorted(maps.Keys(r.Args)) {
		t.add("args."+name, asked(r.Args[name]))
	}
	t.words("message", r.Message)
	t.words("repair", r.Repair)
	return t
}

func (t *thing) deadline(d *forms.DeadlineDef) {
	if d == nil {
		return
	}
	t.words("deadline", casefile.Words{Ja: d.Ja, En: d.En})
	t.add("deadline.start", asked(&d.Start))
	t.add("deadline.period", strings.TrimPrefix(fmt.Sprintf("%d %s", d.N, d.Unit), "0 "))
	t.add("deadline.counted", yes(d.Counted))
	t.add("deadline.day", asked(&d.Day))
	t.add("deadline.done", asked(&d.Done))
	t.add("deadline.keep", yes(d.Keep))
	t.add("deadline.by", cmp.Or(d.By, "applicant"))
}

// gated are the kinds of package that a rule gates; "all", or "none".
func gated(r *forms.Rule) string {
	switch {
	case r.For == nil:
		return "all"
	case len(r.For) == 0:
		return "none"
	}
	return set(r.For)
}

// set is a list whose order does not matter.
func set(names []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(names))), ", ")
}

func yes(holds bool) string {
	if holds {
		return "yes"
	}
	return ""
}

// asked is an expression, however it is written.
func asked(l *expr.Lazy) string { return expr.Plain(l.Source) }

func lines(list []expr.Lazy) string {
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = asked(&list[i])
	}
	return strings.Join(texts, ", ")
}
