package forms

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/layers"
)

// Whom a clause asks, and what: a paper that is to be there, a day that is to be kept, or what
// is to be said or done.
var (
	Asked = []string{"applicant", "authority", "third"} // third: assessors, institutions that evaluate, whoever else
	Asks  = []string{"paper", "day", "content"}
)

// checked is what a cell says at which rules look; unlooked are the reasons for which none does.
const checked = "checked"

var unlooked = []string{
	"hand",       // a person looks, as the row says
	"judgement",  // it rests on the judgement of whom it asks
	"discretion", // who it is about may do it and need not
	"conduct",    // it is done, and nothing in a case tells of it
	"no-figure",  // promptly, at any time: no day is the last
	"letter",     // an authority sends it; a case tells of it once it has come
	"elsewhere",  // what it sets stands where no case reaches: the public list, papers of others
	"unknown",    // the text is not at hand
}

// Cell is what a clause asks of one party in one respect, and what looks at it: rules, or for
// a reason none. Of a cell that the clause does not ask, Asked is false.
type Cell struct {
	Who    string   `json:"who"`
	What   string   `json:"what"`
	Asked  bool     `json:"asked"`
	Rules  []string `json:"rules,omitempty"`  // ids of rules, or of findings of the program
	Reason string   `json:"reason,omitempty"` // why none looks
}

// Cells are the nine cells of a clause, party by party. A rule stands where the row puts it, or
// else where what it reads belongs, see [Catalog.places]; what a rule of one's own asks, the
// clause is taken to ask.
func (c *Catalog) Cells(row *ClauseRow) ([]Cell, error) {
	var all []Cell
	for _, who := range Asked {
		for _, what := range Asks {
			says, asked := row.Asks[who][what]
			all = append(all, Cell{Who: who, What: what, Asked: asked, Reason: reasonIn(says)})
		}
	}
	for _, name := range row.looking() {
		r, err := c.Rule(name)
		if err != nil {
			return nil, err
		}
		id := name
		if r != nil {
			id = r.ID
		}
		stands, err := c.stands(row, r, name)
		if err != nil {
			return nil, err
		}
		for i := range all {
			if x := &all[i]; stands(x.Who, x.What) {
				x.Asked, x.Rules = true, append(x.Rules, id)
			}
		}
	}
	return all, nil
}

// looking are the names of all rules that look at the clause, each once.
func (r *ClauseRow) looking() (names []string) {
	for _, rule := range r.Rules {
		names = append(names, rule.Name)
	}
	names = append(names, r.By...)
	for _, who := range Asked {
		for _, what := range Asks {
			names = append(names, namesIn(r.Asks[who][what])...)
		}
	}
	once := names[:0]
	for _, name := range names {
		if !slices.Contains(once, name) {
			once = append(once, name)
		}
	}
	return once
}

// reasonIn is the reason that a cell gives, and namesIn the rules that it names.
func reasonIn(says string) string {
	if slices.Contains(unlooked, says) {
		return says
	}
	return ""
}

func namesIn(says string) []string {
	if says == checked || reasonIn(says) != "" {
		return nil
	}
	return strings.Fields(says)
}

// stands tells of a cell whether a rule stands in it.
func (c *Catalog) stands(row *ClauseRow, r *Rule, name string) (func(who, what string) bool, error) {
	for _, cells := range row.Asks {
		for _, says := range cells {
			if slices.Contains(namesIn(says), name) {
				return func(who, what string) bool { return slices.Contains(namesIn(row.Asks[who][what]), name) }, nil
			}
		}
	}
	of, respects, err := c.places(row, r)
	return func(who, what string) bool { return who == of && slices.Contains(respects, what) }, err
}

// places tells where a rule belongs by what it reads: documents and what a form is
// filled from are papers, days are days, and all else is content. It is asked of whom the row
// asks alone, or of whom its deadline binds; else of the applicant when a package waits for it
// or the applicant writes what it is about. Of nil, a finding of the program, it is content.
func (c *Catalog) places(row *ClauseRow, r *Rule) (who string, what []string, err error) {
	if who = row.only(); r == nil {
		return cmp.Or(who, "applicant"), []string{"content"}, nil
	}
	if who == "" {
		if who, err = c.owes(r); err != nil {
			return "", nil, err
		}
	}
	what, err = c.respects(r)
	return who, what, err
}

// only is whom alone the row asks; "" when it asks several or none.
func (r *ClauseRow) only() string {
	if len(r.Asks) == 1 {
		for who := range r.Asks {
			return who
		}
	}
	return ""
}

func (c *Catalog) owes(r *Rule) (string, error) {
	switch {
	case r.Deadline != nil && r.Deadline.By != "":
		return "authority", nil
	case r.Deadline != nil || r.For == nil || len(r.For) > 0:
		return "applicant", nil
	}
	fields, err := c.Fields(r)
	if err != nil || len(fields) == 0 {
		return "applicant", err
	}
	for _, id := range fields[0].Forms {
		if d, err := c.Definition(id); err != nil || d.From == "applicant" {
			return "applicant", err
		}
	}
	return "authority", nil
}

// respects are papers, days and content, as the rule asks for them.
func (c *Catalog) respects(r *Rule) (what []string, err error) {
	about := r.There
	switch {
	case len(r.Papers) > 0:
		return []string{"paper"}, nil
	case r.Deadline != nil:
		what = []string{"day"}
	case len(r.There) == 0:
		about = r.About[:1]
	}
	for i := range about {
		paths, err := about[i].Reads()
		if err != nil {
			return nil, r.fault(err)
		}
		for _, path := range paths {
			what = append(what, c.respect(path))
		}
	}
	slices.Sort(what)
	return slices.Compact(what), nil
}

// respect is what a value of the case is: a day, a paper when a form is filled from it, or
// content.
func (c *Catalog) respect(path []string) string {
	n := casefile.Root().Under(slices.DeleteFunc(slices.Clone(path), func(key string) bool { return key == "*" }))
	switch {
	case n.Type == reflect.TypeFor[casefile.Date]() || n.Type == reflect.TypeFor[casefile.Time]() || n.Type == reflect.TypeFor[casefile.Period]():
		return "day"
	case n.Kind == casefile.KindGroup && c.fills("/"+strings.Join(path, "/")):
		return "paper"
	}
	return "content"
}

// fills reports whether a form is filled from a group.
func (c *Catalog) fills(pointer string) bool {
	for _, id := range c.IDs() {
		if d, err := c.Definition(id); err == nil && d.Subject() == pointer {
			return true
		}
	}
	return false
}

// asking tells what is wrong with what the row asks. names are those of all rules.
func (r *ClauseRow) asking(names map[string]bool) error {
	for who, cells := range r.Asks {
		if !slices.Contains(Asked, who) {
			return layers.NewFault(0, "one-of", "key", "asks", "known", strings.Join(Asked, ", "))
		}
		for what, says := range cells {
			if !slices.Contains(Asks, what) {
				return layers.NewFault(0, "one-of", "key", who, "known", strings.Join(Asks, ", "))
			}
			if err := ruled(namesIn(says), names); err != nil {
				return err
			}
		}
	}
	return nil
}
