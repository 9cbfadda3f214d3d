package workbook

import (
	"errors"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/schema"
	"yoshiki/forms/casefile/vocabulary"
)

// Layout says what a workbook is made for.
type Layout struct {
	Vocabulary *vocabulary.Vocabulary
	Kind       schema.Kind
	Optional   []string       // paths of the kind's parts that it may do without
	Papers     []Paper        // that attachments may be
	Rules      string         // the text of the rules, for the cover
	Language   string         // of labels and choices: "ja" or "en"
	Command    string         // name of the program, for the cover
	Notes      []string       // that people wrote into the workbook before this one
	Case       *casefile.Case // what stands in the cells, as its file has it
}

// Paper is a paper of the kind that is attached as a file.
type Paper struct {
	Name string
	casefile.Words
}

// Write writes the workbook. Equal layouts give equal bytes. The error is that of w, or names
// a text that no cell can hold.
func (l *Layout) Write(w io.Writer) (err error) {
	p := &planner{Layout: l, offered: map[string][]option{}}
	p.plan()
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	file.Theme = nil
	file.SetZipWriter(archive(nil))
	b := &book{file: file, planner: p}
	if err := b.write(); err != nil {
		return err
	}
	return file.Write(w)
}

// say picks the words of the workbook's language.
func (l *Layout) say(w casefile.Words) string { return w.In(l.Language) }

// requires reports whether the kind cannot do without the part at a path.
func (l *Layout) requires(path string) bool {
	for _, out := range l.Optional {
		if path == out || strings.HasPrefix(path, out+".") {
			return false
		}
	}
	return l.Kind.Holds(path)
}
