// Package findings puts findings into words, once for all who print them: as text for a
// person ([Line.Text]), as one object of JSON with both languages ([Line]), and as a log in
// SARIF for editors and build servers ([WriteSARIF]).
package findings
