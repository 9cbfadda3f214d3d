package vocabulary

import (
	"reflect"
	"regexp"
	"strings"

	"yoshiki/forms/casefile"
)

// choicesOf gives the values that the programme offers for a type, in the order of the case.
// One whose words cite a clause is offered once a file gives the clause.
func (b *builder) choicesOf(t reflect.Type) []Choice {
	var all []Choice
	for _, value := range casefile.Values(t) {
		def := b.Choices[t.Name()][value]
		if def == nil || def.Clause == "" && strings.Contains(def.Ja+def.En, "{") {
			continue
		}
		at := "choices." + t.Name() + "." + value
		c := Choice{Value: value, Words: casefile.Words{Ja: def.Ja, En: def.En}, Clause: def.Clause}
		b.complete(at, "word", c.Words)
		c.Words = casefile.Words{Ja: c.fill(c.Words.Ja), En: c.fill(c.Words.En)}
		all = append(all, c)
	}
	return all
}

// lastItem is the item that a clause ends in: "(3)" of "11.5(3)".
var lastItem = regexp.MustCompile(`\([0-9a-z]+\)$`)

// fill puts the clause into the words of a choice: {clause} is all of it, {item} its last item.
func (c *Choice) fill(words string) string {
	return strings.NewReplacer("{clause}", c.Clause, "{item}", lastItem.FindString(c.Clause)).Replace(words)
}
