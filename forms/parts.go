package forms

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"reflect"
	"slices"

	"yoshiki/forms/expr"
)

// Parts is the SHA-256 of all that the form is made of: what its definition says, the shared
// blocks in it, and the words of the choices that it prints. A revision that touches none of
// them leaves it as it is.
func (d *Definition) Parts() string { return d.parts() }

func (d *Definition) digest() string {
	h := sha256.New()
	writePart(h, reflect.ValueOf(*d))
	for _, t := range slices.SortedFunc(maps.Keys(d.chosen), func(a, b reflect.Type) int { return CompareIDs(a.Name(), b.Name()) }) {
		for _, c := range d.words.Choices(t) {
			fmt.Fprintf(h, "%s %q %q\n", t.Name(), c.Value, c.Words.Ja)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Chooses reports whether the form shows choices of a type, which it prints in their words.
func (d *Definition) Chooses(name string) bool {
	for t := range d.chosen {
		if t.Name() == name {
			return true
		}
	}
	return false
}

// writePart writes a value of a definition: what its file says, not where it says it.
func writePart(h hash.Hash, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			writePart(h, v.Elem())
		}
	case reflect.Slice:
		fmt.Fprintf(h, "[%d", v.Len())
		for i := range v.Len() {
			writePart(h, v.Index(i))
		}
	case reflect.Map: // arguments, which stand in the shared blocks
	case reflect.Struct:
		writeGroup(h, v)
	default:
		fmt.Fprintf(h, "%q;", fmt.Sprint(v))
	}
}

func writeGroup(h hash.Hash, v reflect.Value) {
	switch part := v.Interface().(type) {
	case expr.Expr:
		fmt.Fprintf(h, "%q;", part.Source)
		return
	case BlockDef:
		writePart(h, reflect.ValueOf(part.shared))
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.IsExported() && f.Name != "Line" && !v.Field(i).IsZero() {
			fmt.Fprintf(h, "%s=", f.Name)
			writePart(h, v.Field(i))
		}
	}
}
