package document

import (
	"fmt"
	"io"
	"strconv"
)

// The words of choices. The first is left out.
var (
	alignWords = [...]string{"left", "center", "right", "justify"}
	kindWords  = [...]string{"text", "number", "date", "choice"}
	toneWords  = [...]string{"fact", "met", "open", "late"}
)

// treeWriter writes nodes and values. See [Document.Write].
type treeWriter struct {
	w   io.Writer
	err error
}

func (t *treeWriter) raw(s string) {
	if t.err == nil {
		_, t.err = io.WriteString(t.w, s)
	}
}

func (t *treeWriter) open(kind string) { t.raw(kind + "{") }

func (t *treeWriter) close() { t.raw("}") }

func (t *treeWriter) text(key, text string) {
	if text != "" {
		t.raw(fmt.Sprintf("%s=%d:%s;", key, len(text), text))
	}
}

func (t *treeWriter) flag(key string, yes bool) {
	if yes {
		t.raw(key + ";")
	}
}

func (t *treeWriter) number(key string, x float64) {
	if x != 0 {
		t.text(key, strconv.FormatFloat(x, 'g', -1, 64))
	}
}

// word writes a choice; one that is none of the words, which no renderer takes, as a number.
func (t *treeWriter) word(key string, words []string, choice int) {
	switch {
	case choice == 0:
	case choice > 0 && choice < len(words):
		t.text(key, words[choice])
	default:
		t.number(key, float64(choice))
	}
}

func (t *treeWriter) fields(rows []Field) {
	for _, f := range rows {
		t.open("field")
		t.text("label", f.Label)
		t.flag("half", f.Half)
		t.number("lines", float64(f.Lines))
		t.value(f.Value)
		t.close()
	}
}

func (t *treeWriter) value(v Value) {
	t.open("value")
	t.text("text", v.Text)
	t.word("kind", kindWords[:], int(v.Kind))
	t.number("number", v.Number)
	t.text("date", v.Date)
	t.text("path", v.Path)
	t.flag("fixed", v.Fixed)
	for _, c := range v.Choices {
		t.open("choice")
		t.text("text", c)
		t.close()
	}
	t.close()
}

func (t *treeWriter) table(b Table) {
	t.text("caption", b.Caption)
	t.text("empty", b.Empty)
	for _, c := range b.Columns {
		t.open("column")
		t.text("label", c.Label)
		t.number("width", c.Width)
		t.word("align", alignWords[:], int(c.Align))
		t.close()
	}
	for _, row := range b.Rows {
		t.open("row")
		for _, v := range row {
			t.value(v)
		}
		t.close()
	}
}

func (t *treeWriter) timeline(b Timeline) {
	t.text("caption", b.Caption)
	t.number("width", b.Width)
	t.tick("today", b.Today)
	for _, tick := range b.Scale {
		t.tick("tick", tick)
	}
	for _, row := range b.Rows {
		t.open("row")
		t.text("label", row.Label)
		t.number("lanes", float64(row.Lanes))
		for _, s := range row.Spans {
			t.span(s)
		}
		t.close()
	}
}

func (t *treeWriter) tick(kind string, tick Tick) {
	t.open(kind)
	t.number("at", tick.At)
	t.text("label", tick.Label)
	t.close()
}

func (t *treeWriter) span(s Span) {
	t.open("span")
	t.number("from", s.From)
	t.number("to", s.To)
	t.flag("due", s.Due)
	t.word("tone", toneWords[:], int(s.Tone))
	t.text("label", s.Label)
	t.number("at", s.At)
	t.number("lane", float64(s.Lane))
	t.number("labellane", float64(s.LabelLane))
	t.close()
}
