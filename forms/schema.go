package forms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
)

// Schema gives the JSON Schema (draft 2020-12) of a case file, for editors that complete
// and check as one types. A case that it accepts decodes and lacks nothing that
// [Presence] asks for; it does not know check digits, impossible days and the reasons
// for controls. Every group is a definition of its own; the title of a key is its
// Japanese label, the description what the key means.
//
// The error says that a type of the case has no comment, which the tests rule out.
func Schema() ([]byte, error) {
	found, err := comments()
	if err != nil {
		return nil, err
	}
	s := schema{comments: found, defined: map[reflect.Type]bool{}}
	root := s.group(caseModel())
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
func (s *schema) reference(m *model) object {
	name := m.typ.Name()
	if !s.defined[m.typ] {
		s.defined[m.typ] = true
		definition := s.group
		if m.kind == kindText {
			definition = s.leaf
		}
		s.definitions = append(s.definitions, property{name, definition(m)})
	}
	return object{{"$ref", "#/$defs/" + name}}
}

// group is the schema of a struct.
func (s *schema) group(m *model) object {
	var properties object
	required := []string{}
	for _, f := range m.fields {
		value := object{{"title", f.label}, {"description", s.comments[m.typ.Name()+"."+f.name]}}
		properties = append(properties, property{f.key, append(value, s.value(f)...)})
		if f.need {
			required = append(required, f.key)
		}
	}
	return object{
		{"description", s.comments[m.typ.Name()]}, {"type", "object"},
		{"properties", properties}, {"required", required}, {"additionalProperties", false},
	}
}

// value is the schema of a key's value. One that is not needed may be empty.
func (s *schema) value(f field) object {
	value := s.present(f)
	if f.need {
		return value
	}
	empty := []any{nil}
	if f.model.kind == kindText {
		empty = append(empty, "")
	}
	return object{{"anyOf", []object{value, {{"enum", empty}}}}}
}

// present is the schema of a value that is there.
func (s *schema) present(f field) object {
	if f.model.kind != kindList {
		return s.reference(f.model)
	}
	list := object{{"type", "array"}, {"items", s.reference(f.model.entry)}, {"maxItems", maxEntries}}
	if f.need {
		list = append(list, property{"minItems", 1})
	}
	return list
}

// leaf is the schema of a text, of a figure or of a choice.
func (s *schema) leaf(m *model) object {
	return append(object{{"description", s.comments[m.typ.Name()]}}, leafForm(m.typ)...)
}

// Any character that [refused] knows within the basic multilingual plane, for a pattern.
const refusedPattern = `\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F` +
	`\uE000-\uF8FF\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFF`

// leafForm says what a leaf may be. What is a number in JSON or YAML is taken as the text
// that is written, so numbers are allowed where their text is.
func leafForm(t reflect.Type) object {
	pattern := func(form *regexp.Regexp) property { return property{"pattern", form.String()} }
	switch t {
	case reflect.TypeFor[Text]():
		return object{{"type", []string{"string", "number"}}, {"maxLength", maxText},
			{"pattern", `^(?=[\s\S]*\S)[^` + refusedPattern + `]*$`}}
	case reflect.TypeFor[Date]():
		return object{{"type", "string"}, {"format", "date"}, pattern(dateForm)}
	case reflect.TypeFor[Time]():
		return object{{"type", "string"}, {"format", "date-time"}, pattern(timeForm)}
	case reflect.TypeFor[Number]():
		return object{{"type", []string{"string", "number"}}, pattern(numberForm), {"maxLength", 16}, {"minimum", 0}}
	case reflect.TypeFor[CorporateNumber]():
		return object{{"type", []string{"string", "integer"}}, {"pattern", "^[1-9][0-9]{12}$"},
			{"minimum", 1_000_000_000_000}, {"maximum", 9_999_999_999_999}}
	case reflect.TypeFor[CaseID]():
		return object{{"type", []string{"string", "integer"}}, pattern(idForm), {"minimum", 0}}
	}
	var values []object
	for _, c := range choices[t] {
		value := []any{c.Value}
		if numberForm.MatchString(c.Value) {
			value = append(value, json.Number(c.Value))
		}
		values = append(values, object{{"enum", value}, {"title", c.Japanese}, {"description", c.English}})
	}
	return object{{"oneOf", values}}
}
