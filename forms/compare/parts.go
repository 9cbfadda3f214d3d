package compare

import "yoshiki/forms/casefile"

// thing is something that a text of the rules has.
type thing struct {
	id    string // of a rule: as it is printed
	title casefile.Words
	parts []part
}

// part is one part of a thing: what it is called, and its text.
type part struct{ name, text string }

// add adds a part that is there.
func (t *thing) add(name, text string) {
	if text != "" {
		t.parts = append(t.parts, part{name, text})
	}
}

// words adds a text in both languages.
func (t *thing) words(name string, w casefile.Words) {
	t.add(name+".ja", w.Ja)
	t.add(name+".en", w.En)
}

// difference is a part that changed, came or went.
type difference struct{ name, was, is string }

// differ compares two lists of parts in their order: what is not in both at the same place
// came or went, and what went and came again under its name changed.
func differ(was, is []part) []difference {
	length := common(was, is)
	var all []difference
	var gone []int // of all: what went since the lists last agreed
	for i, j := 0, 0; i < len(was) || j < len(is); {
		switch {
		case i < len(was) && j < len(is) && was[i] == is[j]:
			i, j, gone = i+1, j+1, nil
		case j == len(is) || i < len(was) && length[i+1][j] >= length[i][j+1]:
			gone = append(gone, len(all))
			all = append(all, difference{name: was[i].name, was: was[i].text})
			i++
		default:
			all, gone = came(all, gone, is[j])
			j++
		}
	}
	return all
}

// came adds a part that is new, or the new text of one that went just now.
func came(all []difference, gone []int, p part) ([]difference, []int) {
	for k, at := range gone {
		if all[at].name == p.name {
			all[at].is = p.text
			return all, append(gone[:k:k], gone[k+1:]...)
		}
	}
	return append(all, difference{name: p.name, is: p.text}), gone
}

// common gives for each pair of places how many parts the rests of both lists have in common.
func common(was, is []part) [][]int {
	length := make([][]int, len(was)+1)
	for i := range length {
		length[i] = make([]int, len(is)+1)
	}
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(is) - 1; j >= 0; j-- {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); was[i] == is[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	return length
}
