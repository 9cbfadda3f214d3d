package schedule

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/locales"
)

// Measures of the picture in its own units; labels are em units high.
const (
	em       = 12.0
	laneHigh = 1.75 * em
	rowPad   = 0.4 * em // above and below the lanes of a row
	edge     = 1.5 * em // around the picture
	headHigh = 4 * em   // day of the report, scale
	footHigh = 5.4 * em // legend of two lines
	barHigh  = 0.95 * em

	titleHigh = 1.3 * em
)

const (
	ink   = "#1a1a1a"
	faint = "#c4c4c4"
	band  = "#f5f5f5"
)

// SVG draws a timeline as a picture: XML without anything from outside, in colours that a
// print in grey keeps apart, with a title and a description for those who cannot see it.
// Texts are fitted into the room that was reckoned for them, so that they do not meet in
// whatever font is at hand.
func SVG(t *document.Timeline, title string, p *locales.Printer) []byte {
	d := &drawing{timeline: t}
	labels, height := 0.0, footHigh
	for i := range t.Rows {
		labels = max(labels, Width(t.Rows[i].Label)*em)
		height += rowHeight(&t.Rows[i])
	}
	d.left, d.right = edge+labels+em, edge+labels+em+t.Width*em
	heading := headingOf(title, t.Caption, (d.right-edge)/titleHigh)
	top := edge + float64(len(heading))*1.4*titleHigh + headHigh
	height += top
	bottom := height - footHigh
	d.open(d.right+edge, height, p.Language(), title+"　"+t.Caption, description(t, p))
	for i, line := range heading {
		d.text(words{x: edge, y: edge + (float64(i)*1.4+0.9)*titleHigh, size: titleHigh, bold: true, text: line})
	}
	for i, y := 0, top; i < len(t.Rows); i++ {
		if i%2 == 0 {
			d.rect(edge, y, d.right-edge, rowHeight(&t.Rows[i]), band)
		}
		y += rowHeight(&t.Rows[i])
	}
	d.ticks(top, bottom)
	d.today(top, bottom)
	d.scale(top)
	for i, y := 0, top; i < len(t.Rows); i++ {
		d.row(&t.Rows[i], y, i%2 == 0)
		y += rowHeight(&t.Rows[i])
	}
	d.line(edge, bottom, d.right, bottom, faint, 1)
	d.legend(bottom+2*em, p)
	d.WriteString("</svg>\n")
	return []byte(d.String())
}

// headingOf puts the title and the caption on one line of width ems, or each on its own.
func headingOf(title, caption string, width float64) []string {
	if lines := broken(title+"　"+caption, width); len(lines) == 1 {
		return lines
	}
	return append(broken(title, width), broken(caption, width)...)
}

// broken cuts a text into lines of at most width ems.
func broken(text string, width float64) []string {
	var lines []string
	line := ""
	for _, r := range text {
		if Width(line+string(r)) > width {
			lines, line = append(lines, line), ""
		}
		line += string(r)
	}
	return append(lines, line)
}

func rowHeight(r *document.TimelineRow) float64 { return float64(r.Lanes)*laneHigh + 2*rowPad }

// description reads out what the picture shows.
func description(t *document.Timeline, p *locales.Printer) string {
	lines := []string{p.Text("timeline.description", nil), t.Today.Label}
	for _, r := range t.Rows {
		for _, s := range r.Spans {
			lines = append(lines, r.Label+": "+s.Label)
		}
	}
	return strings.Join(lines, "\n")
}

// drawing is a picture in the making; left and right are the ends of the axis.
type drawing struct {
	strings.Builder
	timeline    *document.Timeline
	left, right float64
}

func (d *drawing) open(width, height float64, language, title, desc string) {
	fmt.Fprintf(d, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img" xml:lang="%s" aria-labelledby="title desc"
 font-family="'BIZ UDGothic','Noto Sans JP','Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif" font-size="%s" fill="%s">
<title id="title">%s</title>
<desc id="desc">%s</desc>
`, num(width), num(height), language, num(em), ink, escape(title), escape(desc))
	d.rect(0, 0, width, height, "#ffffff")
}

// at is the place of a fraction of the axis.
func (d *drawing) at(x float64) float64 { return d.left + x*(d.right-d.left) }

// ticks draws a line down at each tick.
func (d *drawing) ticks(top, bottom float64) {
	d.line(edge, top, d.right, top, faint, 1)
	for _, tick := range d.timeline.Scale {
		d.line(d.at(tick.At), top-1.5*em, d.at(tick.At), bottom, faint, 0.7)
	}
}

// scale writes the months over the rows.
func (d *drawing) scale(top float64) {
	for _, tick := range d.timeline.Scale {
		x := d.at(tick.At) + 0.3*em
		d.rect(x-0.1*em, top-1.5*em, (Width(tick.Label)+0.2)*em, 1.3*em, "#ffffff")
		d.text(words{x: x, y: top - 0.5*em, size: em, text: tick.Label})
	}
}

// today draws the line of the day of the report, its words above the scale.
func (d *drawing) today(top, bottom float64) {
	t := d.timeline.Today
	if t.Label == "" {
		return
	}
	x := d.at(t.At)
	d.line(x, top-3.2*em, x, bottom, "#8e1212", 1.6)
	w := words{x: x + 0.4*em, y: top - 2.3*em, size: em, bold: true, text: t.Label}
	if t.At > 0.5 {
		w.x = x - 0.4*em - Width(t.Label)*em
	}
	d.text(w)
}

func (d *drawing) row(r *document.TimelineRow, y float64, banded bool) {
	d.text(words{x: edge + 0.4*em, y: y + rowPad + baseline, size: em, bold: true, text: r.Label})
	background := "#ffffff"
	if banded {
		background = band
	}
	for i := range r.Spans {
		s := &r.Spans[i]
		d.bar(s, y+rowPad+float64(s.Lane)*laneHigh)
		top := y + rowPad + float64(s.LabelLane)*laneHigh
		d.rect(d.at(s.At)-0.1*em, top+0.2*em, (Width(s.Label)+0.2)*em, laneHigh-0.4*em, background)
		d.text(words{x: d.at(s.At), y: top + baseline, size: em, text: s.Label})
	}
}

// baseline is how far below the top of a lane its text stands.
const baseline = laneHigh/2 + 0.36*em

// bar draws a span in the lane that begins at top.
func (d *drawing) bar(s *document.Span, top float64) {
	bar, tip := s.Tone.Color()
	x, y := d.at(s.From), top+(laneHigh-barHigh)/2
	if width := d.at(s.To) - x; width > 0 {
		d.rect(x, y, width, barHigh, rgb(bar))
	}
	if s.Due {
		d.diamond(d.at(s.To), top+laneHigh/2, tip)
	} else {
		d.rect(x, y, 2, barHigh, rgb(tip))
	}
}

func (d *drawing) diamond(x, y float64, fill document.RGB) {
	r := diamond * em
	fmt.Fprintf(d, `<path d="M%s %sl%s %sl-%[3]s %[4]sl-%[3]s -%[4]sz" fill="%[5]s" stroke="%[6]s" stroke-width="1"/>`+"\n",
		num(x), num(y-r), num(r), num(r), rgb(fill), ink)
}

// legend explains the diamonds and the bars.
func (d *drawing) legend(y float64, p *locales.Printer) {
	x := d.left
	for _, entry := range []struct {
		tone document.Tone
		key  string
	}{{document.Met, "legend-met"}, {document.Open, "legend-open"}, {document.Late, "legend-late"}} {
		_, tip := entry.tone.Color()
		text := p.Text("timeline."+entry.key, nil)
		d.diamond(x+0.5*em, y-0.36*em, tip)
		d.text(words{x: x + 1.4*em, y: y, size: em, text: text})
		x += (Width(text) + 3) * em
	}
	x, y = d.left, y+1.8*em
	for _, entry := range []struct {
		tone document.Tone
		key  string
	}{{document.Fact, "legend-fact"}, {document.Met, "legend-period"}} {
		bar, _ := entry.tone.Color()
		text := p.Text("timeline."+entry.key, nil)
		d.rect(x, y-0.36*em-barHigh/2, 2*em, barHigh, rgb(bar))
		d.text(words{x: x + 2.4*em, y: y, size: em, text: text})
		x += (Width(text) + 4) * em
	}
}

// words are a text and where it stands.
type words struct {
	x, y, size float64
	bold       bool
	text       string
}

func (d *drawing) text(w words) {
	if w.text == "" {
		return
	}
	weight := ""
	if w.bold {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(d, `<text x="%s" y="%s" font-size="%s"%s textLength="%s" lengthAdjust="spacingAndGlyphs" xml:space="preserve">%s</text>`+"\n",
		num(w.x), num(w.y), num(w.size), weight, num(Width(w.text)*w.size), escape(w.text))
}

func (d *drawing) rect(x, y, width, height float64, fill string) {
	fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n", num(x), num(y), num(width), num(height), fill)
}

func (d *drawing) line(x1, y1, x2, y2 float64, color string, width float64) {
	fmt.Fprintf(d, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"/>`+"\n",
		num(x1), num(y1), num(x2), num(y2), color, num(width))
}

// num writes a measure with two decimals at most.
func num(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(x, 'f', 2, 64), "0"), ".")
}

func rgb(c document.RGB) string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// escape writes a text into XML; what XML cannot hold becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes all
	return b.String()
}
