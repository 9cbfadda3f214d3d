package forms

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fullCase gives a case in which every value is there and every list has two entries.
func fullCase() *Case {
	c := &Case{}
	fill(reflect.ValueOf(c).Elem())
	return c
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "ControlsFile" {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	default:
		v.SetString(example(v.Type()))
	}
}

func example(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[Text]():
		return "髙橋﨑子、神\n\n ①㈱ 葛\U000E0100 {a: b}"
	case reflect.TypeFor[Date]():
		return dateExample
	case reflect.TypeFor[Time]():
		return timeExample
	case reflect.TypeFor[Number]():
		return numberExample
	case reflect.TypeFor[CorporateNumber]():
		return corporateExample
	case reflect.TypeFor[CaseID]():
		return idExample
	}
	return choices[t][0].Value
}

func TestFullCaseLacksNothing(t *testing.T) {
	want := fullCase()
	encoded, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	file, findings := Decode("case.yaml", encoded, nil)
	if file == nil {
		t.Fatal(findings)
	}
	if diff := cmp.Diff(want, file.Case); diff != "" {
		t.Error(diff)
	}
	if findings = append(findings, Presence(file)...); len(findings) > 0 {
		t.Error(findings)
	}
}

// TestEachNeedIsAsked takes every value out of the full case, one at a time: a finding
// must name it exactly when it is needed.
func TestEachNeedIsAsked(t *testing.T) {
	c := fullCase()
	encoded, err := Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := Decode("case.yaml", encoded, nil)
	count := 0
	without(caseModel(), reflect.ValueOf(file.Case).Elem(), "", func(f field, pointer string) {
		count++
		asked := false
		for _, finding := range Presence(file) {
			asked = asked || finding.Pointer == pointer && finding.ID == "case:missing" && finding.Line > 0
		}
		controls := f.key == "controls" && f.model.entry.typ == reflect.TypeFor[Control]()
		if asked != (f.need || controls) {
			t.Errorf("%s: asked %v, needed %v", pointer, asked, f.need)
		}
	})
	if count < 400 {
		t.Errorf("only %d values", count)
	}
}

// without calls try with each value of a group taken out, and puts it back.
func without(m *model, v reflect.Value, pointer string, try func(field, string)) {
	for i, f := range m.fields {
		value, at := v.Field(i), pointer+"/"+f.key
		kept := reflect.New(value.Type()).Elem()
		kept.Set(value)
		value.SetZero()
		try(f, at)
		value.Set(kept)
		switch {
		case f.model.kind == kindGroup:
			without(f.model, value, at, try)
		case f.model.kind == kindList && f.model.entry.kind == kindGroup:
			without(f.model.entry, value.Index(1), at+"/1", try)
		}
	}
}
