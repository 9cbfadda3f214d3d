package compare

import (
	"slices"
	"strings"

	"yoshiki/forms/casefile"
)

// thing is something that a text of the rules has.
type thing struct {
	id    string // of a rule: as it is printed
	title casefile.Words
	parts []part
}

// part is one part of a thing: what it is called, and its text. Where it stands among its like
// only tells it from the others: one before it that comes or goes changes nothing of it.
type part struct{ name, text, at string }

// called is the part by its name and its place.
func (p part) called() string { return strings.TrimSuffix(p.name+" "+p.at, " ") }

func (p part) is(other part) bool { return p.name == other.name && p.text == other.text }

// add adds a part that is there.
func (t *thing) add(name, text string) {
	if text != "" {
		t.parts = append(t.parts, part{name: name, text: text})
	}
}

// words adds a text in both languages.
func (t *thing) words(name string, w casefile.Words) {
	t.add(name+".ja", w.Ja)
	t.add(name+".en", w.En)
}

// difference is a part that changed, came or went.
type difference struct{ part, was, is string }

// differ compares two lists of parts in their order: what is not in both at the same place
// came or went, and what went and came again under its name changed.
func differ(was, is []part) []difference {
	length := common(was, is)
	var all []difference
	var gone []vacancy
	for i, j := 0, 0; i < len(was) || j < len(is); {
		switch {
		case i < len(was) && j < len(is) && was[i].is(is[j]):
			i, j, gone = i+1, j+1, nil
		case j == len(is) || i < len(was) && length[i+1][j] >= length[i][j+1]:
			gone = append(gone, vacancy{was[i], len(all)})
			all = append(all, difference{part: was[i].called(), was: was[i].text})
			i++
		default:
			all, gone = came(all, gone, is[j])
			j++
		}
	}
	return all
}

// vacancy is a part that went since the lists last agreed, and where that is told.
type vacancy struct {
	part
	told int
}

// came adds a part that is new, or the new text of one that went just now: of that at its
// place, or else of the first of its name.
func came(all []difference, gone []vacancy, p part) ([]difference, []vacancy) {
	at := slices.IndexFunc(gone, func(v vacancy) bool { return v.called() == p.called() })
	if at < 0 {
		at = slices.IndexFunc(gone, func(v vacancy) bool { return v.name == p.name })
	}
	if at < 0 {
		return append(all, difference{part: p.called(), is: p.text}), gone
	}
	told := &all[gone[at].told]
	told.part, told.is = p.called(), p.text
	return all, slices.Delete(gone, at, at+1)
}

// common gives for each pair of places how many parts the rests of both lists have in common.
func common(was, is []part) [][]int {
	length := make([][]int, len(was)+1)
	for i := range length {
		length[i] = make([]int, len(is)+1)
	}
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(is) - 1; j >= 0; j-- {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); was[i].is(is[j]) {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	return length
}
