package vocabulary

import (
	"reflect"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// Vocabulary is what a programme says of a case. It never changes and is safe for
// concurrent use.
type Vocabulary struct {
	root    *Group
	types   map[reflect.Type]casefile.Words // help
	choices map[reflect.Type][]Choice
	worded  map[reflect.Type]int // last file that says something of a choice
	lexicon func() *decode.Lexicon
}

// Group is a group of the case as the programme has it.
type Group struct {
	Model  *casefile.Model
	Help   casefile.Words
	Fields []*Field // those that the programme has, in the order of the case

	byKey map[string]*Field
}

// Field is one key of a group.
type Field struct {
	Key    string
	Index  int             // in Model.Fields of its group
	Model  *casefile.Model // of the value
	Label  casefile.Words  // what it is called
	Help   casefile.Words  // what it means, what to write
	Clause string          // that asks for it; several with commas between; "" for none
	Need   bool            // a group that is there needs it
	Aside  bool            // with nothing but such fields a group needs nothing else yet
	Group  *Group          // of the value, or of the entries of the list; nil when they are texts
}

// Choice is one value that may be chosen.
type Choice struct {
	Value  string         // as in the case
	Words  casefile.Words // as printed
	Clause string         // "" for none
}

// Root is the case itself.
func (v *Vocabulary) Root() *Group { return v.root }

// TypeHelp says what values of a type are.
func (v *Vocabulary) TypeHelp(t reflect.Type) casefile.Words { return v.types[t] }

// Choices are the values that may be chosen for a type, in the order in which forms print
// them; none when the programme has no such choice.
func (v *Vocabulary) Choices(t reflect.Type) []Choice { return v.choices[t] }

// Worded is the last of the files, by its place among those laid over each other, that says
// something of the choices of a type.
func (v *Vocabulary) Worded(t reflect.Type) (file int, said bool) {
	file, said = v.worded[t]
	return file, said
}

// Word is what a choice is called. A value that is not offered is called by its name.
func (v *Vocabulary) Word(choice any) casefile.Words {
	value := reflect.ValueOf(choice)
	for _, c := range v.choices[value.Type()] {
		if c.Value == value.String() {
			return c.Words
		}
	}
	return casefile.Words{Ja: value.String(), En: value.String()}
}

// Field gives what is said of the value at a JSON Pointer, which may have "*" for an index;
// of an entry of a list, what is said of the list. It is nil when the programme has none.
func (v *Vocabulary) Field(pointer string) *Field {
	tokens := casefile.PointerTokens(pointer)
	field, known := v.follow(tokens)
	if known < len(tokens) {
		return nil
	}
	return field
}

// follow goes down as far as the programme has fields, and tells how many tokens that took.
func (v *Vocabulary) follow(tokens []string) (field *Field, known int) {
	group := v.root
	for _, token := range tokens {
		if field != nil && field.Model.Kind == casefile.KindList && isIndex(token) {
			known++
			continue
		}
		if group == nil || group.byKey[token] == nil {
			break
		}
		field = group.byKey[token]
		group = field.Group
		known++
	}
	return field, known
}

func isIndex(token string) bool {
	_, err := strconv.Atoi(token)
	return err == nil || token == "*" || token == "-"
}

// Uses reports whether the value at a JSON Pointer belongs to the programme.
func (v *Vocabulary) Uses(pointer string) bool { return v.Field(pointer) != nil }

// Label is what the value at a JSON Pointer is called: of what the programme does not have,
// what the value around it is called.
func (v *Vocabulary) Label(pointer string) casefile.Words {
	if f, _ := v.follow(casefile.PointerTokens(pointer)); f != nil {
		return f.Label
	}
	return casefile.Words{}
}
