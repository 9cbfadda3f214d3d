package decode

import (
	"reflect"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/forms/casefile/node"
)

// Lexicon is what people call the keys and the values of a case, in any language. It helps
// to understand what they write.
type Lexicon struct {
	Words  map[reflect.Type][]natural.Word            // of the values of a choice
	Labels map[reflect.Type]map[string]casefile.Words // of the keys of a group
}

// Reader reads case files.
type Reader struct {
	// Lexicon gives the words of a programme and the revision that a case names, or nil.
	// The case may name nothing, or what there is not. Without it only names are understood.
	Lexicon func(program casefile.Program, revision casefile.Date) *Lexicon
}

// lexicon gives the words for a case that is being read.
func (r *Reader) lexicon(root *node.Node) *Lexicon {
	if r.Lexicon != nil {
		if l := r.Lexicon(casefile.Program(root.TextOf("program")), casefile.Date(root.TextOf("revision"))); l != nil {
			return l
		}
	}
	return &Lexicon{}
}

// words are those of the values of a choice; where none are known, the names alone.
func (l *Lexicon) words(t reflect.Type) []natural.Word {
	if words := l.Words[t]; words != nil {
		return words
	}
	var all []natural.Word
	for _, value := range casefile.Values(t) {
		all = append(all, natural.Word{Value: value})
	}
	return all
}
