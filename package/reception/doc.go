// Package reception takes in a package that somebody else made: a submission that comes to
// the office, or a letter that comes to the provider. The case never travels with a package;
// each form in it carries the part of the case that it shows (forms.Slice), and of these
// parts the receiver makes a case of its own, or goes on with the one that it has.
//
//	verified bag ─ Read ─► parts ─ Rebuild ─► case
package reception
