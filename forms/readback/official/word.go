package official

import (
	"slices"
	"strings"

	"yoshiki/forms/readback/parts"
)

// roots are those of parts with paragraphs.
var roots = map[string]bool{"document": true, "hdr": true, "ftr": true, "footnotes": true, "endnotes": true}

// readWord reads the paragraphs of a Word file, part by part.
func readWord(a *parts.Archive, blank bool) ([]part, error) {
	var names []string
	for name := range a.Files {
		if strings.HasPrefix(name, "word/") && strings.HasSuffix(name, ".xml") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var all []part
	for _, name := range names {
		data, err := a.Must(name)
		if err != nil {
			return nil, err
		}
		w := &words{Scanner: parts.Scan(data), blank: blank}
		if w.Next() != parts.Start || !roots[string(w.Name)] {
			continue
		}
		w.read()
		if w.Err != nil {
			return nil, w.Err
		}
		for i := range w.texts {
			if blank {
				w.texts[i].find(func(at int) int { return w.at[i][at] })
			}
		}
		all = append(all, part{name: name, texts: w.texts})
	}
	return all, nil
}

// words reads the paragraphs of a part.
type words struct {
	*parts.Scanner
	blank    bool // it has markers
	texts    []text
	at       [][]int    // per text, the bytes of the part that its words stand at
	inside   []int      // open paragraphs, by their number
	frames   []frame    // open elements
	controls []*control // open ones
	count    int
	asked    bool // a form field has a marker for what it shows
	skipped  bool // which is what is read
}

// frame is an open element: how many rows and paragraphs stood in it.
type frame struct{ id, rows, paragraphs int }

func (w *words) read() {
	w.push()
	for {
		switch w.Next() {
		case parts.Start:
			w.push()
			w.start(string(w.Name))
		case parts.End:
			w.end(string(w.Name))
			w.frames = w.frames[:max(len(w.frames)-1, 0)]
		case parts.EndOfFile:
			return
		}
	}
}

func (w *words) push() {
	w.count++
	w.frames = append(w.frames, frame{id: w.count})
}

func (w *words) start(name string) {
	switch name {
	case "p":
		w.begin()
	case "t":
		w.characters()
	case "br", "cr":
		if w.BreaksLine() {
			w.add("\n")
		}
	case "tab", "ptab":
		if n := len(w.Open); n > 1 && string(parts.Local(w.Open[n-2])) == "r" {
			w.add("\t")
		}
	case "noBreakHyphen":
		w.add("-")
	case "sym":
		w.add(sign(w.Attr("font"), w.Attr("char")))
	case "rt", "del", "moveFrom":
		w.Leave()
		w.frames = w.frames[:len(w.frames)-1]
	case "ffData":
		w.field()
	case "fldChar":
		switch w.Attr("fldCharType") {
		case "separate":
			w.skipped = w.asked
		case "end":
			w.asked, w.skipped = false, false
		}
	case "sdt":
		w.controls = append(w.controls, &control{})
	case "sdtPr":
		w.properties()
	case "tr":
		w.frames[len(w.frames)-2].rows++
	}
}

func (w *words) end(name string) {
	switch name {
	case "p":
		w.inside = w.inside[:max(len(w.inside)-1, 0)]
	case "sdt":
		c := w.controls[len(w.controls)-1]
		w.controls = w.controls[:len(w.controls)-1]
		if c.box && !c.replaced {
			w.add(c.sign())
		}
	}
}

// begin begins a paragraph.
func (w *words) begin() {
	w.frames[len(w.frames)-2].paragraphs++
	w.inside = append(w.inside, len(w.texts))
	w.texts, w.at = append(w.texts, text{around: w.around()}), append(w.at, nil)
	for _, c := range w.controls {
		w.put(c.pending, c.at)
		c.pending = ""
	}
}

// around are the rows and paragraphs that are open.
func (w *words) around() []piece {
	if !w.blank {
		return nil
	}
	var all []piece
	for i, n := range w.Open {
		switch up := &w.frames[max(i-1, 0)]; string(parts.Local(n)) {
		case "tr":
			all = append(all, piece{up.id, up.rows, true})
		case "p":
			all = append(all, piece{up.id, up.paragraphs, false})
		}
	}
	return all
}

// characters reads a text up to its end.
func (w *words) characters() {
	for from := w.At(); w.Next() == parts.Text; from = w.At() {
		w.addAt(string(w.AppendText(nil)), from)
	}
	w.frames = w.frames[:len(w.frames)-1]
}

func (w *words) add(s string) { w.addAt(s, w.At()) }

// addAt adds to the innermost paragraph, but for what a control or field has a marker for, and
// the signs of check boxes, whose state is read instead.
func (w *words) addAt(s string, at int) {
	for _, c := range w.controls {
		c.content += s
		if c.replaced || c.blank || c.box {
			return
		}
	}
	if !w.skipped {
		w.put(s, at)
	}
}

func (w *words) put(s string, at int) {
	if len(w.inside) == 0 {
		return
	}
	n := w.inside[len(w.inside)-1]
	w.texts[n].words += s
	if !w.blank {
		return
	}
	for range len(s) {
		w.at[n] = append(w.at[n], at)
		at++
	}
}
