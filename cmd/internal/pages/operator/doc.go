// Package operator are the pages of who keeps the stored packages on the rules in force: the
// texts of the rules and what differs between two of them, what a change would do to the packages
// (a rehearsal), the batch that does it, and what became of each package.
//
//	h := frame.New(frame.Options{…}, operator.Room(operator.Options{App: a, Work: accept}))
//
// A batch and its rehearsal are the same thing (package rerender), so that both are begun,
// watched, paused, looked through and reported in one way. Pages only begin one and look: the
// work is handed to whoever does what is accepted for later (Options.Work), and goes on when the
// browser is closed.
package operator
