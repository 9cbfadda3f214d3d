package expr

import (
	"fmt"
	"sync"
)

// Lazy is an expression that is compiled once, when it is first evaluated.
type Lazy struct {
	Expr
	Compiled func() (Evaluator, error)
}

// Bind says what the names of the expression are.
func (l *Lazy) Bind(names Shape) {
	l.Compiled = sync.OnceValues(func() (Evaluator, error) {
		run, _, err := Compile(l.Source, names)
		if err != nil {
			return nil, fmt.Errorf("line %d: %s: %w", l.Line, l.Source, err)
		}
		return run, nil
	})
}

// Eval gives the value; nothing when there is no expression.
func (l *Lazy) Eval(s *Scope) (Found, error) {
	if l.Source == "" {
		return Found{}, nil
	}
	run, err := l.Compiled()
	if err != nil {
		return Found{}, err
	}
	f, err := run(s)
	if err != nil {
		err = fmt.Errorf("line %d: %s: %w", l.Line, l.Source, err)
	}
	return f, err
}

// Text gives the value as text.
func (l *Lazy) Text(s *Scope) (string, error) {
	f, err := l.Eval(s)
	if err != nil || !f.Value.IsValid() {
		return "", err
	}
	return LeafText(f.Value), nil
}
