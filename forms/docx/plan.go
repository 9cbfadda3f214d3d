package docx

import (
	"fmt"
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// plan says where pages begin beside those that Word finds itself, and how tight they are
// set. Word alone knows the true heights: a page is begun only where the guess leaves
// white enough above, and never within a block.
type plan struct {
	begins map[int]bool // by number of the block in its pages
	tight  float64      // of 0 to 1
}

// What tight pages lose, in twips at most.
const (
	tightCell  = 30 // of the margins of a row
	tightSet   = 27 // of a line in a cell
	tightLine  = 34 // of a line of running text
	tightSmall = 22 // of a note
	tightHead  = 30 // of a heading, and as much of the white below it
	tightTitle = 50 // of a title, and twice as much of the white below it
	tightWhite = 70 // above and below a centred line
)

// Heights in twips, as the styles have them.
const (
	textLine  = 340
	smallLine = 272
	titleLine = 460
	headLine  = 420
	gridSpace = 100 // of a row: the margins of its cells and the rule
	fieldHigh = 426
	fieldLine = 266
	gridGap   = 160

	headGap, captionGap, centreGap = 240, 120, 170 // above headings and titles, captions, centred lines
)

// above is markup for the white above a paragraph, when that is less than its style has.
func (b *body) above(gap int) string {
	if b.plan.tight == 0 && !b.begins {
		return ""
	}
	return `<w:spacing w:before="` + strconv.Itoa(b.white(gap)) + `"/>`
}

// white is what is left of the white above a paragraph, which at the top of a page is nothing.
func (b *body) white(gap int) int {
	if b.begins {
		return 0
	}
	less, _ := (&typeset.Strip{Gap: float64(gap)}).At(b.plan.tight)
	return int(less)
}

// headGapOf is the white above a heading, less where there is some below a grid.
func headGapOf(level int, parted bool) int {
	gap := headGap
	if level >= 2 {
		gap = gridGap
	}
	if parted {
		gap -= gridGap / 2
	}
	return gap
}

// isGrid reports whether some white follows a block: a table of Word.
func isGrid(block document.Block) bool {
	switch block.(type) {
	case document.Sender, document.Fields, document.Table, document.Timeline:
		return true
	}
	return false
}

// headed is markup for the white around a heading and its line, as above is.
func (b *body) headed(gap, after, line int) string {
	return b.spaced(gap, after-b.less(tightHead), line-b.less(tightHead))
}

// less is what tight pages lose of what they lose at most.
func (b *body) less(most float64) int { return int(most * b.plan.tight) }

func (b *body) spaced(gap, after, line int) string {
	if b.plan.tight == 0 && gap == headGap && !b.begins {
		return ""
	}
	return fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="atLeast"/>`, b.white(gap), after, line)
}

// planner guesses the heights of blocks.
type planner struct {
	*body
	strips []typeset.Strip
	blocks []int // of each strip
	block  int
	place  typeset.Place
}

// planned plans the pages of sections that share them, below the number of the form or "".
func (b *body) planned(number string, sections []document.Section) plan {
	p := &planner{body: b}
	if number != "" {
		p.put(1, 0, textLine, tightLine, true, true)
	}
	for i, s := range sections {
		for k, block := range s.Blocks {
			p.place = placeOf(block)
			if k == 0 && i > 0 {
				p.place = typeset.Annex
			}
			p.add(block)
			p.block++
		}
	}
	const spare = 160 // guesses are wrong by some points
	paper := typeset.Paper{Height: pageLong, Top: margin, Room: pageLong - margin - bottomMargin, Spare: spare}
	if sections[0].Landscape {
		paper = typeset.Paper{Height: pageShort, Top: margin, Room: pageShort - margin - bottomMargin, Spare: spare}
	}
	starts, tight := typeset.Paginate(p.strips, paper)
	return plan{p.begins(starts, tight, paper), tight}
}

func placeOf(b document.Block) typeset.Place {
	if h, ok := b.(document.Heading); ok && h.Level == 1 {
		return typeset.Part
	}
	return typeset.Block
}

// begins are the blocks that begin a page with more than a little white on the one before.
func (p *planner) begins(starts []int, tight float64, paper typeset.Paper) map[int]bool {
	all := map[int]bool{}
	for n := 1; n < len(starts); n++ {
		sum := 0.0
		for i := starts[n-1]; i < starts[n]; i++ {
			gap, height := p.strips[i].At(tight)
			sum += gap + height
		}
		if s := p.strips[starts[n]]; s.Place != typeset.Amid && paper.Room-sum > paper.Height/20 {
			all[p.blocks[starts[n]]] = true
		}
	}
	return all
}

// put adds n strips that are kept together if whole is said.
func (p *planner) put(n, gap, height, give int, whole, keep bool) {
	for i := range n {
		s := typeset.Strip{Gap: float64(gap), Height: float64(height), Give: float64(give), Place: p.place,
			Keep: i < n-1 && (whole || i == 0 || i == n-2) || i == n-1 && keep}
		p.strips, p.blocks = append(p.strips, s), append(p.blocks, p.block)
		p.place, gap = typeset.Amid, 0
	}
}

func (p *planner) add(block document.Block) {
	below := 0 // the white below a grid
	if p.parted {
		below = gridGap
	}
	defer func() { p.parted = isGrid(block) }()
	switch b := block.(type) {
	case document.Title:
		p.put(p.lines(b.Text, 320, p.width), headGap+below, titleLine+headGap, 3*tightTitle, true, true)
	case document.Heading:
		p.put(1, headGapOf(b.Level, p.parted)+below, headLine, 2*tightHead, true, true)
	case document.Paragraph:
		em, line, give := textEm, textLine, tightLine
		if b.Small {
			em, line, give = smallEm, smallLine, tightSmall
		}
		if b.Align == document.Center && !b.Small {
			p.put(1, below, 2*centreGap, 2*tightWhite, true, true)
			below = 0
		}
		p.put(p.lines(b.Text, em, p.width), below, line, give, false, false)
	case document.Item:
		p.put(p.lines(b.Text, textEm, p.width-2*textEm), below, textLine, tightLine, false, false)
	case document.Sender:
		p.put(1, below, 2*gridGap, 0, true, true)
		for _, f := range b.Rows {
			p.put(max(f.Lines, p.lines(f.Value.Text, textEm, (p.width-p.middle)*2/3)), 0, textLine, tightLine, true, true)
		}
	case document.Fields:
		rows := b.Lines()
		widths := fieldWidths(p.width)
		p.grid(len(rows), below, func(i int) int { return fieldRow(rows[i]).height(p.width, widths) })
	case document.Table:
		if b.Caption != "" {
			p.put(1, captionGap+below, lineHeight+60, 0, true, true)
			below = 0
		}
		widths, _ := tableWidths(p.width, b)
		labels := make([]document.Value, len(b.Columns))
		for i, c := range b.Columns {
			labels[i].Text = c.Label
		}
		head := rowHeight(labels, widths)
		p.put(1, below, head, tightBy(head), true, true)
		p.grid(max(1, len(b.Rows)), 0, func(i int) int {
			if len(b.Rows) == 0 {
				return lineHeight + gridSpace
			}
			return rowHeight(b.Rows[i], widths)
		})
	case document.Timeline:
		p.put(2*len(b.Rows)+2, below, lineHeight, 0, false, false)
	}
}

// tightBy is what a row of that height loses at most.
func tightBy(height int) int {
	return tightCell + (height-gridSpace)*tightSet/lineHeight
}

// grid adds rows of a grid, kept together as together has it, with white above.
func (p *planner) grid(n, gap int, height func(i int) int) {
	keep, total := p.together(n, height), 0
	for i := range n {
		total += height(i)
	}
	for i := range n {
		p.put(1, gap, height(i), tightBy(height(i)), false, i < n-1 && keep(i))
		p.strips[len(p.strips)-1].Whole = i < n-1 && total <= wholeSheet
		gap = 0
	}
}

// lines guesses how many lines a text takes.
func (p *planner) lines(s string, em, width int) int {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		n += 1 + int((typeset.Ems(line)+narrow(line))*float64(em)-1)/max(width, em)
	}
	return n
}
