//go:build race

package fill_test

// slower is how much more time the race detector takes.
const slower = 20
