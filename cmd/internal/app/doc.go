// Package app holds what yoshiki does with a case, one function for each use case: read it,
// check it, print it, seal a package of it, keep it in a store and change it there. The command
// line is thin over it, and so are the server, its jobs and its pages. What goes further has
// rooms of its own above it: editing (the ways in which a case is filled in), office (what the
// authority's staff do), custody (what keeps packages whole over years), rulebook (what a text
// of the rules says).
//
// A use case takes plain values: bytes, a store, a day. It knows no flags, no terminal, no
// clock and no language. It gives a typed result, or an [Error] with a code, whose words
// are in locales, or a [Refused] with the findings that stand in the way.
//
// An [App] is made once per process. It holds what is dear to make: catalogues and the
// press. It is safe for concurrent use.
package app
