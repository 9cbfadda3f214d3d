package frame

import (
	"yoshiki/forms/compare"
	"yoshiki/package/rerender"
)

// kindOrder are the kinds of difference in the order of how much they ask of a reader.
var kindOrder = []compare.Kind{compare.Clause, compare.Rule, compare.Package, compare.Paper, compare.Form, compare.Field, compare.Choice, compare.Office, compare.Edition}

// Difference is what stood in the one text of the rules and stands in the other, in words.
type Difference struct {
	How, Name, ID, Title, Part string
	Was, Is                    string
}

// Differences are those of one kind.
type Differences struct {
	Kind  compare.Kind
	Title string
	All   []Difference
}

// Differences puts what differs between two texts into words, by kind.
func (c *Call) Differences(changes []compare.Change) (groups []Differences) {
	byKind := map[compare.Kind][]Difference{}
	for _, x := range changes {
		byKind[x.Of] = append(byKind[x.Of], c.Difference(&x))
	}
	for _, kind := range kindOrder {
		if all := byKind[kind]; len(all) > 0 {
			groups = append(groups, Differences{kind, c.Word("of", string(kind)), all})
		}
	}
	return groups
}

// Difference puts a difference into words.
func (c *Call) Difference(x *compare.Change) Difference {
	name := x.Name
	if x.Of == compare.Edition { // of a programme
		name = c.Text("program-" + name)
	}
	return Difference{How: c.Word("how", string(x.How)), Name: name, ID: x.ID, Title: c.In(x.Title), Part: rerender.PartName(c.Words, x), Was: x.Was, Is: x.Is}
}

// Word is a word of a section of the locales; what has none stays as it is.
func (c *Call) Word(section, key string) string {
	if words := c.Words.Text(section+"."+key, nil); words != section+"."+key {
		return words
	}
	return key
}
