package readback

import (
	"bytes"

	"yoshiki/forms/document"
)

// FormatOf tells the format of a file by its content; "" for what is none that is read here.
func FormatOf(file []byte) string {
	if bytes.HasPrefix(file, []byte("%PDF-")) {
		return "pdf"
	}
	a, err := openArchive(file)
	switch {
	case err != nil:
		return ""
	case a.files[workbookPart] != nil:
		return "xlsx"
	case a.files[wordBody] != nil:
		return "docx"
	}
	return ""
}

// Locate tells where each text of a tree, in its order, stands among the texts of the file
// printed from it: their indexes, several where a text goes on in further cells. The file is
// as [Compare] demands, or there is a [*Difference].
func Locate(d *document.Document, f *File) ([][]int, error) {
	texts := fields(d)
	m := &matcher{document: d, file: f, used: make([]bool, len(f.Texts))}
	all := make([][]int, len(texts))
	for i := range texts {
		m.taken = nil
		if err := m.take(&texts[i]); err != nil {
			return nil, err
		}
		all[i] = m.taken
	}
	return all, nil
}
