// Package templates holds the product's data and no code: form definitions, package
// lists, embedded fonts with their licences, and the skeleton of a Word file.
//
//	common/<day>/                   what both programmes share, by day like a revision
//	ismap/<day>/, ismap-liu/<day>/  one revision of the rules of a programme:
//	  revision.yaml                 its day, its edition, names of offices, what is not known of it
//	  forms/*.yaml                  one definition per form; a file that says null ends the form
//	  blocks.yaml, blocks/*.yaml    blocks that forms share, with named arguments
//	  packages.yaml                 which papers each submission holds
//	  rules.yaml                    the checks and their words, see forms.Rule
//	  clauses.yaml                  what each clause asks for and what looks at it
//	frozen.sum                      the files of released revisions, which never change
//	fonts/*.ttf, fonts/*-OFL.txt    the typefaces and the terms they come under
//	base/                           the .docx skeleton
//
// A revision's folder is named after the day its rules came into force and holds only
// what that revision changed.
package templates

import "embed"

// FS is everything in this folder. Files opened from it are io.ReaderAt, so a reader of
// a font takes only the tables it needs.
//
//go:embed fonts/*.ttf fonts/*.txt base common ismap ismap-liu
var FS embed.FS
