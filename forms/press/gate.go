package press

import (
	"fmt"

	"yoshiki/forms/document"
	"yoshiki/forms/readback"
)

// gate reads a printed file back and compares it with its tree. A file that does not say
// what the tree says is a [*readback.Difference], and does not leave.
func gate(d *document.Document, format string, file []byte) error {
	read, err := readback.Read(format, file)
	if err != nil {
		return fmt.Errorf("gate: %w", err)
	}
	return readback.Compare(d, read)
}
