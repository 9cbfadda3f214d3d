// Package press prints filled forms: every form in every format, on all processors, with
// the fonts and the Word skeleton read once per process.
package press
