package expr

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms/casefile"

	"cel.dev/cel-go/common/ast"
)

// Reads are the paths of the case that an expression reads.
func Reads(source string, names map[string][]string) [][]string {
	if source == "" {
		return nil
	}
	if PathPattern.MatchString(source) {
		return [][]string{rooted(strings.Split(source, "."), names)}
	}
	env, err := baseEnv()
	if err != nil {
		return nil
	}
	parsed, issues := env.Parse(source)
	if issues.Err() != nil {
		return nil
	}
	r := reader{names: maps.Clone(names)}
	r.read(parsed.NativeRep().Expr())
	return r.paths
}

func rooted(path []string, names map[string][]string) []string {
	if base, ok := names[path[0]]; ok {
		if base == nil { // an entry of a list that the expression made
			return nil
		}
		return append(slices.Clone(base), path[1:]...)
	}
	if _, ok := FieldOf(reflect.TypeFor[casefile.Case](), path[0]); !ok {
		return nil
	}
	return path
}

// reader finds the paths in a CEL expression.
type reader struct {
	names map[string][]string
	paths [][]string
}

// read gives the path that the expression is, and notes those that it is made of.
func (r *reader) read(e ast.Expr) []string {
	path := r.path(e)
	if len(path) > 0 {
		r.paths = append(r.paths, path)
	}
	return path
}

func (r *reader) path(e ast.Expr) []string {
	switch e.Kind() {
	case ast.IdentKind:
		return rooted([]string{e.AsIdent()}, r.names)
	case ast.SelectKind:
		if base := r.path(e.AsSelect().Operand()); len(base) > 0 {
			return append(slices.Clone(base), e.AsSelect().FieldName())
		}
	case ast.CallKind:
		return r.call(e.AsCall())
	case ast.ComprehensionKind:
		return r.fold(e.AsComprehension())
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			r.read(element)
		}
	}
	return nil
}

func (r *reader) call(c ast.CallExpr) []string {
	if c.FunctionName() == "_[_]" {
		if base := r.path(c.Args()[0]); len(base) > 0 {
			return append(slices.Clone(base), "*")
		}
	}
	if c.IsMemberFunction() {
		r.read(c.Target())
	}
	for _, arg := range c.Args() {
		r.read(arg)
	}
	return nil
}

// fold reads a macro over a list. A filter gives a part of its list.
func (r *reader) fold(c ast.ComprehensionExpr) []string {
	list := r.read(c.IterRange())
	outer, had := r.names[c.IterVar()]
	if r.names[c.IterVar()] = nil; len(list) > 0 {
		r.names[c.IterVar()] = append(slices.Clone(list), "*")
	}
	for _, e := range []ast.Expr{c.LoopCondition(), c.LoopStep(), c.Result()} {
		r.read(e)
	}
	if delete(r.names, c.IterVar()); had {
		r.names[c.IterVar()] = outer
	}
	if c.AccuInit().Kind() == ast.ListKind {
		return list
	}
	return nil
}
