package workbook

import (
	"bytes"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/xlsx/zipped"
)

// archive makes zip files of workbooks. Some parts may stand in place of what is written.
func archive(instead map[string][]byte) func(io.Writer) excelize.ZipWriter {
	return func(w io.Writer) excelize.ZipWriter {
		return zipped.New(w, func(a *zipped.Archive) error {
			for _, p := range a.Parts {
				if content, given := instead[p.Name]; given {
					p.Reset()
					p.Write(content)
				}
				loosen(p)
			}
			return nil
		})
	}
}

// loosen lets rows whose height ends in a half grow with what is typed. excelize fixes each
// height that it is told.
func loosen(p *zipped.Part) {
	if strings.HasPrefix(p.Name, "xl/worksheets/") {
		p.Buffer = *bytes.NewBuffer(bytes.ReplaceAll(p.Bytes(), []byte(`.5" customHeight="1"`), []byte(`.5"`)))
	}
}
