package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"

	"yoshiki/forms/casefile"
)

// Schema gives the JSON Schema (draft 2020-12) of a case file, for editors that complete
// and check as one types. A case that it accepts decodes and lacks nothing that
// [vocabulary.Presence] asks for; it does not know check digits, impossible days and the reasons
// for controls. Every group is a definition of its own; the title of a key is its
// Japanese label, the description what the key means.
//
// The error says that a type of the case has no comment, which the tests rule out.
func Schema() ([]byte, error) {
	found, err := Comments()
	if err != nil {
		return nil, err
	}
	s := schema{comments: found, defined: map[reflect.Type]bool{}}
	root := s.group(casefile.Root())
	root = append(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "ISMAP／ISMAP-LIU 案件ファイル"},
	}, append(root, property{"$defs", s.definitions})...)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(root); err != nil {
		return nil, fmt.Errorf("schema of the case: %w", err)
	}
	return out.Bytes(), nil
}

// object is a JSON object that keeps its order.
type object []property

type property struct {
	name  string
	value any
}

// MarshalJSON writes the properties in order.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, p := range o {
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		name, err := json.Marshal(p.name)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}

// schema collects the definitions, each type once, in the order of their first use.
type schema struct {
	comments    map[string]string
	defined     map[reflect.Type]bool
	definitions object
}

// reference gives a reference to the definition of m, and defines it if need be.
func (s *schema) reference(m *casefile.Model) object {
	name := m.Type.Name()
	if !s.defined[m.Type] {
		s.defined[m.Type] = true
		definition := s.group
		if m.Kind == casefile.KindText {
			definition = s.leaf
		}
		s.definitions = append(s.definitions, property{name, definition(m)})
	}
	return object{{"$ref", "#/$defs/" + name}}
}

// group is the schema of a struct.
func (s *schema) group(m *casefile.Model) object {
	var properties object
	required := []string{}
	for _, f := range m.Fields {
		value := object{{"title", f.Label}, {"description", s.comments[m.Type.Name()+"."+f.Name]}}
		properties = append(properties, property{f.Key, append(value, s.value(f)...)})
		if f.Need {
			required = append(required, f.Key)
		}
	}
	return object{
		{"description", s.comments[m.Type.Name()]}, {"type", "object"},
		{"properties", properties}, {"required", required}, {"additionalProperties", false},
	}
}

// value is the schema of a key's value. One that is not needed may be empty.
func (s *schema) value(f casefile.Field) object {
	value := s.present(f)
	if f.Need {
		return value
	}
	empty := []any{nil}
	if f.Model.Kind == casefile.KindText {
		empty = append(empty, "")
	}
	return object{{"anyOf", []object{value, {{"enum", empty}}}}}
}

// present is the schema of a value that is there.
func (s *schema) present(f casefile.Field) object {
	if f.Model.Kind != casefile.KindList {
		return s.reference(f.Model)
	}
	list := object{{"type", "array"}, {"items", s.reference(f.Model.Entry)}, {"maxItems", casefile.MaxEntries}}
	if f.Need {
		list = append(list, property{"minItems", 1})
	}
	return list
}

// leaf is the schema of a text, of a figure or of a choice.
func (s *schema) leaf(m *casefile.Model) object {
	return append(object{{"description", s.comments[m.Type.Name()]}}, leafForm(m.Type)...)
}

// Any character that [casefile.Refused] knows within the basic multilingual plane, for a pattern.
const refusedPattern = `\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F` +
	`\uE000-\uF8FF\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFF`

// leafForm says what a leaf may be. What is a number in JSON or YAML is taken as the text
// that is written, so numbers are allowed where their text is.
func leafForm(t reflect.Type) object {
	pattern := func(form *regexp.Regexp) property { return property{"pattern", form.String()} }
	switch t {
	case reflect.TypeFor[casefile.Text]():
		return object{{"type", []string{"string", "number"}}, {"maxLength", casefile.MaxText},
			{"pattern", `^(?=[\s\S]*\S)[^` + refusedPattern + `]*$`}}
	case reflect.TypeFor[casefile.Date]():
		return object{{"type", "string"}, {"format", "date"}, pattern(casefile.DateForm)}
	case reflect.TypeFor[casefile.Time]():
		return object{{"type", "string"}, {"format", "date-time"}, pattern(casefile.TimeForm)}
	case reflect.TypeFor[casefile.Number]():
		return object{{"type", []string{"string", "number"}}, pattern(casefile.NumberForm), {"maxLength", 16}, {"minimum", 0}}
	case reflect.TypeFor[casefile.CorporateNumber]():
		return object{{"type", []string{"string", "integer"}}, {"pattern", "^[1-9][0-9]{12}$"},
			{"minimum", 1_000_000_000_000}, {"maximum", 9_999_999_999_999}}
	case reflect.TypeFor[casefile.CaseID]():
		return object{{"type", []string{"string", "integer"}}, pattern(casefile.IDForm), {"minimum", 0}}
	}
	var values []object
	for _, c := range casefile.Choices[t] {
		value := []any{c.Value}
		if casefile.NumberForm.MatchString(c.Value) {
			value = append(value, json.Number(c.Value))
		}
		values = append(values, object{{"enum", value}, {"title", c.Japanese}, {"description", c.English}})
	}
	return object{{"oneOf", values}}
}
