package casefile

import "errors"

// PaperStatus is one paper that a package must hold and what became of it. Forms with a
// list of attachments print these.
type PaperStatus struct {
	Clause   Text        `yaml:"clause"`   // that asks for it: "8.1(4)"
	Title    Text        `yaml:"title"`    // name of the paper
	Status   PaperAnswer `yaml:"status"`   //
	Reason   Text        `yaml:"reason"`   // why it is omitted or not needed
	Files    Text        `yaml:"files"`    // forms or files that are it
	Count    Number      `yaml:"count"`    // how many
	Language Text        `yaml:"language"` // in words, each once
	Remarks  Text        `yaml:"remarks"`  //

	Paper    string   `yaml:"-"` // its name in packages.yaml: "assessment-report"
	Parts    []string `yaml:"-"` // ids of the forms that are it: "2-1"
	Drawn    []string `yaml:"-"` // names of those filled: "2-1", "1-2.2"
	Attached []int    `yaml:"-"` // indexes into the case's attachments
}

// PaperAnswer is what became of a paper: attached, omitted, not-needed, missing.
type PaperAnswer string

// PackagedFile is one file of a package as the index lists it.
type PackagedFile struct {
	Path   Text   `yaml:"path"`   // inside the package
	Title  Text   `yaml:"title"`  // what it is
	Clause Text   `yaml:"clause"` // that asks for it
	Name   Text   `yaml:"name"`   // the user's own file name
	Size   Number `yaml:"size"`   // bytes
	Digest Text   `yaml:"digest"` // SHA-256, first 16 hex digits
}

// Submission is what a package adds to a case when its forms are filled.
type Submission struct {
	Kind   string
	Papers []PaperStatus
	Files  []PackagedFile
	Draft  bool // every page is marked 下書き
	Report Report

	Corrects Reference // letter that this one takes the place of
}

// ErrNoKind says that there is no such kind of package.
var ErrNoKind = errors.New("no such kind of package")
