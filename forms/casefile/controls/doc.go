// Package controls reads, lays out, merges and counts tables of controls: the Control
// Criteria of ISMAP as they are published, and the annex in which a provider says which
// controls it adopts and what it does about them.
//
// A table may be made by anybody. [Open] finds the headings of a sheet by their words, in
// any of the first rows, in one row or two ([Options] name columns where that fails), reads
// the numbers of controls however they are written ([ParseID]), keeps every text byte for
// byte, and refuses what Excel has spoiled, cell by cell: a number that became a day, an
// error, a control that stands there twice. Rows without a number that name chapters,
// sections and notes are passed over. A row that repeats the number of the row before and
// has only columns of an earlier version is one more of them; a number that is joined over
// several rows is one control whose texts go on.
//
// [Read] is the way of a case, whose statement may name such a file instead of holding its
// controls. The others are for people who work at an annex:
//
//	edition, findings := controls.Open("管理基準.xlsx", data, controls.Options{})
//	annex, changes := controls.Merge(filled, edition) // a new edition over what is filled in
//	counts := controls.Tally(annex)
//	err := controls.Layout{Language: "ja", Note: words}.WriteXLSX(w, annex)
//
// What [Layout] writes and what yoshiki prints as annex of the statement, [Open] reads back
// exactly.
package controls
