package pdf_test

import (
	"strings"
	"testing"

	"yoshiki/forms/document"
)

// inner is where text may stand: the margins of the page, and the foot below them.
func (l leaf) inner() (left, right, top float64) {
	if l.width > l.height {
		return 56.69, l.width - 56.69, l.height - 56.69
	}
	return 70.86, l.width - 56.69, l.height - 56.69
}

// highest is where a mark may reach: the small type of the head lies above the margin.
func (m mark) highest(top float64) float64 {
	const head, headMargin = 7.5, 30
	if m.size == head {
		return top + 56.69 - headMargin
	}
	return top
}

// checkPage proves that no glyph leaves the margins, overlaps another, or crosses a rule.
func checkPage(t *testing.T, l leaf) {
	t.Helper()
	left, right, top := l.inner()
	var seen []mark
	for _, m := range l.marks {
		if !m.upright || strings.Trim(m.text, " \u3000") == "" {
			continue
		}
		if m.x < left-0.1 || m.x+m.width > right+0.1 || m.y+0.88*m.size > m.highest(top)+0.1 || m.y-0.12*m.size < 10 {
			t.Errorf("%q at %g,%g is outside the margins", m.text, m.x, m.y)
		}
		seen = append(seen, m)
	}
	checkOverlaps(t, seen)
	checkRules(t, l.rules, seen)
}

// bottom and ceiling are the edges of the em square.
func (m mark) bottom() float64  { return m.y - 0.12*m.size }
func (m mark) ceiling() float64 { return m.y + 0.88*m.size }

func checkOverlaps(t *testing.T, marks []mark) {
	t.Helper()
	rows := map[int][]mark{} // by height in steps of ten points
	for _, m := range marks {
		for k := int(m.bottom() / 10); k <= int(m.ceiling()/10); k++ {
			for _, o := range rows[k] {
				if m.x+0.05 < o.x+o.width && o.x+0.05 < m.x+m.width && m.bottom()+0.05 < o.ceiling() && o.bottom()+0.05 < m.ceiling() {
					t.Fatalf("%q at %.2f,%.2f overlaps %q at %.2f,%.2f", m.text, m.x, m.y, o.text, o.x, o.y)
				}
			}
		}
		for k := int(m.bottom() / 10); k <= int(m.ceiling()/10); k++ {
			rows[k] = append(rows[k], m)
		}
	}
}

func checkRules(t *testing.T, rules []segment, marks []mark) {
	t.Helper()
	for _, r := range rules {
		for _, m := range marks {
			if min(r.x1, r.x2) < m.x+m.width-0.05 && max(r.x1, r.x2) > m.x+0.05 &&
				min(r.y1, r.y2) < m.ceiling()-0.05 && max(r.y1, r.y2) > m.bottom()+0.05 {
				t.Fatalf("%q at %g,%g is crossed by a rule %v", m.text, m.x, m.y, r)
			}
		}
	}
}

func TestNothingOverlapsOrLeavesThePage(t *testing.T) {
	for name, sample := range samples {
		t.Run(name, func(t *testing.T) {
			for _, l := range read(t, render(t, sample())) {
				checkPage(t, l)
			}
		})
	}
}

func TestValuesOfAnyLength(t *testing.T) {
	for n := 1; n <= 3000; n = n*5/3 + 1 {
		for _, unit := range []string{"値", "あ、「い」", "word ", "x", "１２，", "）", "https://a.example/b?c="} {
			text := string([]rune(strings.Repeat(unit, n))[:n])
			v := document.Value{Text: text}
			d := &document.Document{Title: "長さ", Sections: []document.Section{{Name: "一", Blocks: []document.Block{
				document.Fields{Rows: []document.Field{{Label: "欄", Value: v}, {Label: "左", Value: v, Half: true}, {Label: "右", Value: v, Half: true}}},
				document.Table{Columns: []document.Column{{Label: "甲", Width: 1}, {Label: "乙", Width: 9}, {Label: "丙", Width: 0.1}},
					Rows: [][]document.Value{{v, v, {Text: "短"}}}},
				document.Paragraph{Text: text, Align: document.Justify, First: 1},
			}}}}
			if n > 700 && unit != "値" && unit != "x" {
				continue
			}
			for _, l := range read(t, render(t, d)) {
				checkPage(t, l)
			}
			if t.Failed() {
				t.Fatalf("%q x %d", unit, n)
			}
		}
	}
}
