package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Schema names the format of meta/manifest.json that this package writes. It also reads
// the one before, which named the program that made the package.
const (
	Schema      = "yoshiki-manifest/2"
	firstSchema = "yoshiki-manifest/1"
)

// The limits of a package. Reading costs memory in proportion to the manifest alone.
const (
	MaxFiles    = 10_000   // files under data/
	MaxManifest = 16 << 20 // bytes of any file outside data/
)

// Manifest is meta/manifest.json: what a package is, and what each of its files is.
type Manifest struct {
	Schema    string     `json:"schema"` // [Schema]
	Package   Package    `json:"package"`
	Case      Case       `json:"case"`
	Generator *Generator `json:"generator,omitempty"` // nil; of the schema before
	Findings  []Finding  `json:"findings"`            // of the check before sealing; never null
	Files     []File     `json:"files"`               // every file under data/, by path; at least one
}

// Package says which submission this is, and under which rules it was made.
type Package struct {
	ID       string `json:"id"`                 // made by [Seal]
	Kind     string `json:"kind"`               // "registration": a kind of submission
	Program  string `json:"program"`            // "ismap-liu"
	Revision string `json:"revision"`           // of the rules: "2023-11-10"
	Draft    bool   `json:"draft"`              // sealed in spite of errors among the findings
	Replaces string `json:"replaces,omitempty"` // id of the package of an earlier text that this one takes the place of; "" for none
}

// Letter is the Kind of a package that is one letter of an office, and no submission.
const Letter = "letter"

// Case names the case that the package was made from.
type Case struct {
	ID           string `json:"id"`
	SHA256       string `json:"sha256"`       // of the case's bytes as they are kept
	Date         string `json:"date"`         // of the submission, RFC 3339 full-date
	Organization string `json:"organization"` // the applicant's name; may be ""
}

// Finding is one result of the check of the case.
type Finding struct {
	Code      string `json:"code"`     // "liu:7.3"
	Severity  string `json:"severity"` // "error", "warning", "note"
	Path      string `json:"path"`     // JSON Pointer into the case (RFC 6901)
	MessageJA string `json:"message_ja"`
	MessageEN string `json:"message_en"`
}

// File is one file under data/.
type File struct {
	Path           string `json:"path"` // from the bag's top: "data/10-forms/2-4.pdf"
	Role           Role   `json:"role"`
	Form           string `json:"form,omitempty"`   // id of the form: "2-4"
	Title          string `json:"title,omitempty"`  // of the form or attachment
	TitleConfirmed bool   `json:"titleConfirmed"`   // the title is the official wording
	Clause         string `json:"clause,omitempty"` // that asks for the paper
	Size           int64  `json:"size"`             // bytes
	SHA256         string `json:"sha256"`           // 64 hexadecimal digits, lower case
	MediaType      string `json:"mediaType"`
	OriginalName   string `json:"originalName,omitempty"` // as the user named it, byte for byte, without folders
	Tree           string `json:"tree,omitempty"`         // SHA-256 of the document tree that a form was drawn from, as yoshiki-tree/1 writes it
}

// Role is what a file is for; it decides the folder.
type Role string

// The roles of a paper.
const (
	Index       Role = "index"       // the list of the papers
	Form        Role = "form"        // a form that the program filled
	Attachment  Role = "attachment"  // the user's file, untouched
	Certificate Role = "certificate" // a certificate of an authority, untouched
)

// Folder is where files of the role lie, with a slash at the end; "" if r is no role.
func (r Role) Folder() string {
	switch r {
	case Index:
		return "data/00-index/"
	case Form:
		return "data/10-forms/"
	case Attachment:
		return "data/20-attachments/"
	case Certificate:
		return "data/30-certificates/"
	}
	return ""
}

// Oxum is the value of Payload-Oxum (RFC 8493, section 2.2.2): bytes, ".", files.
func (m *Manifest) Oxum() string {
	var bytes int64
	for _, f := range m.Files {
		bytes += f.Size
	}
	return fmt.Sprintf("%d.%d", bytes, len(m.Files))
}

// ErrSchema says that a manifest is of a schema that this program does not know.
var ErrSchema = errors.New("made by another version of the program")

// Encode gives the one legal writing of m, or says what in m is not legal.
func Encode(m *Manifest) ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	data, err := m.marshal()
	if err == nil && len(data) > MaxManifest {
		err = fmt.Errorf("larger than %d bytes", MaxManifest)
	}
	return data, err
}

func (m *Manifest) marshal() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// Decode reads a manifest that [Encode] has written, and refuses all else.
func Decode(data []byte) (*Manifest, error) {
	if len(data) > MaxManifest {
		return nil, fmt.Errorf("larger than %d bytes", MaxManifest)
	}
	var head struct{ Schema string }
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, err
	}
	if head.Schema != Schema && head.Schema != firstSchema {
		return nil, fmt.Errorf("schema %.40q: %w", head.Schema, ErrSchema)
	}
	m := new(Manifest)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return nil, err
	}
	canonical, err := Encode(m)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(canonical, data) {
		return nil, fmt.Errorf("line %d is not in the canonical form", firstDifference(canonical, data))
	}
	return m, nil
}

// firstDifference is the number of the first line in which a and b differ.
func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return 1 + bytes.Count(a[:i], []byte("\n"))
		}
	}
	return 1 + bytes.Count(a[:min(len(a), len(b))], []byte("\n"))
}
