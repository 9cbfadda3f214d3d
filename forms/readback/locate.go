package readback

import (
	"bytes"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/readback/parts"
)

// FormatOf tells the format of a file by its content; "" for what is none that is read here.
func FormatOf(file []byte) string {
	if bytes.HasPrefix(file, []byte("%PDF-")) {
		return "pdf"
	}
	a, err := parts.Open(file)
	if err != nil {
		return ""
	}
	main, err := a.Main()
	switch {
	case err != nil:
		return ""
	case strings.HasPrefix(main, "xl/"):
		return "xlsx"
	case strings.HasPrefix(main, "word/"):
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
