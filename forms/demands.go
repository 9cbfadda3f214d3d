package forms

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// Demands tells of each path of the case, without indexes of lists, whether a package of a kind
// lacks something when the group that holds the value is there and the value is not: because a
// form of the package needs it, or a rule asks for it whatever else the case says. A skeleton
// marks these.
func (c *Catalog) Demands(kind string) (func(path string) bool, error) {
	p, err := c.Package(kind)
	if err != nil {
		return nil, err
	}
	s, err := c.shown()
	if err != nil {
		return nil, err
	}
	asked, err := c.askedOf(kind, p)
	return func(path string) bool {
		to, err := expr.Follow(strings.Split(path, "."))
		if err != nil {
			return false
		}
		f := c.vocabulary.Field("/" + strings.ReplaceAll(path, ".", "/"))
		return asked[path] || f != nil && f.Need && s.inPackage(p, "/"+strings.TrimSuffix(strings.Join(to.Path, "/"), "/*"))
	}, err
}

// demanded are the paths that a kind of package cannot do without.
type demanded struct {
	kind  *PackageDef
	paths map[string]bool
}

// askedOf are the paths that the rules of a kind find fault with when they are empty, and what
// the package is drawn from.
func (c *Catalog) askedOf(kind string, p *PackageDef) (map[string]bool, error) {
	d := demanded{p, map[string]bool{}}
	d.groups()
	rules, err := c.Rules()
	for _, r := range rules {
		if !r.Gates(kind) || r.Severity != casefile.Error || r.Until != "" {
			continue
		}
		for _, list := range [][]expr.Lazy{r.There, r.Needs} {
			for i := range list {
				d.rule(r, &list[i])
			}
		}
	}
	return d.paths, err
}

// groups adds what a package of the kind is drawn from in any case.
func (d *demanded) groups() {
	if d.kind.Or.Source != "" { // either will do
		return
	}
	d.add(d.kind.SubjectPath(), "")
	for i := range d.kind.Papers {
		paper := &d.kind.Papers[i]
		if paper.Need.Source != "" || paper.Omit.Source != "" {
			continue
		}
		d.add(paper.Content.Source, "")
		for k := range paper.Forms {
			d.add(paper.Forms[k].Subject, "")
			d.add(d.controls(paper.Forms[k].Subject), "")
		}
	}
}

// controls are those of a statement, which may stand in a table beside the case instead.
func (d *demanded) controls(subject string) string {
	if to, err := expr.Follow(strings.Split(subject, ".")); err == nil && to.Type == reflect.TypeFor[casefile.Statement]() {
		return subject + ".controls"
	}
	return ""
}

// add adds a path and all around it that lies below a group.
func (d *demanded) add(path, below string) {
	for ; path != below && path != ""; path = path[:max(strings.LastIndexByte(path, '.'), 0)] {
		d.paths[path] = true
	}
}

// sets is a condition that a value of the case is something.
var sets = regexp.MustCompile(`^([a-z_.]+) == "([^"]+)"$`)

// some is a condition that a list is not empty.
var some = regexp.MustCompile(`^size\(([a-z_.]+)\) > 0$`)

// rule adds what a rule asks for whenever the group around it, or what the package is about, is
// there.
func (d *demanded) rule(r *Rule, asked *expr.Lazy) {
	path, when, below := r.plain(asked), some.ReplaceAllString(r.plain(&r.When), "$1"), ""
	if path != asked.Source {
		below = r.Each
	}
	value := sets.FindStringSubmatch(when)
	switch {
	case when == "", d.paths[when] && isGroup(when), value != nil && d.kind.Preset[value[1]] == value[2]:
		d.add(path, below)
	case isGroup(when) && strings.HasPrefix(path, when+"."):
		d.add(path, when)
	}
}

// isGroup reports whether a group of the case stands at a path.
func isGroup(path string) bool {
	to, err := expr.Follow(strings.Split(path, "."))
	return err == nil && to.Type.Kind() == reflect.Struct
}

// plain is the path of the case that an expression of the rule is, without indexes of lists.
func (r *Rule) plain(e *expr.Lazy) string {
	if rest, ok := strings.CutPrefix(e.Source, "it."); ok {
		return r.Each + "." + rest
	}
	if rest, ok := strings.CutPrefix(e.Source, "entry."); ok && r.within {
		path := slices.DeleteFunc(slices.Clone(entryPath(r.itPath())), func(key string) bool { return key == "*" })
		return strings.Join(append(path, rest), ".")
	}
	return e.Source
}
