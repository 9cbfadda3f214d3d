// Package press prints filled forms: every form in every format, on all processors, with
// the fonts and the Word skeleton read once per process.
//
// Nothing leaves unread: each file is read back by package readback, which shares no code
// with the renderers, and compared with the document, text by text. A file that differs is
// thrown away, and the error names the form and the field.
package press
