package vocabulary

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/layers"
)

// source is case.yaml, all layers of it laid over each other.
type source struct {
	Types   map[string]*typeDef              `yaml:"types"`   // by the name of the type in Go
	Choices map[string]map[string]*choiceDef `yaml:"choices"` // by that name, then by value
	At      map[string]*fieldDef             `yaml:"at"`      // by path: what differs there from the type

	doc    *layers.Document
	lines  map[string]int // of "types.Applicant", "choices.Answer.yes"
	files  map[string]int // last file with a part in it
	faults layers.Faults
}

// typeDef is what is said of a type.
type typeDef struct {
	Help   casefile.Words       `yaml:"help"`
	Fields map[string]*fieldDef `yaml:"fields"`
}

// fieldDef is what is said of a key.
type fieldDef struct {
	Ja     string         `yaml:"ja"`
	En     string         `yaml:"en"`
	Help   casefile.Words `yaml:"help"`
	Need   *bool          `yaml:"need"`
	Aside  bool           `yaml:"aside"`
	Clause string         `yaml:"clause"`
}

// choiceDef is what is said of a value that may be chosen.
type choiceDef struct {
	Ja     string `yaml:"ja"`
	En     string `yaml:"en"`
	Clause string `yaml:"clause"`
}

// Load lays files over each other, the later over the earlier. A file that does not exist is
// left out. The error is [layers.Faults]: an unknown type, field, value or path, a
// word that is missing, a type that nothing uses.
func Load(files ...layers.File) (*Vocabulary, error) {
	doc, err := layers.Read(files...)
	if err != nil {
		return nil, err
	}
	s := &source{doc: doc, lines: map[string]int{}, files: map[string]int{}}
	if err := layers.Decode(doc.Root, s); err != nil {
		return nil, doc.Explain(err)
	}
	s.note(doc.Root, "", 3)
	v := s.build()
	return v, doc.Explain(s.faults.Err())
}

// note keeps the line of each name, down to a depth.
func (s *source) note(n *yaml.Node, path string, depth int) {
	for key, value := range layers.Each(n) {
		at := strings.TrimPrefix(path+"."+key.Value, ".")
		if s.lines[at] = key.Line; depth > 0 && value.Kind == yaml.MappingNode {
			s.note(value, at, depth-1)
		}
		s.files[path] = max(s.files[path], s.files[at], s.doc.File(key.Line))
	}
}

// fault notes what is wrong with what stands at a path of the file.
func (s *source) fault(at, key string, args ...string) {
	line, known := s.lines[at]
	for !known && at != "" { // of what holds it, when nothing is said of it
		at = at[:max(strings.LastIndexByte(at, '.'), 0)]
		line, known = s.lines[at]
	}
	s.faults = append(s.faults, layers.NewFault(line, key, args...))
}

// known are the types that a case is made of, by name.
func known() map[string]*casefile.Model {
	all := map[string]*casefile.Model{}
	collect(casefile.Root(), all)
	beside := reflect.TypeFor[casefile.PaperAnswer]()
	all[beside.Name()] = &casefile.Model{Type: beside, Kind: casefile.KindText}
	return all
}

func collect(m *casefile.Model, all map[string]*casefile.Model) {
	if m.Kind == casefile.KindList {
		m = m.Entry
	}
	if all[m.Type.Name()] != nil {
		return
	}
	all[m.Type.Name()] = m
	for _, f := range m.Fields {
		collect(f.Model, all)
	}
}

// refuseUnknown finds what the files name and no case has.
func (s *source) refuseUnknown(types map[string]*casefile.Model) {
	for name, def := range s.Types {
		m := types[name]
		if m == nil {
			s.fault("types."+name, "type", "name", name, "near", nearest(name, slices.Collect(maps.Keys(types))))
			continue
		}
		for key := range def.Fields {
			if _, has := m.ByKey[key]; !has {
				s.fault("types."+name+".fields."+key, "field", "type", name, "name", key, "near", nearest(key, keysOf(m)))
			}
		}
	}
	for name, values := range s.Choices {
		m := types[name]
		if m == nil || casefile.Values(m.Type) == nil {
			s.fault("choices."+name, "choice-type", "name", name)
			continue
		}
		for value := range values {
			if all := casefile.Values(m.Type); !slices.Contains(all, value) {
				s.fault("choices."+name+"."+value, "choice", "type", name, "name", value, "near", nearest(value, all))
			}
		}
	}
}

func keysOf(m *casefile.Model) []string {
	var keys []string
	for _, f := range m.Fields {
		keys = append(keys, f.Key)
	}
	return keys
}

// nearest gives those of names that begin like one, or all.
func nearest(name string, names []string) string {
	like := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.HasPrefix(n, name[:min(len(name), 2)]) })
	if len(like) == 0 {
		like = names
	}
	slices.Sort(like)
	return strings.Join(like, ", ")
}
