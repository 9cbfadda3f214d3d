// Package expr evaluates the expressions of definitions and rules over a case: paths such as
// applicant.name, CEL, and texts with {{ expression }} in them.
//
// An expression is compiled against the types that it will see, so that a wrong name is told
// when a catalogue is tested and not when a form is printed. A value that is found keeps its
// JSON Pointer; what is compiled says which paths of the case it looks at.
package expr
