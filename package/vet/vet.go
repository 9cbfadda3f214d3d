// Package vet says what an attachment really is and what it carries: by parsing it, never
// by searching it for bytes, and never by what its name says.
//
//	attachments ─ Child.Vet ─► child process: Serve ─ Look ─► []Verdict
//
// An attachment comes from a stranger. [Look] walks through zip archives, Office files of
// both generations, OpenDocument, Rich Text, PDF files, mails, pages, images and text, and
// through the files inside them, within the limits of this package. Types that a double
// click opens and that are not looked into are refused, by what they are or are called.
// Whatever it meets that a reader of the attachment should
// not meet unwarned is a [Mark] with a [Class]; the [Policy] of the class says whether the
// attachment is refused or goes along with a note. Nothing is fetched, run, unpacked to a
// disk or rewritten.
//
// [Child.Vet] looks in a process that has no environment, no folder, little memory and
// little time. A file on which that process dies or dawdles gets a verdict that says so.
package vet

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// The limits of what is unpacked. Over 1,559 public Office files the highest honest ratio
// is 59 and the largest honest file unpacks to 15 MB.
const (
	MaxEntries  = 10_000    // of an archive
	MaxUnpacked = 1 << 30   // bytes, of an attachment and all archives in it, besides what was there packed
	MaxEntry    = 256 << 20 // bytes, of one entry that is packed to less than half, and of a PDF file
	MaxRatio    = 100       // of unpacked to packed, see FreeRatio
	FreeRatio   = 100 << 10 // bytes; what is smaller may have any ratio
	MaxDepth    = 3         // of files within files
)

// The first maxPlaces places of a class are kept, and maxMarks of these told: the rest of
// a thousand macros tells nothing.
const (
	maxPlaces = 256
	maxMarks  = 8
)

// Mark is one thing that a file is or carries.
type Mark struct {
	Class Class  `json:"class"`
	Where string `json:"where,omitempty"` // the part or object, fit to be shown: "object 12"
}

// Error makes a Mark what a parser returns when it cannot or will not go on.
func (m Mark) Error() string { return string(m.Class) + " " + m.Where }

// Verdict is what was found out about one file.
type Verdict struct {
	SHA256    string `json:"sha256"`    // of what was looked at, 64 hexadecimal digits; "" if that was stopped
	MediaType string `json:"mediaType"` // of the content
	Marks     []Mark `json:"marks"`     // by class, then place; never null
}

// Policy is the strictest policy among the marks, "" if there are none.
func (v Verdict) Policy() Policy {
	worst := Policy("")
	for _, m := range v.Marks {
		if p := m.Class.Policy(); severity[p] > severity[worst] {
			worst = p
		}
	}
	return worst
}

// Look looks at one file in this process. The name is the user's, with slashes; it tells
// nothing about the content but is itself looked at.
func Look(r io.ReaderAt, size int64, name string) Verdict {
	l := &looker{marks: marks{}, budget: new(int64)}
	*l.budget = MaxUnpacked
	for _, m := range CheckName(path.Base(name)) {
		l.mark(m.Class, m.Where)
	}
	sum, read := sha256.New(), make(chan error, 1)
	go func() {
		_, err := io.Copy(sum, io.NewSectionReader(r, 0, size))
		read <- err
	}()
	t := l.file(io.NewSectionReader(r, 0, size), name)
	if err := <-read; err != nil {
		l.mark(FileDamaged, "unreadable")
	}
	return Verdict{hex.EncodeToString(sum.Sum(nil)), t, l.marks.sorted()}
}

// marks are the places that were marked, by class, in the order in which they were met.
type marks map[Class][]string

// sorted gives the marks in one order, at most maxMarks of a class.
func (m marks) sorted() []Mark {
	all := []Mark{}
	for _, class := range slices.Sorted(maps.Keys(m)) {
		places := slices.Compact(slices.Sorted(slices.Values(m[class])))
		for _, place := range places[:min(len(places), maxMarks)] {
			all = append(all, Mark{class, place})
		}
	}
	return all
}

func byClass(a, b Mark) int {
	return cmp.Or(strings.Compare(string(a.Class), string(b.Class)), strings.Compare(a.Where, b.Where))
}

// looker looks at one attachment, or at a file inside it.
type looker struct {
	marks  marks
	place  string // of the file in the attachment: "a.zip/b.docx"; "" of the attachment itself
	depth  int
	budget *int64 // bytes that may yet be unpacked

	controls, forms []string // parts that are said to be controls, and those that are of forms
}

// inside is a looker for a file within.
func (l *looker) inside(name string) *looker {
	return &looker{marks: l.marks, place: l.at(name), depth: l.depth + 1, budget: l.budget}
}

// at names a place in the file.
func (l *looker) at(where string) string {
	if l.place == "" || where == "" {
		return l.place + where
	}
	return l.place + "/" + where
}

func (l *looker) mark(class Class, where string) {
	if places := l.marks[class]; len(places) < maxPlaces {
		l.marks[class] = append(places, Display(l.at(where)))
	}
}

// fault marks what a parser gave up with.
func (l *looker) fault(err error, otherwise Class) {
	if m, ok := err.(Mark); ok {
		l.mark(m.Class, m.Where)
	} else if err != nil {
		l.mark(otherwise, err.Error())
	}
}

// spend takes n bytes from what may be unpacked.
func (l *looker) spend(n int64) error {
	if n > *l.budget {
		return Mark{FileBomb, "unpacks to more than 1 GiB"}
	}
	*l.budget -= n
	return nil
}
