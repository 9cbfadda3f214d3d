// Package workbook is a case as an Excel workbook that a person fills in: a sheet for each
// part of the case, a row for each field with its label, its help and its clause, ruled rows
// for lists, choices to pick, cells for days.
//
// [Layout.Write] makes one from a case, [Read] gives back what stands in it as the same tree
// of values, with places, that YAML gives; decode reads the case from that. [Annotate] writes
// findings beside their cells.
//
// What is where in a workbook is said by the workbook itself, so that a person may move
// columns, put rows in between and rename sheets:
//
//   - The hidden first column marks each row. A field has its JSON Pointer there, a list
//     "[" and its pointer, and "]" behind its last row. Rows between the two are its
//     entries, whether they are marked or were put in. "#" marks a row that only tells.
//   - Hidden rows hold the keys of columns: the first of each sheet where values and
//     findings stand, and one above each list what its columns are.
//   - A hidden sheet keeps a memory: for whom the workbook was made, which sheets and places
//     it has, what stands in cells that are not to be filled in, and the case as it was.
//     So what was deleted, or typed where nobody would read it, is told; and two copies that
//     people filled in are merged with the case that both began with.
//
// A control takes the rows below its own for what applied earlier: a row with nothing but
// columns of an inner list goes on with the entry above. Other entries that hold lists have a
// section each instead of a row.
//
// Values are typed as a person would type them: a day is a day of Excel, a choice its words.
// Texts are byte for byte those of the case; only a cell with nothing but blanks is empty, and
// an entry with nothing in it has no row.
package workbook
