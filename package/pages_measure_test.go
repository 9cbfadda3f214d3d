package bundle_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/document"
	"yoshiki/forms/judge"
)

const pagesLegend = `# How the pages of each file look, as TestPages in package/ measures it.
# fill: where the lowest ink of each page lies, the foot aside, in percent of the height; a page
# that a section ends with has a dot.  low: pages whose lowest ink lies in the upper 40 %.
# gap: the largest white inside a page, or below a page that goes on, in percent.
# broken: names, days, numbers and choices that go over two lines.  alone: headings at the foot
# of a page, and 以上 with fewer than two lines above it.  labels: edges of label columns.
# askew: check boxes out of line with the next.
`

// measured is how the pages of a file look.
type measured struct {
	fill   []string
	low    int
	gap    int
	broken []string
	alone  []string
	labels int
	askew  int
}

func (m *measured) row(name string) string {
	row := fmt.Sprintf("%s fill=%s low=%d gap=%d broken=%d alone=%d labels=%d askew=%d", name,
		strings.Join(m.fill, ","), m.low, m.gap, len(m.broken), len(m.alone), m.labels, m.askew)
	if all := slices.Concat(m.broken, m.alone); len(all) > 0 {
		row += " " + visible(strings.Join(all[:min(6, len(all))], "|"))
	}
	return row
}

func measure(t *testing.T, s sheet) *measured {
	m := &measured{}
	pages, laid := textPages(t, s, "-raw"), textPages(t, s, "-layout")
	images := images(t, s.path)
	if len(pages) != len(images) {
		t.Fatalf("%s: %d pages of text, %d drawn", s.name, len(pages), len(images))
	}
	labels := map[int]int{}
	for i, g := range images {
		ends := i+1 == len(images) || begins(s.tree, laid[i+1])
		m.page(g, ends)
		g.labelEdges(labels)
	}
	m.labels = clusters(labels)
	m.broken = broken(s.tree, pages, laid)
	m.alone = alone(s.tree, laid)
	m.askew = askew(string(stock(t, judge.Command(t, "pdftotext", "-bbox", s.path, "-"))))
	return m
}

// page adds a page, which ends a section or not.
func (m *measured) page(g *raster, ends bool) {
	lowest, gap := g.white()
	fill := percent(lowest, g.height)
	dot := "."
	if !ends {
		dot = ""
		gap = max(gap, g.foot()-lowest)
	}
	m.fill = append(m.fill, fmt.Sprint(fill)+dot)
	if fill <= 40 {
		m.low++
	}
	m.gap = max(m.gap, percent(gap, g.height))
}

func percent(part, whole int) int { return (part*100 + whole/2) / whole }

// textPages are the lines of each page without its furniture, in the order that pdftotext has
// them: -raw that of the file, -layout that of the page.
func textPages(t *testing.T, s sheet, order string) [][]string {
	out := string(stock(t, judge.Command(t, "pdftotext", order, s.path, "-")))
	folio := regexp.MustCompile(`^\d+／\d+$`)
	var pages [][]string
	for page := range strings.SplitSeq(strings.TrimSuffix(out, "\f"), "\f") {
		var lines []string
		for line := range strings.SplitSeq(page, "\n") {
			head := furniture(s.tree, "", true).Replace(visible(line))
			if head != "" && !folio.MatchString(head) {
				lines = append(lines, line)
			}
		}
		pages = append(pages, lines)
	}
	return pages
}

// begins reports whether a page begins a section other than the first.
func begins(d *document.Document, lines []string) bool {
	return slices.ContainsFunc(d.Sections[1:], func(s document.Section) bool {
		one := &document.Document{Sections: []document.Section{s}}
		first := visible(words(one)[0])
		return slices.ContainsFunc(lines[:min(3, len(lines))], func(line string) bool {
			return visible(line) != "" && strings.HasPrefix(first, visible(line)) || strings.HasPrefix(visible(line), first)
		})
	})
}

var (
	days    = regexp.MustCompile(`(令和|平成)(\d+|元)年\d+月\d+日|様式\d+(-\d+)?`)
	numbers = regexp.MustCompile(`\d+(\.\d+){2,}(\.[A-Z]+)?|[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}`)
	choices = regexp.MustCompile(`[■□]\x{a0}[^■□\n]{1,10}`)
	person  = regexp.MustCompile(`^\p{Han}{1,4}　[\p{Han}\p{Hiragana}\p{Katakana}]{1,5}$`)
)

// broken are the tokens that stand on fewer lines than the tree has of them, in either order:
// by that of the file a character of another font stands on a line of its own, by that of the
// page what stands between two lines of a cell does.
func broken(d *document.Document, raw, laid [][]string) []string {
	known := map[string]bool{}
	for _, text := range words(d) {
		for _, choice := range choices.FindAllString(text, -1) {
			known[visible(choice)] = true
		}
		if person.MatchString(text) {
			known[visible(text)] = true
		}
	}
	want, inRaw, inLaid := map[string]int{}, map[string]int{}, map[string]int{}
	for _, text := range words(d) {
		for line := range strings.SplitSeq(text, "\n") {
			tokens(want, line, known)
		}
	}
	for i := range raw {
		for _, line := range raw[i] {
			tokens(inRaw, line, known)
		}
		for _, line := range laid[i] {
			tokens(inLaid, line, known)
		}
	}
	var all []string
	for token, n := range want {
		if max(inRaw[token], inLaid[token]) < n {
			all = append(all, token)
		}
	}
	slices.Sort(all)
	return all
}

// tokens counts what must not be broken in a line: names and choices that are known, days, numbers.
func tokens(count map[string]int, line string, known map[string]bool) {
	bare := visible(line)
	for _, token := range slices.Concat(days.FindAllString(bare, -1), numbers.FindAllString(line, -1)) {
		count[token]++
	}
	for token := range known {
		count[token] += strings.Count(bare, token)
	}
}

// alone are the headings below which a page ends, and closings that begin one.
func alone(d *document.Document, pages [][]string) []string {
	headings := map[string]bool{}
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if h, ok := b.(document.Heading); ok {
				headings[visible(h.Text)] = true
			}
		}
	}
	var all []string
	for i, lines := range pages {
		if n := len(lines); n > 0 && headings[visible(lines[n-1])] && i+1 < len(pages) {
			all = append(all, lines[n-1])
		}
		for k, line := range lines[:min(3, len(lines))] {
			if visible(line) == "以上" && k < 2+btoi(len(lines) > 0 && strings.HasPrefix(lines[0], "様式")) {
				all = append(all, fmt.Sprint("以上 on page ", i+1))
			}
		}
	}
	return all
}

func btoi(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
