// Package official reads official sheets back that were filled: Word and Excel files of others
// with markers in them.
//
// [Compare] reads the blank sheet and the filled one, and holds the second against the first:
// every text stands where it stood, every marker has given way to the words that it shows, each
// repeated row is there as often as its list has entries, and nothing else was written. It
// shares no code with what fills sheets, so that what is got wrong there is found here.
package official

// Value is what a marker shows.
type Value struct {
	Label  string  // of the field
	Path   string  // of the value in the case; "" where it has none
	Text   string  // words
	Typed  bool    // a cell may hold it as a number: the day, or
	Number float64 // this
	Date   string  // "2026-04-15"; "" of what is no day
	Box    bool    // it is a box
	Holds  bool    // and that is marked
}

// Key names a marker: the nth of its part, in entries of the lists around it, from 1; 0 where
// it stands in none.
type Key struct {
	Part string
	N    int
	At   [MaxLists]int
}

// MaxLists is how many repeated rows may stand in each other.
const MaxLists = 3

// Answers tell what markers show.
type Answers interface {
	Shown(Key) (Value, bool) // false where nothing is known of the marker
	Entries(Key) int         // rows that a marker "each" makes
}

// text is a paragraph or cell as it is read.
type text struct {
	words       string
	row, column int // of a cell
	marks       []mark
	around      []piece // rows and paragraphs around, the outermost first
	number      bool    // the cell holds a number
	formula     bool    // or what a formula gives
}

// piece is a row or paragraph among those beside it.
type piece struct {
	in, index int
	row       bool
}

// mark is a marker in a text, with where it stands in its part.
type mark struct {
	from, to int // of the words
	at       int // of the part, to number the markers
	n        int
	words    string
}

// part is a part of the file with texts in it.
type part struct {
	name  string
	texts []text
	old   bool   // it counts days from 1904
	title string // of a sheet
	tick  *tick  // of a check box
}
