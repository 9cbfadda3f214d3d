package workbook

import (
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// mostOutside is how many texts outside the fields are told one by one, of each sheet.
const mostOutside = 20

// outside warns of what stands where nothing is read from, and was not there from the
// beginning.
func (s *scan) outside() {
	var found []table.Cell
	for _, r := range s.sheetAt.Rows {
		for _, c := range r.Cells {
			if !s.used[[2]int{r.Number, c.Column}] && stands(c) && !(c.Column == s.marks && s.isMark(c.Text)) && !s.known(r, c) {
				found = append(found, c)
			}
		}
	}
	for i, c := range found {
		if i == mostOutside {
			s.faults.Warn(placeOf(s.sheetAt.Place(c)), "", "workbook:outside-more", "count", strconv.Itoa(len(found)-i))
			return
		}
		s.faults.Warn(placeOf(s.sheetAt.Place(c)), "", "workbook:outside", "found", casefile.Shorten(c.Text))
	}
}

// extra tells of a sheet that is none of ours.
func (s *scan) extra() {
	rows := s.sheetAt.Rows
	if s.sheetAt.Name != listSheet && len(rows) > 0 && rows[0].At(1).Text != memoryName {
		s.faults.Warn(casefile.Place{Sheet: s.sheetAt.Name, Line: 1, Column: 1}, "", "workbook:extra-sheet", "sheet", s.sheetAt.Name)
	}
}

// isMark reports whether a text is one of the marks of rows.
func (s *scan) isMark(text string) bool {
	return text == markTold || text == markEnd || text == markEntry || strings.HasPrefix(text, "yoshiki:")
}

// known reports whether a text stood there from the beginning, or was written by [Annotate].
func (s *scan) known(r table.Row, c table.Cell) bool {
	if c.Column == s.findings && strings.HasPrefix(c.Text, findingMark) {
		return true
	}
	if s.memory == nil {
		return true
	}
	_, found := slices.BinarySearch(s.memory.Told, told(r.At(s.marks).Text, c.Text))
	return found
}

// notes keeps notes, and tells that they are no part of the case.
func (s *scan) notes() {
	for _, r := range s.sheetAt.Rows {
		for _, c := range r.Cells {
			if stands(c) && c.Column != s.marks && !s.known(r, c) {
				s.noted = append(s.noted, c.Text)
			}
		}
	}
	if n := len(s.noted); n > 0 {
		s.faults.Note(casefile.Place{Sheet: s.sheetAt.Name, Line: 1, Column: 1}, "", "workbook:notes", "sheet", s.sheetAt.Name, "count", strconv.Itoa(n))
	}
}

// lost reports the fields, lists and columns that are no longer there and had something.
func (s *scan) lost() {
	if s.memory == nil {
		return
	}
	for _, sheet := range s.memory.Sheets {
		var gone []string
		kept := false
		for _, mark := range sheet.Places {
			pointer := strings.TrimPrefix(mark, markList)
			_, there := s.seen[mark]
			kept = kept || there
			if !there && s.base[pointer] {
				gone = append(gone, pointer)
			}
		}
		switch {
		case len(gone) > 0 && !kept:
			s.faults.At(casefile.Place{}, topOf(gone), "workbook:no-sheet", "sheet", sheet.Name)
		case len(gone) > 0:
			for _, pointer := range gone {
				s.faults.At(casefile.Place{}, pointer, "workbook:no-row", "sheet", sheet.Name, "pointer", pointer)
			}
		}
		s.lostColumns(sheet)
	}
}

// lostColumns reports the columns of lists that are there themselves.
func (s *scan) lostColumns(sheet remembered) {
	for _, head := range sheet.Heads {
		mark, key, _ := strings.Cut(head, " ")
		at, there := s.seen[mark]
		if !there || s.heads[head] {
			continue
		}
		pointer := strings.TrimPrefix(mark, markList)
		if v := s.under(pointer, key); v {
			s.faults.At(at, pointer, "workbook:no-column", "sheet", sheet.Name, "key", key)
		}
	}
}

// under reports whether an entry of a list had something under a key.
func (s *scan) under(pointer, key string) bool {
	for was := range s.base {
		rest, below := strings.CutPrefix(was, pointer+"/")
		if !below {
			continue
		}
		var keys []string
		for _, token := range strings.Split(rest, "/") {
			if strings.Trim(token, "0123456789") != "" {
				keys = append(keys, token)
			}
		}
		if strings.Join(keys, "/") == key || key == keyText {
			return true
		}
	}
	return false
}

// topOf is the innermost place that holds all pointers.
func topOf(pointers []string) string {
	top := pointers[0]
	for _, p := range pointers {
		for !casefile.Within(p, top) {
			top = top[:strings.LastIndexByte(top, '/')]
		}
	}
	return top
}

// findingMark begins each line of findings that [Annotate] writes.
const findingMark = "● "
