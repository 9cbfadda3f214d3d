package editing

import (
	"io"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/readback"
)

// maxCopy is the largest file that is read back.
const maxCopy = 64 << 20

// ReadForm reads a finished form back: a PDF, an Excel workbook or a Word file.
func ReadForm(name string, r io.Reader) (*readback.File, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxCopy+1))
	if err != nil {
		return nil, app.Unreadable(name, err)
	}
	format := readback.FormatOf(data)
	if format == "" || len(data) > maxCopy {
		return nil, app.NewError("no-form", map[string]string{"file": name})
	}
	f, err := readback.Read(format, data)
	if err != nil {
		return nil, &app.Error{Kind: app.Wrong, Code: "form-broken", Args: map[string]string{"file": name}, Err: err}
	}
	return f, nil
}

// Extract gives the part of a case that travels in a finished form.
func Extract(name string, f *readback.File) (*forms.Slice, error) {
	if f.Slice == nil {
		return nil, app.NewError("no-slice", map[string]string{"file": name})
	}
	s, err := forms.ParseSlice(f.Slice)
	if err != nil {
		return nil, app.NewError("no-slice", map[string]string{"file": name})
	}
	return s, nil
}
