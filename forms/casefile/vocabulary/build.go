package vocabulary

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"yoshiki/forms/casefile"
)

// builder makes a vocabulary of its source.
type builder struct {
	*source
	v      *Vocabulary
	groups map[reflect.Type]*Group // where no place differs from the type
	used   map[string]bool         // types that the programme uses
	placed map[string]bool         // paths of "at" that were found
}

// build makes the vocabulary, and notes all faults.
func (s *source) build() *Vocabulary {
	types := known()
	s.refuseUnknown(types)
	b := &builder{source: s, groups: map[reflect.Type]*Group{}, used: map[string]bool{}, placed: map[string]bool{},
		v: &Vocabulary{types: map[reflect.Type]casefile.Words{}, choices: map[reflect.Type][]Choice{}, worded: map[reflect.Type]int{}}}
	b.v.lexicon = sync.OnceValue(b.v.makeLexicon)
	b.v.root = b.group(casefile.Root(), "")
	b.use(types["PaperAnswer"])
	b.refusePlaces()
	return b.v
}

// group is a group at a path. Its key is "" for the case itself.
func (b *builder) group(m *casefile.Model, path string) *Group {
	shared := !b.differs(path)
	if g := b.groups[m.Type]; g != nil && shared {
		return g
	}
	g := &Group{Model: m, byKey: map[string]*Field{}}
	if shared {
		b.groups[m.Type] = g
	}
	def := b.use(m)
	g.Help = b.v.types[m.Type]
	for i, f := range m.Fields {
		if said := def.Fields[f.Key]; said != nil {
			field := b.field(m, f, i, said, strings.TrimPrefix(path+"."+f.Key, "."))
			g.Fields, g.byKey[f.Key] = append(g.Fields, field), field
		}
	}
	if len(g.Fields) == 0 && len(b.Types) > 0 {
		b.fault("types."+m.Type.Name(), "type-empty", "name", m.Type.Name(), "path", path)
	}
	return g
}

// differs reports whether "at" says something of a place inside a group.
func (b *builder) differs(path string) bool {
	for at := range b.At {
		if path == "" || strings.HasPrefix(at, path+".") {
			return true
		}
	}
	return false
}

// field is a key of a group at a path.
func (b *builder) field(m *casefile.Model, f casefile.Field, index int, said *fieldDef, path string) *Field {
	here, at := *said, "types."+m.Type.Name()+".fields."+f.Key
	if differs := b.At[path]; differs != nil {
		here, b.placed[path] = here.laid(differs), true
	}
	field := &Field{Key: f.Key, Index: index, Model: f.Model, Label: casefile.Words{Ja: here.Ja, En: here.En}, Help: here.Help,
		Clause: here.Clause, Need: here.Need != nil && *here.Need, Aside: here.Aside}
	b.complete(at, "label", field.Label)
	b.complete(at, "help", field.Help)
	inner := f.Model
	if inner.Kind == casefile.KindList {
		inner = inner.Entry
	}
	if inner.Kind == casefile.KindGroup {
		field.Group = b.group(inner, path)
	} else {
		b.use(inner)
	}
	return field
}

// laid is a field with what differs at a place.
func (f fieldDef) laid(over *fieldDef) fieldDef {
	f.Ja, f.En, f.Clause = cmp.Or(over.Ja, f.Ja), cmp.Or(over.En, f.En), cmp.Or(over.Clause, f.Clause)
	f.Help.Ja, f.Help.En = cmp.Or(over.Help.Ja, f.Help.Ja), cmp.Or(over.Help.En, f.Help.En)
	if over.Need != nil {
		f.Need = over.Need
	}
	return f
}

// use notes a type that the programme uses, and takes over what is said of it.
func (b *builder) use(m *casefile.Model) *typeDef {
	name := m.Type.Name()
	def := b.Types[name]
	if b.used[name] || def == nil && len(b.Types) == 0 {
		return cmp.Or(def, new(typeDef))
	}
	b.used[name] = true
	if def == nil {
		b.fault("types", "type-missing", "name", name)
		def = new(typeDef)
	} else {
		b.complete("types."+name, "help", def.Help)
	}
	b.v.types[m.Type] = def.Help
	if casefile.Values(m.Type) != nil {
		b.v.choices[m.Type], b.v.worded[m.Type] = b.choicesOf(m.Type), b.files["choices."+name]
	}
	return def
}

// complete asks for words in both languages.
func (b *builder) complete(at, what string, words casefile.Words) {
	for _, language := range []string{"ja", "en"} {
		if strings.TrimSpace(words.In(language)) == "" {
			b.fault(at, "words", "name", at[strings.LastIndexByte(at, '.')+1:], "what", what, "language", language)
		}
	}
}

// refusePlaces finds what is said of places that no case of the programme has.
func (b *builder) refusePlaces() {
	for _, path := range slices.Sorted(maps.Keys(b.At)) {
		if !b.placed[path] {
			b.fault("at."+path, "path", "path", path)
		}
	}
}
