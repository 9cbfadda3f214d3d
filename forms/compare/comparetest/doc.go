// Package comparetest makes up revisions of the rules for tests: texts over those in force, and
// over each other, edited by chance as a person might edit them.
package comparetest
