// Package editing holds the ways in which a case is filled in: values set one by one, an intake
// workbook made and read back, a table of controls, attachments, what a person changed in the
// Word or Excel copy of a form, and the case of the next procedure carried on from the last.
//
// Each takes a case as app read it and gives a new one; the text of a case keeps its comments.
// Errors are those of app.
package editing
