package casefile

// statement is one statement of a case with its pointer.
type StatementAt struct {
	*Statement
	Pointer string
}

// Statements gives the statements that a case can hold.
func Statements(c *Case) []StatementAt {
	return []StatementAt{
		{&c.Statement, "/statement"},
		{&c.Hold.Statement, "/hold/statement"},
		{&c.ReAudit.Statement, "/re_audit/statement"},
	}
}
