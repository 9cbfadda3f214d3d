package office

// WithoutUnapproved is a case without what its letters say that nobody has approved.
var WithoutUnapproved = released
