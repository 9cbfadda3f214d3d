// Package letters issues the letters of an office: notices, results and answers, each under
// a number (文書番号) of its own, kept in the store for good.
//
//	case + row ─ Draft ─► checked ─ Book.Take ─► number ─ Issue ─► package and new version of the case
//
// A letter is a form of the catalogue that an office writes (forms.LetterDef), filled from
// the case with what a row of a list says. It is sealed as a package of its own, of the kind
// "letter", so that whatever can be done with a package (verify, sign, export, retain) can be
// done with a letter.
//
// # Numbers
//
// Numbers are taken from a register: one pattern of one office in one year, counted from 1.
// There is no database; the store is the register, and every object is created once:
//
//	numbers/<office>/<pattern>/<year>/000012.json     that number 12 is taken, and for which letter
//	numbers/<office>/<pattern>/<year>/000012.issued   that the letter is issued
//	numbers/<office>/<pattern>/<year>/000012.void     欠番: the number is never used, and why
//	letters/<case>/<letter>/number.json               which number is the letter's, and all that it says
//	letters/<case>/<letter>/issued.json               that it is issued, or prepared, and as which package
//	letters/<case>/<letter>/judged.json               that a second person approved it, or turned it down
//	approval/000001.json                              who those people are; the newest counts
//
// Whoever takes a number creates the object behind the last one; of any number of people who
// do so at once exactly one succeeds, and the others try the next. So no number is skipped
// and none is given twice. Who dies with a number in hand finds it again: the same row makes
// the same letter, whose number is the one that was taken for it. Two that issue the very
// same letter at once may both take a number; number.json decides whose counts, and the other
// number is void, with that reason.
package letters
