// Package templates holds the product's data and no code: form definitions, package
// lists, embedded fonts with their licences, and the skeleton of a Word file.
//
//	ismap-liu/<revision>/forms/*.yaml   one definition per form
//	ismap-liu/<revision>/packages.yaml  which papers each submission holds
//	ismap-liu/<revision>/rules.yaml     the checks, see forms.Rule
//	ismap-liu/<revision>/clauses.yaml   what each clause asks for and what looks at it
//	fonts/*.ttf, fonts/*-OFL.txt        the typefaces and the terms they come under
//	base/                               the .docx skeleton
//
// A revision's folder is named after the day its rules came into force and holds only
// what that revision changed.
package templates

import "embed"

// FS is everything in this folder. Files opened from it are io.ReaderAt, so a reader of
// a font takes only the tables it needs.
//
//go:embed fonts/*.ttf fonts/*.txt base ismap-liu
var FS embed.FS
