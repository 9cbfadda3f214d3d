package press

import (
	"yoshiki/forms"
	"yoshiki/forms/document"
	"yoshiki/forms/readback"
)

// align gives for each text of a print the words that a copy has in its place, "" where it
// has none. Cells keep their places; texts outside of tables are found again by their order.
func align(print, copied []readback.Text) []string {
	found := make([]string, len(print))
	cells := map[readback.Place][]string{}
	var loose []string
	for _, t := range copied {
		if t.Place.Part == 0 {
			loose = append(loose, t.Words)
		} else {
			cells[t.Place] = append(cells[t.Place], t.Words)
		}
	}
	var ordered []int
	for i, t := range print {
		if t.Place.Part == 0 {
			ordered = append(ordered, i)
			continue
		}
		found[i] = joined(cells[t.Place])
	}
	inOrder(print, ordered, loose, found)
	return found
}

// joined are the paragraphs of a cell as one text.
func joined(words []string) string {
	text := ""
	for i, w := range words {
		if i > 0 {
			text += "\n"
		}
		text += w
	}
	return text
}

// mostPairs bounds the pairs of texts that are compared.
const mostPairs = 1 << 22

// inOrder finds the texts numbered in a copy whose texts stand in the same order: those that
// are the same by the longest common sequence, and between them as many as there are.
func inOrder(print []readback.Text, numbered []int, copied, found []string) {
	n, m := len(numbered), len(copied)
	if n*m > mostPairs {
		n, m = 0, 0 // one after the other
	}
	common := make([][]int, n+1)
	for i := range common {
		common[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			if common[i][k] = max(common[i+1][k], common[i][k+1]); print[numbered[i]].Words == copied[k] {
				common[i][k] = common[i+1][k+1] + 1
			}
		}
	}
	gap := []int{}
	free := []string{}
	close := func() {
		for at, i := range gap {
			if at < len(free) {
				found[i] = free[at]
			}
		}
		gap, free = gap[:0], free[:0]
	}
	i, k := 0, 0
	for i < n && k < m {
		switch {
		case print[numbered[i]].Words == copied[k]:
			close()
			found[numbered[i]] = copied[k]
			i, k = i+1, k+1
		case common[i+1][k] >= common[i][k+1]:
			gap, i = append(gap, numbered[i]), i+1
		default:
			free, k = append(free, copied[k]), k+1
		}
	}
	gap, free = append(gap, numbered[i:]...), append(free, copied[k:]...)
	close()
}

// Alike counts the texts of a form, drawn or in its official sheet, that stand in a file, too.
func (p *Press) Alike(f *forms.Filled, copied *readback.File) int {
	official, _ := p.alikeOfficial(f, copied)
	return max(official, common(textsOf(f.Document), copied))
}

// Copy reports whether a file may be a changed copy of a form: it has half of its texts.
func (p *Press) Copy(f *forms.Filled, copied *readback.File) bool {
	official, all := p.alikeOfficial(f, copied)
	texts := textsOf(f.Document)
	return 2*official > all || 2*common(texts, copied) > len(texts)
}

func textsOf(d *document.Document) (all []string) {
	for t := range d.Texts() {
		all = append(all, t.Text)
	}
	return all
}

// common counts the texts that stand in a file.
func common(texts []string, f *readback.File) (n int) {
	have := map[string]int{}
	for _, t := range f.Texts {
		have[t.Words]++
	}
	for _, t := range texts {
		if have[t] > 0 {
			have[t]--
			n++
		}
	}
	return n
}
