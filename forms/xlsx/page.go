package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/typeset"
)

const (
	sizeA4 = 9 // in Excel's list of papers
	mm     = 1 / 25.4
)

// setUp lays down all that is not in the cells: paper, margins, head and foot,
// protection, drop-down lists and what repeats on each page.
func (s *sheet) setUp() error {
	name, yes, no := s.section.Name, true, false
	steps := []func() error{
		func() error { return s.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}) },
		func() error { return s.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}) },
		s.paper,
		s.headAndFoot,
		s.protect,
		s.ranges,
		func() error { return s.lists.add(s.file, name, &s.picks) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) paper() error {
	size, one, any := sizeA4, 1, 0
	orientation, left := "portrait", 25*mm
	if s.section.Landscape {
		orientation, left = "landscape", 20*mm
	}
	layout := &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &any}
	if err := s.file.SetPageLayout(s.section.Name, layout); err != nil {
		return err
	}
	side, edge := 20*mm, 9*mm
	return s.file.SetPageMargins(s.section.Name, &excelize.PageLayoutMarginsOptions{
		Left: &left, Right: &side, Top: &side, Bottom: &side, Header: &edge, Footer: &edge,
	})
}

// Codes of heads and feet (ECMA-376 part 1, 18.3.1.46). The size comes before the font,
// so that digits of the text are not read as the size's.
const (
	footCode  = `&L&7&"` + mincho + `,Regular"`
	pageCode  = `&C&9&"` + mincho + `,Regular"&P／&N`
	draftCode = `&C&K` + draftColor + `&28&"` + gothic + `,Bold"下書き`

	draftColor = "C0C0C0"
	footSize   = 7
	footLines  = 4
	footShare  = 1.0 / 3 // of the page's width, which LibreOffice gives to each part
)

func (s *sheet) headAndFoot() error {
	h := &excelize.HeaderFooterOptions{OddFooter: s.foot(false)}
	if s.doc.Draft {
		h.OddHeader = draftCode
	}
	if s.first {
		h.DifferentFirst, h.FirstHeader, h.FirstFooter = true, h.OddHeader, s.foot(true)
	}
	head := footCode + strings.ReplaceAll(s.doc.Head(), "&", "&&") + h.OddHeader
	if units(head) <= maxFormatted && !strings.Contains(head, "\n") {
		h.OddHeader = head
	}
	return s.file.SetHeaderFooter(s.section.Name, h)
}

// foot is what the form is at the left, in lines, and the page in the middle. Excel
// takes 255 units, and the margin four lines; what is more goes where overflow puts it.
func (s *sheet) foot(first bool) string {
	width := float64(s.grid.width()) * 0.75 * footShare
	var lines []string
	for _, text := range s.doc.Foot(first) {
		lines = append(lines, s.footLines(text, width)...)
	}
	text := strings.ReplaceAll(strings.Join(lines, "\n"), "&", "&&")
	if foot := footCode + text + pageCode; len(lines) <= footLines && units(foot) <= maxFormatted {
		return foot
	}
	return pageCode
}

// footLines breaks text, before its last bracket if that will do.
func (s *sheet) footLines(text string, width float64) []string {
	lines := s.fonts.Break(text, typeset.Mincho, footSize, width)
	if i := strings.LastIndex(text, "（"); len(lines) == 2 && i > 0 {
		head := s.fonts.Break(text[:i], typeset.Mincho, footSize, width)
		return append(head, s.fonts.Break(text[i:], typeset.Mincho, footSize, width)...)
	}
	return lines
}

// overflow prints what the form is below the last block when the foot cannot hold it.
func (s *sheet) overflow() {
	if s.foot(s.first) != pageCode {
		return
	}
	for _, text := range s.doc.Foot(s.first) {
		s.line(text, look{role: small}, 0)
	}
}

// protect locks all but the open cells, without a password. Sizes may be changed and
// rows added, as a person does who fills in more than there is room for.
func (s *sheet) protect() error {
	return s.file.ProtectSheet(s.section.Name, &excelize.SheetProtectionOptions{
		SelectLockedCells:   true,
		SelectUnlockedCells: true,
		FormatCells:         true,
		FormatColumns:       true,
		FormatRows:          true,
		InsertRows:          true,
	})
}

// ranges names the print area and the rows that repeat, and freezes them on the screen.
func (s *sheet) ranges() error {
	if len(s.rows) == 0 {
		return nil
	}
	end, err := excelize.CoordinatesToCellName(len(s.grid)-1, len(s.rows), true)
	if err != nil {
		return err
	}
	if err := s.define("_xlnm.Print_Area", "$A$1:"+end); err != nil {
		return err
	}
	if !s.repeats() {
		return nil
	}
	rows := fmt.Sprintf("$%d:$%d", s.main.header+1, s.main.body)
	if err := s.define("_xlnm.Print_Titles", rows); err != nil || !s.freezes() {
		return err
	}
	return s.file.SetPanes(s.section.Name, &excelize.Panes{
		Freeze:      true,
		YSplit:      s.main.body,
		TopLeftCell: cellName(0, s.main.body),
		ActivePane:  "bottomLeft",
	})
}

func (s *sheet) define(name, cells string) error {
	return s.file.SetDefinedName(&excelize.DefinedName{
		Name:     name,
		RefersTo: quoted(s.section.Name) + "!" + cells,
		Scope:    s.section.Name,
	})
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// repeats reports whether the longest table fills most of a sheet of several pages and
// its header leaves room for rows. Otherwise other blocks would get its header too.
func (s *sheet) repeats() bool {
	m := s.main
	all, table, header := s.points(0, len(s.rows)), s.points(m.header, m.end), s.points(m.header, m.body)
	return all > s.pageHeight() && table > all/2 && header < s.pageHeight()/3
}

// freezes reports whether the sheet is one table below a few lines, so that on a screen
// rows are left to scroll.
func (s *sheet) freezes() bool {
	const screen, after = 240, 4
	return s.points(0, s.main.body) < screen && len(s.rows)-s.main.end < after
}

// points is the height of the rows from first to end, which is excluded.
func (s *sheet) points(first, end int) (sum float64) {
	for _, r := range s.rows[first:end] {
		sum += r.height
	}
	return sum
}

func (s *sheet) pageHeight() float64 {
	if s.section.Landscape {
		return (210 - 2*20) * mm * 72
	}
	return (297 - 2*20) * mm * 72
}
