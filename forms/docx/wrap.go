package docx

import "yoshiki/forms/typeset"

// spacings are the white, in ems, that a program sets between kanji and ASCII: Word none, as it
// is told, LibreOffice some.
var spacings = [...]float64{0, 0.2}

const mostInset = 8 // ems

// inset is how much narrower than width, in twips, a text is set so that no line of it ends
// within a day or the number of a form: Word knows no other way to say so. It is 0 if none does,
// or if no inset helps. first is what the first line has less.
func inset(s string, em, width, first int) int {
	for step := 0; step <= 2*mostInset && width-step*em/2 > 4*em; step++ {
		if !parted(s, float64(width-step*em/2)/float64(em), float64(first)/float64(em)) {
			return step * em / 2
		}
	}
	return 0
}

func parted(s string, width, first float64) bool {
	for _, spacing := range spacings {
		if typeset.Parts(s, width, first, spacing) {
			return true
		}
	}
	return false
}
