package api

import (
	"reflect"
	"testing"

	"yoshiki/forms/casefile"
)

// TestCaseIDs: wherever a request names a case, the name is written as that of a case.
func TestCaseIDs(t *testing.T) {
	for in, field := range map[reflect.Type]string{reflect.TypeFor[CaseID](): "ID", reflect.TypeFor[LetterOrder](): "Case"} {
		f, _ := in.FieldByName(field)
		if got := f.Tag.Get("pattern"); got != casefile.IDForm.String() {
			t.Errorf("%s.%s is written as %q", in, field, got)
		}
	}
}
