package expr

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"yoshiki/forms/layers"

	"cel.dev/cel-go/cel"

	"yoshiki/forms/casefile"
)

// Name is what a name of an expression stands for.
type Name struct {
	Type reflect.Type
	Path []string // where it stands in the case, "*" for the index of a list; nil when it stands nowhere in it
}

// Shape is what the names of a scope stand for.
type Shape map[string]Name

// Compiled is an expression resolved against the names that it will see.
type Compiled struct {
	Type  reflect.Type // what a plain path gives; nil when CEL gives it
	Path  []string     // of the case, that it leads to; nil when it makes its value
	Reads [][]string   // paths of the case that it looks at

	run func() (Evaluator, error)
}

// Check resolves what [Compile] left for later: the types of CEL.
func (c *Compiled) Check() error {
	_, err := c.run()
	return err
}

// Run gives the value in a scope.
func (c *Compiled) Run(s *Scope) (Found, error) {
	run, err := c.run()
	if err != nil {
		return Found{}, err
	}
	return run(s)
}

// PathPattern is what a plain path looks like: applicant.name.
var PathPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`)

// Compile resolves an expression against the names that it will see, and tells what it reads.
// A plain path is followed by reflection, "last" being the last entry of a list, which is empty
// where the list is; everything else is CEL, whose types are resolved
// when it is first run, see [Compiled.Check].
func Compile(source string, names Shape) (*Compiled, error) {
	if PathPattern.MatchString(source) && source != "true" && source != "false" {
		return compilePath(strings.Split(source, "."), names)
	}
	parsed, err := parseCEL(source)
	if err != nil {
		return nil, err
	}
	read, err := reads(parsed, names)
	if err != nil {
		return nil, err
	}
	read.run = sync.OnceValues(func() (Evaluator, error) { return compileCEL(parsed, names) })
	return read, nil
}

func compilePath(path []string, names Shape) (*Compiled, error) {
	from, named := names[path[0]]
	rest := path[1:]
	if !named {
		from, rest = Name{reflect.TypeFor[casefile.Case](), []string{}}, path
	}
	steps, leaf, err := follow(from.Type, rest)
	if err != nil {
		return nil, err
	}
	c := &Compiled{Type: leaf}
	if from.Path != nil {
		c.Path = append(slices.Clone(from.Path), rest...)
		for i, s := range steps {
			if s.key == lastKey {
				c.Path[len(from.Path)+i] = "*"
			}
		}
		c.Reads = [][]string{c.Path}
	}
	run := func(s *Scope) (Found, error) {
		if named {
			return walk(s.Names[path[0]], steps), nil
		}
		return walk(Found{Value: s.Root}, steps), nil
	}
	c.run = func() (Evaluator, error) { return run, nil }
	return c, nil
}

// lastKey leads from a list to its last entry, in a plain path: suspension.last.notice.
const lastKey = "last"

// step is one field on the way down, or the last entry of a list.
type step struct {
	of    reflect.Type
	index int
	key   string
}

func follow(t reflect.Type, path []string) ([]step, reflect.Type, error) {
	var steps []step
	for _, key := range path {
		if key == lastKey && t.Kind() == reflect.Slice {
			steps, t = append(steps, step{key: lastKey}), t.Elem()
			continue
		}
		f, ok := FieldOf(t, key)
		if !ok {
			return nil, nil, layers.NewFault(0, "has-no", "type", TypeName(t), "name", key)
		}
		steps = append(steps, step{t, f.Index[0], key})
		t = f.Type
	}
	return steps, t, nil
}

// Plain is an expression as it would be written plainly: with the spaces, the quotes and the
// brackets that it needs. One that cannot be read stays as it is.
func Plain(source string) string {
	if source == "" || PathPattern.MatchString(source) {
		return source
	}
	read, err := parseCEL(source)
	if err != nil {
		return source
	}
	read.Lock()
	defer read.Unlock()
	text, err := cel.AstToString(read.Ast)
	if err != nil {
		return source
	}
	return text
}
