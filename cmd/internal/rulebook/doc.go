// Package rulebook tells what a text of the rules says: its forms, kinds of packages, rules and
// clauses with what looks at each, how two texts differ; and it begins a new text, or an official
// sheet of one's own for a form.
//
// Errors are those of app.
package rulebook
