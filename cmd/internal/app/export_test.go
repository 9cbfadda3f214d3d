package app

// Released is a case without what its letters say that nobody has approved.
var Released = (*App).released
