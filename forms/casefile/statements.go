package casefile

// StatementAt is one statement of a case with its pointer.
type StatementAt struct {
	*Statement
	Pointer string
}

// Statements gives the statements that a case can hold: that of the application, one for each
// Suspended Registration, and one for each re-audit.
func Statements(c *Case) []StatementAt {
	all := []StatementAt{{&c.Statement, "/statement"}}
	for i := range c.Holds {
		all = append(all, StatementAt{&c.Holds[i].Statement, EntryPointer("/hold", i) + "/statement"})
	}
	for i := range c.ReAudits {
		all = append(all, StatementAt{&c.ReAudits[i].Statement, EntryPointer("/re_audit", i) + "/statement"})
	}
	return all
}
