package casefile

import (
	"reflect"
	"strings"
	"testing"
)

// TestEveryEntryHasAKey asks for a natural key of every group that stands in lists, but for
// those that people do not number or name.
func TestEveryEntryHasAKey(t *testing.T) {
	keyless := map[reflect.Type]bool{reflect.TypeFor[AssessedChange](): true, reflect.TypeFor[IncidentMeasure](): true, reflect.TypeFor[Hold](): true}
	seen := map[*Model]bool{}
	var look func(m *Model)
	look = func(m *Model) {
		if seen[m] {
			return
		}
		seen[m] = true
		for _, f := range m.Fields {
			look(f.Model)
		}
		if m.Kind != KindList {
			return
		}
		look(m.Entry)
		if m.Entry.Kind == KindGroup && (m.Entry.keys[0] == nil) != keyless[m.Entry.Type] {
			t.Errorf("%v: keys %v", m.Entry.Type, m.Entry.keys)
		}
	}
	look(Root())
	for of, keys := range naturalKeys {
		m := modelOf(of, map[reflect.Type]*Model{})
		for key := range strings.FieldsSeq(strings.Join(keys[:], " ")) {
			if i, known := m.ByKey[key]; !known || m.Fields[i].Model.Kind != KindText {
				t.Errorf("%v has no text %s", of, key)
			}
		}
	}
}
