package casefile_test

import (
	"reflect"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"

	"github.com/google/go-cmp/cmp"
)

// fullCase gives a case in which every value that ISMAP-LIU has is there and every list has
// two entries.
func fullCase() *casefile.Case {
	c := &casefile.Case{}
	fill(liuWords().Root(), reflect.ValueOf(c).Elem())
	return c
}

func fill(g *vocabulary.Group, v reflect.Value) {
	for _, f := range g.Fields {
		value := v.Field(f.Index)
		switch {
		case f.Key == "controls_file" || f.Key == "company":
		case f.Model.Kind == casefile.KindList:
			value.Set(reflect.MakeSlice(value.Type(), 2, 2))
			fillOne(f, value.Index(0))
			fillOne(f, value.Index(1))
		default:
			fillOne(f, value)
		}
	}
}

func fillOne(f *vocabulary.Field, v reflect.Value) {
	if f.Group != nil {
		fill(f.Group, v)
	} else {
		v.SetString(example(v.Type()))
	}
}

func example(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[casefile.Text]():
		return "髙橋﨑子、神\n\n ①㈱ 葛\U000E0100 {a: b}"
	case reflect.TypeFor[casefile.Date]():
		return casefile.DateExample
	case reflect.TypeFor[casefile.Time]():
		return casefile.TimeExample
	case reflect.TypeFor[casefile.Number]():
		return casefile.NumberExample
	case reflect.TypeFor[casefile.CorporateNumber]():
		return casefile.CorporateExample
	case reflect.TypeFor[casefile.CaseID]():
		return casefile.IDExample
	}
	return liuWords().Choices(t)[0].Value
}

func TestFullCaseLacksNothing(t *testing.T) {
	want := fullCase()
	encoded, err := casefile.Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	file, findings := read("case.yaml", encoded, nil)
	if casefile.Failed(findings) {
		t.Fatal(findings)
	}
	if diff := cmp.Diff(want, file.Case); diff != "" {
		t.Error(diff)
	}
	if findings = append(findings, liuWords().Presence(file)...); len(findings) > 0 {
		t.Error(findings)
	}
}

// TestEachNeedIsAsked takes every value out of the full case, one at a time: a finding
// must name it exactly when it is needed.
func TestEachNeedIsAsked(t *testing.T) {
	c := fullCase()
	encoded, err := casefile.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := read("case.yaml", encoded, nil)
	count := 0
	without(liuWords().Root(), reflect.ValueOf(file.Case).Elem(), "", func(f *vocabulary.Field, pointer string) {
		count++
		asked := false
		for _, finding := range liuWords().Presence(file) {
			asked = asked || finding.Pointer == pointer && finding.ID == "case:missing" && finding.Line > 0
		}
		controls := f.Key == "controls" && f.Model.Entry.Type == reflect.TypeFor[casefile.Control]()
		if asked != (f.Need || controls) {
			t.Errorf("%s: asked %v, needed %v", pointer, asked, f.Need)
		}
	})
	if count < 400 {
		t.Errorf("only %d values", count)
	}
}

// without calls try with each value of a group taken out, and puts it back.
func without(g *vocabulary.Group, v reflect.Value, pointer string, try func(*vocabulary.Field, string)) {
	for _, f := range g.Fields {
		value, at := v.Field(f.Index), pointer+"/"+f.Key
		kept := reflect.New(value.Type()).Elem()
		kept.Set(value)
		value.SetZero()
		try(f, at)
		value.Set(kept)
		switch {
		case f.Model.Kind == casefile.KindGroup:
			without(f.Group, value, at, try)
		case f.Group != nil:
			without(f.Group, value.Index(1), at+"/1", try)
		}
	}
}
