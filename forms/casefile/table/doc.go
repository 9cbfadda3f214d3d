// Package table reads the tables that strangers hand over, Excel workbooks and CSV files,
// into sheets of rows of typed cells, each with the address a person finds it by.
//
// It knows nothing of what a table is about. [Read] takes the bytes of a file and gives a
// [Book], or a [*Fault] that says with a key, arguments and a place why it does not. All
// that a book holds is what a person sees in Excel:
//
//   - A number is a number, in plain decimals with the 15 digits that Excel keeps. A number
//     under a format of date or time, 令和 among them, in either of Excel's calendars
//     (1900, 1904), is a date: 2026-04-15, 2026-04-15T14:30:00 or 14:30:00.
//   - A formula is its last result, and marked. An error (#REF!) stays an error.
//   - The value of merged cells stands in each of them, and all are marked.
//   - The reading of a text (furigana) is no part of it.
//   - Hidden rows, columns and sheets are there, and marked.
//   - Text is kept byte for byte; only a line break is always "\n".
//
// A workbook is .xlsx or .xlsm, transitional or strict. Its macros are never looked at; a
// remark of the book tells of them. Whatever needs a password, is of another kind or is
// not whole is refused, as is a document type declaration, which no workbook needs and
// many an attack does.
//
// A CSV file is UTF-8 or UTF-16, with or without byte order mark, or code page 932, as
// Excel in Japan writes it, with commas, tabs or semicolons. All its cells are texts, or
// errors when they are the words that Excel has for its own.
//
// A file is read as a stream and [Limits] bound everything that could grow: the file, what
// it unzips to, sheets, rows, columns, cells, the text of one cell and how deep XML nests.
package table
