// Package decode reads a case file into a [casefile.Case]. It is strict: an unknown key, a
// key that stands twice, an impossible day and a wrong check digit are findings, each with
// its line and with the key that was perhaps meant. All of them are reported at once.
//
// The [File] that it gives remembers where each value stood, also of controls that came from
// a table beside the case.
package decode
