// Package node reads YAML and JSON into one tree of values, each with the line and column
// at which it stands, so that whatever is found wrong later can be shown in the file.
//
// Every value is kept as it is written: 7.10 and 2026-04-15 are texts. What no case may
// hold (other bytes than UTF-8, control characters, too much of anything) is reported here,
// all of it at once.
package node
