// Package ooxml takes Word and Excel files apart without changing a byte that it is not told
// to change.
//
// A file is a zip of parts. [Open] refuses what no official sheet needs and what is
// dangerous: macros, links to other files, parts of one name, more than anybody can print.
// [Parse] gives the elements of a part with the bytes at which they stand, [Splice] puts other
// bytes in their place, and [File.Write] copies every part that nobody touched as it lies in
// the zip.
package ooxml
