package readback

import (
	"bytes"
	"strings"

	"yoshiki/forms/readback/parts"
)

// word reads a Word file: its body, then the feet of its pages.
func (f *File) word(file []byte) error {
	a, err := parts.Open(file)
	if err != nil {
		return err
	}
	main, err := a.Main()
	if err != nil {
		return err
	}
	body, err := a.Must(main)
	if err != nil {
		return err
	}
	f.Texts = make([]Text, 0, bytes.Count(body, []byte("</w:p>")))
	if err := readParagraphs(body, func(t Text) { f.Texts = append(f.Texts, t) }); err != nil {
		return err
	}
	if err := f.wordFeet(a, main); err != nil {
		return err
	}
	return f.officeSlice(a)
}

func (f *File) wordFeet(a *parts.Archive, main string) error {
	related, err := a.RelatedBy(main, "footer")
	if err != nil {
		return err
	}
	for _, target := range related {
		part, err := a.Must(target)
		if err != nil {
			return err
		}
		var foot []string
		if err := readParagraphs(part, func(t Text) { foot = append(foot, t.Words) }); err != nil {
			return err
		}
		f.Feet = append(f.Feet, strings.Join(foot, "\n"))
	}
	return nil
}

// paragraphs reads the texts of a part: those of its paragraphs, parted at tabs.
type paragraphs struct {
	parts.Scanner
	yield  func(Text)
	text   []byte
	hidden bool // the run cannot be seen
	blank  bool // the control shows that it is empty
	place  Place
	tables int // nested
	count  int // of paragraphs, and of tables
	table  int
}

func readParagraphs(part []byte, yield func(Text)) error {
	p := &paragraphs{Scanner: *parts.Scan(part), yield: yield}
	for {
		switch p.Next() {
		case parts.Start:
			p.start()
		case parts.End:
			p.end()
		case parts.EndOfFile:
			return p.Err
		}
	}
}

func (p *paragraphs) start() {
	switch string(p.Name) {
	case "t":
		p.words()
	case "p":
		p.count++
	case "tab":
		if p.inRun() {
			p.flush()
		}
	case "br", "cr":
		if p.BreaksLine() {
			p.text = append(p.text, '\n')
		}
	case "noBreakHyphen":
		p.text = append(p.text, "\u2011"...)
	case "softHyphen":
		p.text = append(p.text, "\u00AD"...)
	case "r":
		p.hidden = false
	case "vanish":
		p.hidden = p.inRun() && !off(p.Attr("val"))
	case "sdt":
		p.blank = false
	case "showingPlcHdr":
		p.blank = !off(p.Attr("val"))
	case "tbl":
		p.tables++
		p.table++
		p.place = Place{Part: p.table}
	case "tr":
		p.place.Row, p.place.Column = p.place.Row+1, 0
	case "tc":
		p.place.Column++
	case "Fallback", "del", "moveFrom": // shown otherwise, or struck out
		p.Leave()
	}
}

func (p *paragraphs) end() {
	switch string(p.Name) {
	case "p":
		p.flush()
	case "sdt":
		p.blank = false
	case "tbl":
		p.tables--
		p.place = Place{}
	}
}

// inRun tells a tab or a property of a run from one of a paragraph.
func (p *paragraphs) inRun() bool {
	n := len(p.Open)
	return n >= 2 && string(parts.Local(p.Open[n-2])) == "r" ||
		n >= 3 && string(parts.Local(p.Open[n-3])) == "r" && string(parts.Local(p.Open[n-2])) == "rPr"
}

// words reads a text up to its end.
func (p *paragraphs) words() {
	for t := p.Next(); t == parts.Text; t = p.Next() {
		if !p.hidden && !p.blank {
			p.text = p.AppendText(p.text)
		}
	}
}

func (p *paragraphs) flush() {
	if len(p.text) == 0 {
		return
	}
	place := p.place
	if p.tables == 0 {
		place = Place{Row: p.count}
	}
	p.yield(Text{string(p.text), place})
	p.text = p.text[:0]
}

func off(val string) bool { return val == "0" || val == "false" || val == "off" }
