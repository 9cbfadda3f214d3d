// Package fill fills official sheets: Word and Excel files with markers in them, which stay as
// they are but for what the markers show.
//
//	{{ applicant.name }}                      a value, printed as the form prints it
//	{{ it.date | year }}                      in a way: those of definitions, and year, month, day
//	{{ box it.kind == "new" }}                the □ or check box before it, marked when that holds
//	{{ each service.functions }}              the row, or paragraph, once for each entry: row.name, n
//	{{ each LIST | rows 10 | where row.x == "a" | なし }}
//	{{ end }}                                 the last row of what each repeats, where it is not one
//	{{ without it.note }}                     says that the sheet leaves out a field of the form
//
// In a repeated row of Word a table may have repeated rows of its own, whose lists may be of the
// row around: {{ each row.items }}. The markers of content controls and form fields stand in
// their title, tag or help; check boxes of Excel have theirs in the caption.
//
// The expressions are those of definitions. [Parse] finds the markers of a sheet, whatever
// pieces the office program cut them into; [Template.Bind] resolves them against the form and
// says which of its fields the sheet does not show; [Bound.Fill] fills a copy. A template is
// never changed, so that nothing of one document can be in another. What was filled is read back
// by code that shares nothing with this package, and leaves only where each field says what it
// has to, in its place; the part of the case that it shows travels in it.
//
// Full-width spaces behind a marker are the blank that its value is written into: they give
// way as far as the value is wide.
package fill
