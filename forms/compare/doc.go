// Package compare tells two texts of the rules apart: every difference in what is printed
// and in what is checked, and nothing else. Things are matched by the names that they keep,
// a clause by its number. How a file is written, in which folder a value stands and which
// blocks are shared is no difference; how a paper looks in the end, and what a rule asks, is.
//
// Each thing is laid out as an ordered list of parts, each with a name and a text, and the
// lists are compared; see [Texts] for what there is. Of a form, each version that may still
// count is compared with what counted before for the same subjects. A paper carries the newest
// revision that touched its own parts, and prints it: so that name is a part of it, also when
// a revision says once more what was said.
package compare
