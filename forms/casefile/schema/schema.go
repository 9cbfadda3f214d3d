package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// Schema gives the JSON Schema (draft 2020-12) of a case file of a programme, for editors that
// complete and check as one types, with its words in a language, "ja" or "en". A case that it
// accepts decodes and lacks nothing that [vocabulary.Vocabulary.Presence] asks for; it does
// not know check digits, impossible days, the reasons for controls and the company's file.
// Every group is a definition of its own; the title of a key is its label, the description
// what it means.
func Schema(v *vocabulary.Vocabulary, language string) ([]byte, error) {
	s := schema{words: v, language: language, defined: map[any]string{}, names: map[string]int{}}
	root := s.group(v.Root())
	root = append(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", titles.In(language)},
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

var titles = casefile.Words{Ja: "ISMAP／ISMAP-LIU 案件ファイル", En: "Case file of ISMAP or ISMAP-LIU"}

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

// schema collects the definitions, each once, in the order of their first use.
type schema struct {
	words       *vocabulary.Vocabulary
	language    string
	defined     map[any]string // names by group, or by type of a text
	names       map[string]int // how many definitions have a name
	definitions object
}

// reference gives a reference to the definition of what thing is, and defines it if need be.
// A group that differs at a place from its type has a definition of its own.
func (s *schema) reference(thing any, t reflect.Type, define func() object) object {
	name, known := s.defined[thing]
	if !known {
		name = t.Name()
		if s.names[name]++; s.names[name] > 1 {
			name += strconv.Itoa(s.names[name])
		}
		s.defined[thing] = name
		at := len(s.definitions)
		s.definitions = append(s.definitions, property{name: name})
		s.definitions[at].value = define()
	}
	return object{{"$ref", "#/$defs/" + name}}
}

// group is the schema of a struct.
func (s *schema) group(g *vocabulary.Group) object {
	var properties object
	required, aside := []string{}, []string{}
	for _, f := range g.Fields {
		if f.Aside {
			aside = append(aside, f.Key)
		}
		value := object{{"title", f.Label.In(s.language)}, {"description", f.Help.In(s.language)}}
		properties = append(properties, property{f.Key, append(value, s.value(f)...)})
		if f.Need && !(g == s.words.Root() && slices.Contains(shared, f.Key)) {
			required = append(required, f.Key)
		}
	}
	all := object{{"description", g.Help.In(s.language)}, {"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	if len(aside) > 0 {
		all = append(all, property{"anyOf", []object{{{"required", required}}, {{"propertyNames", object{{"enum", aside}}}}}})
	} else {
		all = append(all, property{"required", required})
	}
	if g == s.words.Root() {
		all = append(all, property{"anyOf", []object{{{"required", shared}}, {{"required", []string{"company"}}}}})
	}
	return all
}

// shared are the keys that the company's file may hold instead.
var shared = []string{"applicant", "contact"}

// value is the schema of a key's value. One that is not needed may be empty.
func (s *schema) value(f *vocabulary.Field) object {
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
func (s *schema) present(f *vocabulary.Field) object {
	m := f.Model
	if m.Kind == casefile.KindList {
		m = m.Entry
	}
	var entry object
	if f.Group != nil {
		entry = s.reference(f.Group, m.Type, func() object { return s.group(f.Group) })
	} else {
		entry = s.reference(m.Type, m.Type, func() object { return s.leaf(m.Type) })
	}
	if f.Model.Kind != casefile.KindList {
		return entry
	}
	list := object{{"type", "array"}, {"items", entry}, {"maxItems", casefile.MaxEntries}}
	if f.Need {
		list = append(list, property{"minItems", 1})
	}
	return list
}

// leaf is the schema of a text, of a figure or of a choice.
func (s *schema) leaf(t reflect.Type) object {
	return append(object{{"description", s.words.TypeHelp(t).In(s.language)}}, s.leafForm(t)...)
}

// Any character that [casefile.Refused] knows within the basic multilingual plane, for a pattern.
const refusedPattern = `\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F` +
	`\uE000-\uF8FF\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFF`

// leafForm says what a leaf may be. What is a number in JSON or YAML is taken as the text
// that is written, so numbers are allowed where their text is.
func (s *schema) leafForm(t reflect.Type) object {
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
	for _, c := range s.words.Choices(t) {
		value := []any{c.Value}
		if casefile.NumberForm.MatchString(c.Value) {
			value = append(value, json.Number(c.Value))
		}
		values = append(values, object{{"enum", value}, {"title", c.Words.In(s.language)}})
	}
	if values == nil { // nothing is known of the choice
		return object{{"type", "string"}}
	}
	return object{{"oneOf", values}}
}
