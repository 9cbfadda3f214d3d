package official

import (
	"strconv"

	"yoshiki/forms/readback/parts"
)

// field reads the properties of a form field: what a check box or list shows, what a text
// begins with, and the marker that they have in its help.
func (w *words) field() {
	var kind, asked, begins string
	var entries []string
	at, chosen, checked := w.At(), 0, false
	for depth := len(w.Open); len(w.Open) >= depth; {
		switch t := w.Next(); {
		case t == parts.EndOfFile:
			return
		case t != parts.Start:
			continue
		}
		val := w.Attr("val")
		switch name := string(w.Name); {
		case name == "helpText" || name == "statusText":
			asked, at = asked+markers(val), w.At()
		case name == "checkBox" || name == "ddList" || name == "textInput":
			kind = name
		case name == "listEntry":
			entries = append(entries, val)
		case kind == "textInput" && name == "default":
			begins, at = val, w.At()
		case kind == "ddList" && (name == "default" || name == "result"):
			chosen, _ = strconv.Atoi(val)
		case kind == "checkBox" && (name == "default" || name == "checked"):
			checked = yes(val)
		}
	}
	w.frames = w.frames[:len(w.frames)-1]
	switch {
	case kind == "checkBox":
		w.add(map[bool]string{true: "☒", false: "☐"}[checked])
	case kind == "ddList" && asked == "" && chosen >= 0 && chosen < len(entries):
		w.add(entries[chosen])
	case kind == "textInput":
		w.addAt(begins, at)
		w.asked = asked != ""
	}
	w.addAt(asked, at)
}
