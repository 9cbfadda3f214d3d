package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
)

// picks are the cells of a sheet in which a person chooses, by list.
type picks struct {
	order []*pick
	byKey map[string]*pick
}

type pick struct {
	choices []string
	areas   []area      // runs of cells down a column
	last    map[int]int // index in areas of the lowest run of a column
}

// key is one text for equal lists.
func key(choices []string) string { return strings.Join(choices, "\x00") }

// choose gives the cell at the top left of a slot its list.
func (s *sheet) choose(row int, sl slot) {
	k := key(sl.choices)
	p := s.picks.byKey[k]
	if p == nil {
		if s.picks.byKey == nil {
			s.picks.byKey = make(map[string]*pick)
		}
		p = &pick{choices: sl.choices, last: make(map[int]int)}
		s.picks.byKey[k] = p
		s.picks.order = append(s.picks.order, p)
	}
	p.add(sl.from, row)
}

func (p *pick) add(col, row int) {
	if i, ok := p.last[col]; ok && p.areas[i].lastRow == row-1 {
		p.areas[i].lastRow = row
		return
	}
	p.last[col] = len(p.areas)
	p.areas = append(p.areas, area{col, row, col, row})
}

func (p *pick) cells() string {
	names := make([]string, len(p.areas))
	for i, a := range p.areas {
		names[i] = cellName(a.col, a.row)
		if a.lastRow > a.row {
			names[i] += ":" + cellName(a.lastCol, a.lastRow)
		}
	}
	return strings.Join(names, " ")
}

// lists are the drop-down lists of a workbook that stand in a hidden sheet of their own,
// one in each column, because a cell's rule cannot hold them.
type lists struct {
	sheet   string
	columns [][]string
	byKey   map[string]int
}

// newLists finds a name for the hidden sheet that no section has.
func newLists(d *document.Document) *lists {
	taken := func(name string) bool {
		return slices.ContainsFunc(d.Sections, func(s document.Section) bool { return strings.EqualFold(s.Name, name) })
	}
	name := listName
	for i := 2; taken(name); i++ {
		name = fmt.Sprintf("%s%d", listName, i)
	}
	return &lists{sheet: name, byKey: make(map[string]int)}
}

const listName = "選択肢"

// add gives the cells of a sheet their drop-down lists. Other words are refused when typed.
func (l *lists) add(file *excelize.File, sheet string, ps *picks) error {
	for _, p := range ps.order {
		rule := excelize.NewDataValidation(true)
		rule.SetSqref(p.cells())
		rule.SetError(excelize.DataValidationErrorStyleStop, "選択肢", "一覧から選んでください。")
		if !fitsRule(p.choices) {
			rule.SetSqrefDropList(l.name(p.choices))
		} else if err := rule.SetDropList(p.choices); err != nil {
			return err
		}
		if err := file.AddDataValidation(sheet, rule); err != nil {
			return err
		}
	}
	return nil
}

// fitsRule reports whether a cell's rule can hold the list: 255 units with its commas,
// and nothing that Excel would take for more than words.
func fitsRule(choices []string) bool {
	for _, c := range choices {
		if c == "" || c != strings.TrimSpace(c) || strings.ContainsAny(c, ",\"\n") || c[0] == '=' || escape.MatchString(c) {
			return false
		}
	}
	return len(choices) > 0 && units(strings.Join(choices, ",")) <= maxFormatted
}

// name is the workbook's name for the column of a list.
func (l *lists) name(choices []string) string {
	k := key(choices)
	i, ok := l.byKey[k]
	if !ok {
		i = len(l.columns)
		l.columns = append(l.columns, choices)
		l.byKey[k] = i
	}
	return fmt.Sprintf("%s_%d", listName, i+1)
}

// write adds the hidden sheet, if a list stands there.
func (l *lists) write(file *excelize.File) error {
	if len(l.columns) == 0 {
		return nil
	}
	if _, err := file.NewSheet(l.sheet); err != nil {
		return err
	}
	for i := range file.WorkBook.Sheets.Sheet { // SetSheetVisible reads every sheet anew
		if s := &file.WorkBook.Sheets.Sheet[i]; s.Name == l.sheet {
			s.State = "hidden"
		}
	}
	longest := 0
	for i, c := range l.columns {
		longest = max(longest, len(c))
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		name := &excelize.DefinedName{
			Name:     l.name(c),
			RefersTo: fmt.Sprintf("%s!$%s$1:$%s$%d", quoted(l.sheet), column, column, max(1, len(c))),
		}
		if err := file.SetDefinedName(name); err != nil {
			return err
		}
	}
	return l.stream(file, longest)
}

func (l *lists) stream(file *excelize.File, rows int) error {
	w, err := file.NewStreamWriter(l.sheet)
	if err != nil {
		return err
	}
	for r := range rows {
		values := make([]any, len(l.columns))
		for i, c := range l.columns {
			if r < len(c) {
				values[i] = Literally(c[r])
			}
		}
		if err := w.SetRow(cellName(0, r), values); err != nil {
			return err
		}
	}
	return w.Flush()
}
