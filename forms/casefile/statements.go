package casefile

// StatementAt is one statement of a case with its pointer.
type StatementAt struct {
	*Statement
	Pointer string
}

// Statements gives the statements that a case can hold: that of the application, that of a
// Suspended Registration, and one for each re-audit.
func Statements(c *Case) []StatementAt {
	all := []StatementAt{{&c.Statement, "/statement"}, {&c.Hold.Statement, "/hold/statement"}}
	for i := range c.ReAudits {
		all = append(all, StatementAt{&c.ReAudits[i].Statement, EntryPointer("/re_audit", i) + "/statement"})
	}
	return all
}
