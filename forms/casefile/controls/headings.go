package controls

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"yoshiki/forms/casefile/table"

	"golang.org/x/text/unicode/norm"
)

// searched is how many rows of a sheet are looked at to find its headings.
const searched = 50

// meaning is what a heading means.
type meaning struct {
	key  string
	weak bool
}

// meanings are what headings mean, by their folded text.
var meanings = sync.OnceValue(func() map[string][]meaning {
	all := map[string][]meaning{}
	add := func(text string, m meaning) {
		if text = foldHeading(text); text != "" && !slices.ContainsFunc(all[text], func(k meaning) bool { return k.key == m.key }) {
			all[text] = append(all[text], m)
		}
	}
	for _, c := range slices.Concat(columns, readOnly) {
		for _, text := range slices.Concat([]string{c.key, c.ja, c.en}, c.others) {
			add(text, meaning{key: c.key})
		}
		for _, text := range c.weak {
			add(text, meaning{c.key, true})
		}
	}
	return all
})

// bracketed is what a heading explains: 区分（統制目標／詳細管理策）, 実施内容※2.
var bracketed = regexp.MustCompile(`\([^()]*\)|※.*|\*\d*$|注\d*$`)

// longest is the most bytes that a heading has; what is longer is a text.
const longest = 120

// foldHeading gives a heading as it can be compared: without width, spaces, line breaks,
// brackets and case. A text that is none gives "".
func foldHeading(text string) string {
	if len(text) > longest {
		return ""
	}
	text = strings.ToLower(norm.NFKC.String(text))
	text = bracketed.ReplaceAllString(text, "")
	text = strings.Join(strings.Fields(text), "")
	return dots.Replace(strings.Trim(text, ".:。"))
}

// dots are ways to write the dot between words.
var dots = strings.NewReplacer("·", "・", "･", "・")

// heads are the headings of a sheet: which column holds what.
type heads struct {
	sheet  table.Sheet
	first  int            // index of the row below them
	column map[string]int // by key
	cells  map[int]table.Cell
	twice  []table.Cell // that mean what another one means
}

// score is how sure it is that these are headings: they must tell numbers, and names or
// whether a control is adopted.
func (h *heads) score() int {
	if h.has("id", objectiveID) && h.has("name", objectiveName, "adopted", adoptedYes) {
		return len(h.column)
	}
	return 0
}

// has reports whether there is a column for one of keys.
func (h *heads) has(keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return h.column[key] > 0 })
}

// findHeads finds the headings of a sheet: in the row, or the two rows, of which the most
// cells are headings that we know.
func findHeads(s table.Sheet) *heads {
	best := &heads{sheet: s, column: map[string]int{}}
	for i := range min(len(s.Rows), searched) {
		for rows := 1; rows <= 2 && i+rows <= len(s.Rows); rows++ {
			if h := headsIn(s, i, rows); h.score() > best.score() {
				best = h
			}
		}
	}
	return best
}

// headsIn reads the headings in one or two rows from a row on.
func headsIn(s table.Sheet, from, rows int) *heads {
	h := &heads{sheet: s, first: from + rows, column: map[string]int{}, cells: map[int]table.Cell{}}
	means := map[int][]meaning{}
	for _, row := range s.Rows[from:h.first] {
		for _, c := range row.Cells {
			above, below := h.cells[c.Column], c
			if below.Is(table.FromAbove) {
				continue
			}
			h.cells[c.Column] = c
			means[c.Column] = meaningOf(above.Text, below.Text)
		}
	}
	h.assign(means)
	return h
}

// meaningOf tells what a heading in two rows means: both together, the lower, the upper.
func meaningOf(above, below string) []meaning {
	texts := []string{above + below, below, above}
	if above == "" {
		texts = texts[:1]
	}
	for _, text := range texts {
		if m := meanings()[foldHeading(text)]; m != nil {
			return m
		}
	}
	return nil
}

// assign gives every key its column: first those that say it for sure, then the others.
// Two columns with one heading cannot be told apart.
func (h *heads) assign(means map[int][]meaning) {
	taken := map[int]bool{}
	for _, weak := range []bool{false, true} {
		for _, n := range slices.Sorted(maps.Keys(means)) {
			for _, m := range means[n] {
				if m.weak != weak || taken[n] {
					continue
				}
				if before := h.column[m.key]; before == 0 {
					h.column[m.key], taken[n] = n, true
				} else if !weak && !h.cells[n].Is(table.FromLeft) && foldHeading(h.cells[before].Text) == foldHeading(h.cells[n].Text) {
					h.twice = append(h.twice, h.cells[n])
				}
			}
		}
	}
	if h.column[adoptedNo] > 0 && h.column["adopted"] > 0 { // 採用 beside 不採用 is for marks
		h.column[adoptedYes] = h.column["adopted"]
		delete(h.column, "adopted")
	}
}
