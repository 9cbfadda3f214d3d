package expr

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"yoshiki/forms/layers"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"yoshiki/forms/casefile"
)

// reads finds out what an expression reads, and refuses names that nothing has.
func reads(parsed *tree, names Shape) (*Compiled, error) {
	parsed.Lock()
	defer parsed.Unlock()
	r := reader{names: maps.Clone(names)}
	if r.names == nil {
		r.names = Shape{}
	}
	value := r.read(parsed.NativeRep().Expr())
	return &Compiled{Path: value.Path, Reads: r.paths}, errors.Join(r.faults...)
}

// reader finds the paths in a CEL expression.
type reader struct {
	names  Shape
	paths  [][]string
	faults []error
}

// read gives what the expression is, where it is a value of the case or of a name, and
// notes the paths that it is made of.
func (r *reader) read(e ast.Expr) Name {
	value := r.value(e)
	if len(value.Path) > 0 {
		r.paths = append(r.paths, value.Path)
	}
	return value
}

func (r *reader) value(e ast.Expr) Name {
	switch e.Kind() {
	case ast.IdentKind:
		return r.name(e.AsIdent())
	case ast.SelectKind:
		return r.field(r.value(e.AsSelect().Operand()), e.AsSelect().FieldName())
	case ast.CallKind:
		return r.call(e.AsCall())
	case ast.ComprehensionKind:
		return r.fold(e.AsComprehension())
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			r.read(element)
		}
	}
	return Name{}
}

// name is what a name stands for: one that the expression sees, or a group of the case.
func (r *reader) name(name string) Name {
	if known, ok := r.names[name]; ok {
		return known
	}
	if f, ok := FieldOf(reflect.TypeFor[casefile.Case](), name); ok {
		return Name{f.Type, []string{name}}
	}
	if !strings.HasPrefix(name, "@") && !strings.HasPrefix(name, "__") { // those that CEL makes
		r.faults = append(r.faults, layers.NewFault(0, "no-name", "name", name))
	}
	return Name{}
}

// field is what stands under a key of a value.
func (r *reader) field(of Name, key string) Name {
	if of.Type == nil {
		return Name{}
	}
	f, ok := FieldOf(of.Type, key)
	if !ok {
		r.faults = append(r.faults, layers.NewFault(0, "has-no", "type", TypeName(of.Type), "name", key))
		return Name{}
	}
	return Name{f.Type, below(of.Path, key)}
}

// below is a path one step on; none where the value stands nowhere in the case.
func below(path []string, key string) []string {
	if path == nil {
		return nil
	}
	return append(slices.Clone(path), key)
}

// entry is an entry of a list.
func entry(list Name) Name {
	if list.Type == nil || list.Type.Kind() != reflect.Slice {
		return Name{}
	}
	return Name{list.Type.Elem(), below(list.Path, "*")}
}

func (r *reader) call(c ast.CallExpr) Name {
	if c.FunctionName() == operators.Index {
		list := r.value(c.Args()[0])
		r.read(c.Args()[1])
		return entry(list)
	}
	if c.IsMemberFunction() {
		r.read(c.Target())
	}
	for _, arg := range c.Args() {
		r.read(arg)
	}
	return Name{}
}

// fold reads a macro over a list. A filter gives a part of its list.
func (r *reader) fold(c ast.ComprehensionExpr) Name {
	list := r.read(c.IterRange())
	outer, had := r.names[c.IterVar()]
	r.names[c.IterVar()] = entry(list)
	r.read(c.AccuInit())
	for _, e := range []ast.Expr{c.LoopCondition(), c.LoopStep(), c.Result()} {
		r.read(e)
	}
	if delete(r.names, c.IterVar()); had {
		r.names[c.IterVar()] = outer
	}
	if isFilter(c) {
		return list
	}
	return Name{}
}

// isFilter reports whether the entries that a macro keeps are those of its list:
// condition ? kept + [entry] : kept.
func isFilter(c ast.ComprehensionExpr) bool {
	step := c.LoopStep()
	if c.AccuInit().Kind() != ast.ListKind || step.Kind() != ast.CallKind || step.AsCall().FunctionName() != operators.Conditional {
		return false
	}
	added := step.AsCall().Args()[1]
	if added.Kind() != ast.CallKind || len(added.AsCall().Args()) != 2 {
		return false
	}
	last := added.AsCall().Args()[1]
	if last.Kind() != ast.ListKind || len(last.AsList().Elements()) != 1 {
		return false
	}
	entry := last.AsList().Elements()[0]
	return entry.Kind() == ast.IdentKind && entry.AsIdent() == c.IterVar()
}
