package forms

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
	"yoshiki/forms/period"
)

// mutant is a rule with one thing changed.
type mutant struct {
	rule, name string
	tree       *yaml.Node
}

// decode gives the rule, or nil when it is none.
func (m mutant) decode() *Rule {
	r := &Rule{Name: m.rule}
	if layers.Decode(m.tree, r) != nil {
		return nil
	}
	return r
}

// mutants are all of the rules of a catalogue that ask a question, by the rule's name.
func mutants(t *testing.T, c *Catalog) map[string][]mutant {
	t.Helper()
	doc, err := c.data("rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]mutant{}
	for key, rule := range layers.Each(doc.Root) {
		if get(rule, "papers") != nil || get(rule, "clause") == nil {
			continue
		}
		for name, change := range changes(rule) {
			tree := resolved(rule)
			change(tree)
			all[key.Value] = append(all[key.Value], mutant{key.Value, name, tree})
		}
		slices.SortFunc(all[key.Value], func(a, b mutant) int { return strings.Compare(a.name, b.name) })
	}
	return all
}

// resolved is a copy.
func resolved(n *yaml.Node) *yaml.Node {
	c := *n
	c.Content = nil
	for _, child := range n.Content {
		c.Content = append(c.Content, resolved(child))
	}
	return &c
}

// get gives the value of a key, or nil.
func get(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// changes are the ways to spoil a rule, by name.
func changes(rule *yaml.Node) map[string]func(*yaml.Node) {
	all := map[string]func(*yaml.Node){"drop": func(n *yaml.Node) { put(n, "when", `"" != ""`) }}
	for _, path := range [][]string{{"when"}, {"that"}, {"governs"}, {"deadline", "start"}, {"deadline", "done"}, {"deadline", "day"}} {
		if e := at(rule, path); e != nil {
			for name, text := range spoiled(e.Value) {
				all[strings.Join(path, ".")+": "+name] = func(n *yaml.Node) { at(n, path).Value = text }
			}
		}
	}
	for _, key := range []string{"when", "that", "needs", "governs"} {
		if get(rule, key) != nil && (key != "governs" || get(rule, "from") == nil && get(rule, "until") == nil) {
			all["without "+key] = func(n *yaml.Node) { remove(n, key) }
		}
	}
	for _, key := range []string{"there", "needs"} {
		for i := range entries(rule, key) {
			all[fmt.Sprintf("without %s %d", key, i)] = func(n *yaml.Node) {
				list := get(n, key)
				list.Content = slices.Delete(list.Content, i, i+1)
			}
		}
	}
	for i := range entries(rule, "once") {
		table := func(n *yaml.Node) *yaml.Node { return get(get(n, "once").Content[i], "table") }
		for name, text := range spoiled(table(rule).Value) {
			all[fmt.Sprintf("once %d: %s", i, name)] = func(n *yaml.Node) { table(n).Value = text }
		}
	}
	if d := get(rule, "deadline"); d != nil {
		changeDeadline(all, d)
	}
	changeWindow(all, rule)
	return all
}

func changeDeadline(all map[string]func(*yaml.Node), d *yaml.Node) {
	if n := get(d, "n"); n != nil {
		count, _ := strconv.Atoi(n.Value)
		for _, by := range []int{-1, 1} {
			all[fmt.Sprintf("n %+d", by)] = func(r *yaml.Node) { put(get(r, "deadline"), "n", strconv.Itoa(count+by)) }
		}
		if !strings.HasSuffix(get(d, "start").Value, "_at") { // a period from a moment takes its first day from the clock
			all["first day counted"] = func(r *yaml.Node) { put(get(r, "deadline"), "counted", "true") }
		}
		for _, unit := range []period.Unit{period.Day, period.WorkingDay, period.Month, period.Year} {
			if string(unit) != get(d, "unit").Value {
				all["unit "+string(unit)] = func(r *yaml.Node) { put(get(r, "deadline"), "unit", string(unit)) }
			}
		}
	}
	if get(d, "done") != nil {
		all["never done"] = func(r *yaml.Node) { remove(get(r, "deadline"), "done") }
		all["keep the other way"] = func(r *yaml.Node) {
			if get(get(r, "deadline"), "keep") != nil {
				remove(get(r, "deadline"), "keep")
			} else {
				put(get(r, "deadline"), "keep", "true")
			}
		}
	}
}

func changeWindow(all map[string]func(*yaml.Node), rule *yaml.Node) {
	for _, key := range []string{"from", "until"} {
		day, err := period.Parse(valueOf(get(rule, key)))
		if err != nil {
			continue
		}
		for _, by := range []int{-1, 1} {
			all[fmt.Sprintf("%s %+d", key, by)] = func(n *yaml.Node) { put(n, key, day.AddDays(by).String()) }
		}
		all["without "+key] = func(n *yaml.Node) { remove(n, key) }
	}
}

func valueOf(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	return n.Value
}

func entries(n *yaml.Node, key string) []*yaml.Node {
	if list := get(n, key); list != nil {
		return list.Content
	}
	return nil
}

func at(n *yaml.Node, path []string) *yaml.Node {
	for _, key := range path {
		n = get(n, key)
	}
	return n
}

func put(n *yaml.Node, key, value string) {
	if there := get(n, key); there != nil {
		there.Value, there.Style = value, 0
		return
	}
	n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Value: value})
}

func remove(n *yaml.Node, key string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			n.Content = slices.Delete(n.Content, i, i+2)
			return
		}
	}
}

var (
	operators = strings.Fields("&&→|| ||→&& ==→!= !=→== >=→> <=→< .exists(→.all( .all(→.exists(")
	calls     = regexp.MustCompile(`, ([0-9]+)\)`)
	paths     = regexp.MustCompile(`[a-z_]+(\.[a-z_]+)+`)
)

// spoiled are the ways to get an expression wrong.
func spoiled(source string) map[string]string {
	all := map[string]string{}
	if !expr.PathPattern.MatchString(source) {
		all["negated"] = "!(" + source + ")"
	}
	for _, slip := range operators {
		from, to, _ := strings.Cut(slip, "→")
		for i, from0 := 0, 0; ; i++ {
			n := strings.Index(source[from0:], from)
			if n < 0 {
				break
			}
			n += from0
			all[fmt.Sprintf("%s for %s at %d", to, from, n)] = source[:n] + to + source[n+len(from):]
			from0 = n + len(from)
		}
	}
	for _, m := range calls.FindAllStringSubmatchIndex(source, -1) {
		count, _ := strconv.Atoi(source[m[2]:m[3]])
		for _, by := range []int{-1, 1} {
			all[fmt.Sprintf("count %+d at %d", by, m[2])] = source[:m[2]] + strconv.Itoa(count+by) + source[m[3]:]
		}
	}
	for _, m := range paths.FindAllStringIndex(source, -1) {
		if path := source[m[0]:m[1]]; otherDay(path) != "" {
			all[fmt.Sprintf("%s for %s at %d", otherDay(path), path, m[0])] = source[:m[0]] + otherDay(path) + source[m[1]:]
		}
	}
	return all
}

// otherDay is a day of the case that a path to a day could be mistaken for; "" when the
// path leads to no day of the case.
func otherDay(path string) string {
	c, err := expr.Compile(path, nil)
	if err != nil || c.Type != reflect.TypeFor[casefile.Date]() {
		return ""
	}
	if path == "internal_audit.reported" {
		return "statement.date"
	}
	return "internal_audit.reported"
}
