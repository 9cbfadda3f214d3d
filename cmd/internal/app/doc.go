// Package app holds what yoshiki does for people, one function for each use case: check a
// case, print it, seal a package, verify one. The command line is thin over it, and so can
// a server and its jobs be.
//
// A use case takes plain values: bytes, a store, a day. It knows no flags, no terminal, no
// clock and no language. It gives a typed result, or an [Error] with a code, whose words
// are in locales, or a [Refused] with the findings that stand in the way.
//
// An [App] is made once per process. It holds what is dear to make: catalogues and the
// press. It is safe for concurrent use.
package app
