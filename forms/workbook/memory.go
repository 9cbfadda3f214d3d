package workbook

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// memory is what a workbook knows of itself.
type memory struct {
	Kind     string       `json:"kind"`
	Language string       `json:"language"`
	Papers   []Paper      `json:"papers"`
	Sheets   []remembered `json:"sheets"`
	Told     []string     `json:"told"` // marks of the texts in cells that are not to be filled in
	Case     string       `json:"case"` // as it was, in YAML
}

// remembered is a sheet with the marks of the fields and lists in it.
type remembered struct {
	Name   string   `json:"name"`
	Places []string `json:"places"`
	Heads  []string `json:"heads"` // keys of columns, behind the mark of their list
}

// The first cell of a memory: what it is, in which edition, and its digest.
const (
	memorySheet = "yoshiki"
	memoryName  = "yoshiki-workbook"
	edition     = "1"
	mostInCell  = 30_000
)

// told is the mark of a text in a row with a mark: enough to tell that a cell of the row has
// it. Rows that only tell are all alike, and the entries of a list tell nothing.
func told(mark, text string) string {
	if mark == markEnd {
		mark = markTold
	}
	sum := sha256.Sum256([]byte(mark + "\x00" + text))
	return hex.EncodeToString(sum[:4])
}

// memory is what the workbook is to know of itself.
func (b *book) memory() (*memory, error) {
	text, err := casefile.Encode(b.Case)
	if err != nil {
		return nil, err
	}
	m := &memory{Kind: b.Kind.Name, Language: b.Language, Papers: b.Papers, Case: string(text), Told: b.told}
	for _, p := range b.parts {
		m.Sheets = append(m.Sheets, remembered{p.name, p.places, p.heading})
	}
	slices.Sort(m.Told)
	m.Told = slices.Compact(m.Told)
	return m, nil
}

// remember writes the hidden sheet.
func (b *book) remember() error {
	m, err := b.memory()
	if err != nil {
		return err
	}
	text, err := m.pack()
	if err != nil {
		return err
	}
	if _, err := b.file.NewSheet(memorySheet); err != nil {
		return err
	}
	w, err := b.file.NewStreamWriter(memorySheet)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(text))
	if err := w.SetRow("A1", []any{memoryName, edition, hex.EncodeToString(sum[:])}); err != nil {
		return err
	}
	for i, part := range slices.Collect(slices.Chunk([]byte(text), mostInCell)) {
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), []any{string(part)}); err != nil {
			return err
		}
	}
	b.hide(memorySheet, "veryHidden")
	return w.Flush()
}

func (m *memory) pack() (string, error) {
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, flate.BestCompression)
	if err := errors.Join(json.NewEncoder(w).Encode(m), w.Close()); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(out.Bytes()), nil
}

// recall reads the memory of a workbook; nil when it has none that is whole. found is the
// edition that it has.
func recall(book *table.Book) (m *memory, found string) {
	for _, s := range book.Sheets {
		if len(s.Rows) == 0 || s.Rows[0].At(1).Text != memoryName {
			continue
		}
		if found = s.Rows[0].At(2).Text; found != edition {
			return nil, found
		}
		var text strings.Builder
		for _, r := range s.Rows[1:] {
			text.WriteString(r.At(1).Text)
		}
		sum := sha256.Sum256([]byte(text.String()))
		if hex.EncodeToString(sum[:]) != s.Rows[0].At(3).Text {
			return nil, found
		}
		return unpack(text.String()), found
	}
	return nil, ""
}

// unpack is the way back from pack; nil where there is none.
func unpack(text string) *memory {
	packed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	m := &memory{}
	in := io.LimitReader(flate.NewReader(bytes.NewReader(packed)), 4*casefile.MaxCaseSize)
	if json.NewDecoder(in).Decode(m) != nil {
		return nil
	}
	return m
}
