// Package controls reads tables of controls: CSV and Excel files in which each row is one
// control of a statement, under headings that are the keys of [casefile.Control] or their
// Japanese labels.
package controls
