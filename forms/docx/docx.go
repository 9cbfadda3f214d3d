// Package docx prints a document tree as a Word file (ISO/IEC 29500, WordprocessingML)
// that a person can go on editing: every look is a named style, every table a table with
// a repeating header row, every choice a drop-down list, every blank a control to fill in.
//
// A file is made in two passes. The first puts the body into a copy of the skeleton, the
// parts that all files share (styles, settings, fonts; they lie in templates/base), and
// proves by the checksums in the finished archive that nothing was lost on the way. The
// second copies those parts as they are and adds what belongs to this document alone:
// header, footers and file properties.
//
// The words of a file are those of [document.Document.Texts], in that order, in
// word/document.xml. Each text is one paragraph, or the part of one before or after the
// tab that follows a list marker; "\n" is a line break. A blank to fill in holds five
// no-break spaces, the standard's own placeholder (part 1, 17.5.2.25).
//
// A text with a control character other than "\n", or with what XML cannot hold, is refused
// with its place; nothing is replaced, normalised or dropped.
package docx

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"yoshiki/forms/document"
)

// Renderer prints documents on one skeleton. It is safe for concurrent use.
type Renderer struct {
	skeleton []byte            // a .docx whose body is empty
	sums     map[string]uint32 // CRC-32 of each part of the skeleton
}

// New returns a renderer on the skeleton parts in the folder "base" of fsys. It fails if
// a part is missing or if the style sheet lacks a style that the renderer names.
func New(fsys fs.FS) (*Renderer, error) {
	skeleton, sums, err := assemble(fsys)
	if err != nil {
		return nil, fmt.Errorf("docx skeleton: %w", err)
	}
	return &Renderer{skeleton: skeleton, sums: sums}, nil
}

// Render writes d to w as a .docx file. The same document gives the same bytes. A text
// that Word cannot hold, a table whose rows do not fit its columns, a date that is none
// and every failed write is an error; w then holds no complete file.
func (r *Renderer) Render(w io.Writer, d *document.Document) error {
	if len(d.Sections) == 0 {
		return errors.New("docx: document has no section")
	}
	own, err := ownParts(d)
	if err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	content, err := compose(d)
	if err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	filled, err := r.fill(content)
	if err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	if err := finish(w, filled, own); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return nil
}
