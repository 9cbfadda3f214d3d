package official

import (
	"regexp"
	"strconv"
	"strings"

	"yoshiki/forms/readback/parts"
)

// control is a content control.
type control struct {
	box, checked bool
	signs        [2]string // not checked, checked
	content      string
	blank        bool   // it shows that it is empty
	replaced     bool   // a property of it has a marker
	pending      string // that marker, until there is a paragraph
	at           int
}

var marker = regexp.MustCompile(`\{\{[^{}]*\}\}`)

// markers are those in a property.
func markers(s string) string { return strings.Join(marker.FindAllString(s, -1), "") }

// properties reads those of the control that was opened last.
func (w *words) properties() {
	c := &control{signs: [2]string{"☐", "☒"}}
	if n := len(w.controls); n > 0 {
		c = w.controls[n-1]
		c.signs = [2]string{"☐", "☒"}
	}
	for depth := len(w.Open); len(w.Open) >= depth; {
		switch t := w.Next(); {
		case t == parts.EndOfFile:
			return
		case t != parts.Start:
			continue
		}
		switch string(w.Name) {
		case "tag", "alias":
			c.ask(markers(w.Attr("val")), w.At())
		case "showingPlcHdr":
			c.blank = yes(w.Attr("val"))
		case "checkbox":
			c.box = true
		case "checked":
			c.checked = yes(w.Attr("val"))
		case "checkedState":
			c.signs[1] = state(w.Attr("font"), w.Attr("val"))
		case "uncheckedState":
			c.signs[0] = state(w.Attr("font"), w.Attr("val"))
		}
	}
	w.frames = w.frames[:len(w.frames)-1]
	if w.inParagraph() {
		w.put(c.pending, c.at)
		c.pending = ""
	}
}

// ask takes a marker of a property.
func (c *control) ask(marks string, at int) {
	if marks != "" {
		c.pending, c.at, c.replaced = c.pending+marks, at, true
	}
}

// inParagraph reports whether what is open stands among the runs of a paragraph.
func (w *words) inParagraph() bool {
	for i := len(w.Open) - 1; i >= 0; i-- {
		switch string(parts.Local(w.Open[i])) {
		case "p":
			return true
		case "body", "tc", "tr", "tbl", "txbxContent", "hdr", "ftr", "footnote", "endnote":
			return false
		}
	}
	return false
}

func yes(val string) bool { return val != "0" && val != "false" && val != "off" }

// state is the sign of a state of a check box, by its code.
func state(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 21)
	switch {
	case err != nil:
		return ""
	case n >= 0xF000 && n <= 0xF0FF, strings.HasPrefix(font, "Wingdings"), font == "Webdings", font == "Symbol":
		return sign(font, strconv.FormatUint(n&0xFF|0xF000, 16))
	}
	return string(rune(n))
}

// wingdings are the boxes among the signs of Wingdings.
var wingdings = map[string]string{"F06F": "□", "F0A8": "☐", "F06E": "■", "F0FE": "☑"}

// sign is what a sign of a font of signs shows, as far as it is a box; else its own code.
func sign(font, code string) string {
	code = strings.ToUpper(code)
	if n, err := strconv.ParseUint(code, 16, 21); err == nil && n < 0x100 {
		code = strings.ToUpper(strconv.FormatUint(n|0xF000, 16))
	}
	if s := wingdings[code]; s != "" && strings.HasPrefix(font, "Wingdings") {
		return s
	}
	return "\uFFFC" + code
}

// sign is what a check box shows: its state, where its sign says the same.
func (c *control) sign() string {
	n := 0
	if c.checked {
		n = 1
	}
	if c.content == c.signs[n] || isBox(c.content) && isOn(c.content) == c.checked {
		return [2]string{"☐", "☒"}[n]
	}
	return "\uFFFD" + c.content
}

const (
	on  = "■☑☒◼●"
	off = "□☐◻○〇"
)

func isBox(s string) bool { return s != "" && strings.Contains(on+off, s) }
func isOn(s string) bool  { return strings.Contains(on, s) }
