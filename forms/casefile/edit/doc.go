// Package edit changes the text of a case file, YAML or JSON, as a careful person would: a
// value where it stands, a new key in its place among the others, an entry with its line.
// Comments, order, anchors, the way of quoting and the ends of lines stay; so does every
// byte outside the lines that are touched.
//
//	text, findings := edit.Open(reader, "case.yaml", data, folder)
//	findings = text.Set("/prior/date", "2026-04-01")
//	data = text.Bytes()
//
// [Text.Become] makes the text hold another case, such as one that was merged or imported.
//
// Every edit is read back: the new text holds exactly the case that [casefile.Set] and the
// like would have made of the old one, or the edit is refused and nothing is changed. An
// edit is refused with the finding case:edit where text cannot be edited safely; its reason
// is a word of locales under "editfault": alias, table, fault or layout.
//
// An edit takes two steps. The text is first taken apart into pieces, each with the bytes
// from which to which it stands (layout_yaml.go, layout_json.go). Then the case that is and
// the case that shall be are compared from the outside in, and what differs becomes a list
// of spans to replace (editor.go).
package edit
