package document

// Lines are the rows of f as they are printed: two neighbouring halves share one.
func (f Fields) Lines() [][]Field {
	var lines [][]Field
	for rows := f.Rows; len(rows) > 0; {
		n := 1
		if len(rows) > 1 && rows[0].Half && rows[1].Half {
			n = 2
		}
		lines, rows = append(lines, rows[:n]), rows[n:]
	}
	return lines
}

// Trails reports whether b is a single line right below another grid: it is about the same
// thing, and stands on the page of the last row there.
func Trails(before, b Block) bool {
	f, ok := b.(Fields)
	if !ok {
		return false
	}
	switch before.(type) {
	case Fields, Table:
		return len(f.Lines()) == 1
	}
	return false
}
