// Package change tells what differs between two cases, and brings together what two people
// made of one.
//
// [Diff] lists changes value by value. Entries of a list are found again by what people tell
// them apart by (the number of a control, the day of a notice: [casefile.Value.Key]), else by
// their content, else by where they stand: a row put in between is one change, and so is a
// row moved elsewhere.
//
// [Merge] takes the case that both began with, and takes over what either changed. Where both
// changed the same value it keeps ours and reports a [Conflict] with both, so that nothing
// that anybody wrote is lost.
//
// Both are deterministic, and take about as long as the cases are large.
package change
