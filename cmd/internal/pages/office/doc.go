// Package office are the pages of who receives packages, issues letters and keeps the list of
// services: thin over the use cases of app, in the frame of all pages.
//
//	came in ─ receive ─► case ─ compose ─► letter ─ approve ─► print
//	                          └─ list of many ─┘
//
// What a letter may say, what is required and which clause asks for it come from the forms and
// the vocabulary; no page names a field. The preview beside a letter is made by the very code that
// issues it, under the number that it would get: the same bytes.
//
// A page never issues what it has not shown: a list is checked first, and each row stands with what
// was found in it.
package office
