package expr

import (
	"sync"
	"yoshiki/forms/layers"
)

// Lazy is an expression that is compiled once, when it is first evaluated.
type Lazy struct {
	Expr
	Compiled func() (*Compiled, error)
}

// Bind says what the names of the expression are.
func (l *Lazy) Bind(names Shape) {
	l.Compiled = sync.OnceValues(func() (*Compiled, error) {
		c, err := Compile(l.Source, names)
		if err != nil {
			return nil, l.fault(err)
		}
		return c, nil
	})
}

func (l *Lazy) fault(err error) error { return &layers.Within{Line: l.Line, Of: l.Source, Err: err} }

// Reads are the paths of the case that the expression reads.
func (l *Lazy) Reads() ([][]string, error) {
	if l.Source == "" {
		return nil, nil
	}
	c, err := l.Compiled()
	if err != nil {
		return nil, err
	}
	return c.Reads, nil
}

// Check reports what is wrong with the expression.
func (l *Lazy) Check() error {
	if l.Source == "" {
		return nil
	}
	c, err := l.Compiled()
	if err != nil {
		return err
	}
	if err := c.Check(); err != nil {
		return l.fault(err)
	}
	return nil
}

// Eval gives the value; nothing when there is no expression.
func (l *Lazy) Eval(s *Scope) (Found, error) {
	if l.Source == "" {
		return Found{}, nil
	}
	c, err := l.Compiled()
	if err != nil {
		return Found{}, err
	}
	f, err := c.Run(s)
	if err != nil {
		err = l.fault(err)
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
