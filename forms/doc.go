// Package forms turns one case into filled forms and tells what the case lacks.
//
// A [Catalog] holds what one revision of the rules of a programme says as data: the forms,
// the checks and the packages. [Catalog.Compose] fills a form from a case and gives the
// format-neutral document that a renderer prints; [Catalog.Check] asks a case everything
// that the rules ask, at once.
//
// Everything here is pure: no clock, no randomness, no environment, no file system
// but the fs.FS handed in. The same case and revision give the same documents.
//
// Clauses cited in comments are those of the ISMAP-LIU Cloud Service Registration
// Rules as last revised on 2023-11-10, unless another text is named.
package forms
