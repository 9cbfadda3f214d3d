package controls

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// remark tells what a reader of the sheet may not have seen: hidden rows and columns, and
// numbers that are written in another way than in the criteria.
func (r *reader) remark() {
	name := cmp.Or(r.heads.sheet.Name, r.table.Name)
	if len(r.hidden) > 0 {
		r.faults.Note(casefile.Place{}, "", "controls:hidden-rows", "sheet", name, "count", strconv.Itoa(len(r.hidden)), "rows", ranges(r.hidden))
	}
	if len(r.concealed) > 0 {
		r.faults.Note(casefile.Place{}, "", "controls:hidden-columns", "sheet", name, "columns", strings.Join(slices.Sorted(maps.Keys(r.concealed)), ", "))
	}
	if len(r.folded) > 0 {
		r.faults.Note(placeOf(r.heads.sheet.Place(r.folded[0])), "", "controls:folded-ids", "count", strconv.Itoa(len(r.folded)), "cells", r.places(r.folded))
	}
}

// cellsShown is how many cells a remark names.
const cellsShown = 20

// places names cells, the first of them at least.
func (r *reader) places(cells []table.Cell) string {
	var all []string
	for _, c := range cells[:min(len(cells), cellsShown)] {
		all = append(all, r.heads.sheet.Place(c).String())
	}
	if len(cells) > cellsShown {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// ranges writes numbers that rise shortly: 3, 5-9.
func ranges(numbers []int) string {
	var all []string
	for i := 0; i < len(numbers); {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		text := strconv.Itoa(numbers[i])
		if last > i {
			text = fmt.Sprintf("%d-%d", numbers[i], numbers[last])
		}
		all = append(all, text)
		i = last + 1
	}
	return strings.Join(all, ", ")
}
