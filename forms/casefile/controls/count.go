package controls

import (
	"cmp"
	"slices"
)

// Count is how many controls a table has and what was decided about them.
type Count struct {
	Chapter    int `json:"chapter,omitempty"` // 3 governance, 4 management, from 5 on controls; 0 for all
	Objectives int `json:"objectives"`
	Details    int `json:"details"`
	Adopted    int `json:"adopted"`
	Rejected   int `json:"not_adopted"`
	Open       int `json:"open"` // nothing is decided, or in words that nobody knows
}

// Share is the part that is adopted, in percent, rounded down.
func (c Count) Share() int { return 100 * c.Adopted / max(c.Objectives+c.Details, 1) }

// Counts are the figures of a table, and the controls that the criteria ask about.
type Counts struct {
	Chapters []Count `json:"chapters"`
	All      Count   `json:"all"`
	// Control objectives that are adopted with no detailed control under them adopted.
	Unmet []string `json:"objectives_without_control"`
	// What the basic statement requirements ask for in principle and is not adopted: the
	// governance and management criteria, and detailed controls with B or PB whose
	// objective is adopted.
	BasicLeftOut []string `json:"basic_left_out"`
	// Controls that are not adopted, without a reason.
	Unreasoned []string `json:"without_reason"`
}

// Tally counts a table.
func Tally(t *Table) Counts {
	c := Counts{Chapters: []Count{}, Unmet: []string{}, BasicLeftOut: []string{}, Unreasoned: []string{}}
	fates := fatesOf(t)
	for _, e := range t.Entries {
		i, found := slices.BinarySearchFunc(c.Chapters, chapterOf(e), func(c Count, n int) int { return cmp.Compare(c.Chapter, n) })
		if !found {
			c.Chapters = slices.Insert(c.Chapters, i, Count{Chapter: chapterOf(e)})
		}
		c.Chapters[i].add(e)
		c.All.add(e)
		c.ask(e, fates)
	}
	return c
}

func chapterOf(e *Entry) int {
	if len(e.ID.Parts) == 0 {
		return 0
	}
	return e.ID.Chapter()
}

func (c *Count) add(e *Entry) {
	if e.Text("kind") == objective {
		c.Objectives++
	} else {
		c.Details++
	}
	switch e.Text("adopted") {
	case yes:
		c.Adopted++
	case no:
		c.Rejected++
	default:
		c.Open++
	}
}

// fate is what became of an objective.
type fate struct {
	rejected bool
	adopted  int // of its detailed controls
}

// fatesOf gives what became of each objective, by its number.
func fatesOf(t *Table) map[string]fate {
	fates := map[string]fate{}
	for _, e := range t.Entries {
		if !e.ID.IsControl() {
			continue
		}
		f := fates[e.ID.objective()]
		switch answer := e.Text("adopted"); {
		case e.ID.IsObjective():
			f.rejected = answer == no
		case answer == yes:
			f.adopted++
		}
		fates[e.ID.objective()] = f
	}
	return fates
}

// ask takes note of what the criteria ask about a control.
func (c *Counts) ask(e *Entry, fates map[string]fate) {
	if !e.ID.IsControl() {
		return
	}
	f, number := fates[e.ID.objective()], e.ID.String()
	rejected := e.Text("adopted") == no
	if e.ID.IsObjective() && e.Text("adopted") == yes && f.adopted == 0 && chapterOf(e) > lastInPrinciple {
		c.Unmet = append(c.Unmet, number)
	}
	if rejected && (chapterOf(e) <= lastInPrinciple || e.ID.IsBasic() && !f.rejected) {
		c.BasicLeftOut = append(c.BasicLeftOut, number)
	}
	if rejected && e.Text("reason") == "" {
		c.Unreasoned = append(c.Unreasoned, number)
	}
}

// lastInPrinciple is the last chapter of which everything is adopted in principle.
const lastInPrinciple = 4
