// Package vocabulary asks of a case what must be there whatever the rules say: the needed
// values of each group that the case has at all.
package vocabulary
