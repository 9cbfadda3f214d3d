package expr

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"yoshiki/forms/layers"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/ext"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
)

// baseEnv is the CEL environment that every expression shares: the groups of the case as
// variables, and the period functions. Days are texts as in the case, so that < and ==
// compare them.
//
//	era(day)                  令和8年4月15日
//	months_after(day, n)      last day of a period of n months, first day not counted
//	days_after(day, n)        last day of n days, first day not counted
//	working_days_after(day,n) n-th working day after it
//	day(time)                 the day in Japan of a moment
//
// Rules need a few more, see ruleFunctions.
var baseEnv = sync.OnceValues(func() (*cel.Env, error) {
	options := []cel.EnvOption{
		cel.EnableMacroCallTracking(), // for Plain
		ext.NativeTypes(reflect.TypeFor[casefile.Case](), reflect.TypeFor[casefile.PaperStatus](), reflect.TypeFor[casefile.PackagedFile](),
			ext.ParseStructTag("yaml")),
		ext.Strings(),
		dayFunction("era", func(d period.Date) (string, error) { return period.Era(d), nil }),
		countFunction("months_after", func(d period.Date, n int) (period.Date, error) { return period.Months(d, n), nil }),
		countFunction("days_after", func(d period.Date, n int) (period.Date, error) { return period.Days(d, n), nil }),
		countFunction("working_days_after", period.WorkingDays),
		cel.Function("day", cel.Overload("day_string", []*cel.Type{cel.StringType}, cel.StringType, cel.UnaryBinding(dayOfTime))),
	}
	root := reflect.TypeFor[casefile.Case]()
	for i := range root.NumField() {
		f := root.Field(i)
		options = append(options, cel.Variable(f.Tag.Get("yaml"), celType(f.Type)))
	}
	return cel.NewEnv(append(options, ruleFunctions()...)...)
})

func celType(t reflect.Type) *cel.Type {
	switch t.Kind() {
	case reflect.Struct:
		return cel.ObjectType(t.String())
	case reflect.Slice:
		return cel.ListType(celType(t.Elem()))
	case reflect.Map:
		return cel.MapType(celType(t.Key()), celType(t.Elem()))
	case reflect.Int:
		return cel.IntType
	default:
		return cel.StringType
	}
}

// dayFunction is a function of one day. Of an empty day it is empty.
func dayFunction(name string, f func(period.Date) (string, error)) cel.EnvOption {
	return cel.Function(name, cel.Overload(name+"_string", []*cel.Type{cel.StringType}, cel.StringType,
		cel.UnaryBinding(func(day ref.Val) ref.Val { return onDay(day, f) })))
}

// countFunction is a function of a day and a count that gives a day.
func countFunction(name string, f func(period.Date, int) (period.Date, error)) cel.EnvOption {
	return cel.Function(name, cel.Overload(name+"_string_int", []*cel.Type{cel.StringType, cel.IntType}, cel.StringType,
		cel.BinaryBinding(func(day, n ref.Val) ref.Val {
			return onDay(day, func(d period.Date) (string, error) {
				end, err := f(d, int(n.(types.Int)))
				return end.String(), err
			})
		})))
}

func onDay(day ref.Val, f func(period.Date) (string, error)) ref.Val {
	text := string(day.(types.String))
	if text == "" {
		return types.String("")
	}
	d, err := period.Parse(text)
	if err != nil {
		return types.WrapErr(err)
	}
	result, err := f(d)
	if err != nil {
		return types.WrapErr(err)
	}
	return types.String(result)
}

func dayOfTime(moment ref.Val) ref.Val {
	text := string(moment.(types.String))
	if text == "" {
		return types.String("")
	}
	d, _, err := period.ParseTime(text)
	if err != nil {
		return types.WrapErr(err)
	}
	return types.String(d.String())
}

func compileCEL(read *tree, names Shape) (Evaluator, error) {
	env, err := envOf(names)
	if err != nil {
		return nil, err
	}
	read.Lock()
	defer read.Unlock()
	checked, issues := env.Check(read.Ast)
	if issues.Err() != nil {
		return nil, worded(issues)
	}
	program, err := env.Program(checked, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, err
	}
	return func(s *Scope) (Found, error) { return evalCEL(program, s) }, nil
}

// envs are the environments with names of their own, by the types of the names: there are
// few, and each takes long to make.
var envs sync.Map

func envOf(names Shape) (*cel.Env, error) {
	var key strings.Builder
	var extra []cel.EnvOption
	for _, name := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&key, "%s %v\n", name, names[name].Type)
		extra = append(extra, cel.Variable(name, celType(names[name].Type)))
	}
	made, _ := envs.LoadOrStore(key.String(), sync.OnceValues(func() (*cel.Env, error) {
		env, err := baseEnv()
		if err != nil {
			return nil, err
		}
		return env.Extend(extra...)
	}))
	return made.(func() (*cel.Env, error))()
}

func evalCEL(program cel.Program, s *Scope) (Found, error) {
	result, _, err := program.Eval(activation{s})
	if err != nil {
		return Found{}, err
	}
	switch v := result.Value().(type) {
	case string, bool, int64, float64, map[string]string:
		return Found{Value: reflect.ValueOf(v)}, nil
	}
	return Found{}, layers.NewFault(0, "expr-result", "type", fmt.Sprint(result.Type()))
}

// activation lets CEL see a scope.
type activation struct{ *Scope }

// ResolveName gives the value of a variable.
func (a activation) ResolveName(name string) (any, bool) {
	if f, ok := a.Names[name]; ok {
		return uncopied(f.Value), true
	}
	f, ok := FieldOf(a.Root.Type(), name)
	if !ok {
		return nil, false
	}
	return uncopied(a.Root.FieldByIndex(f.Index)), true
}

// uncopied is a value for CEL to look into; of a group that is large where it lies.
func uncopied(v reflect.Value) any {
	if v.Kind() == reflect.Struct && v.CanAddr() {
		return v.Addr().Interface()
	}
	return v.Interface()
}

// Parent is nil: a scope stands alone.
func (a activation) Parent() cel.Activation { return nil }
