//go:build !race

package fill_test

const slower = 1
