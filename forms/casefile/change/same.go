package change

import (
	"reflect"

	"yoshiki/forms/casefile"
)

// Same reports whether two values hold the same; what is not there is as what is empty.
func Same(v, w casefile.Value) bool {
	if v.Empty() || w.Empty() {
		return v.Empty() && w.Empty()
	}
	return equal(v.Go, w.Go)
}

func equal(v, w reflect.Value) bool {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if !equal(v.Field(i), w.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if v.Len() != w.Len() {
			return false
		}
		for i := range v.Len() {
			if !equal(v.Index(i), w.Index(i)) {
				return false
			}
		}
		return true
	}
	return v.String() == w.String()
}
