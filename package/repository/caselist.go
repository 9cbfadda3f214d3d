package repository

import (
	"bytes"
	"encoding/json"
	"fmt"

	"yoshiki/package/bag"
	"yoshiki/storage"
)

// listSchema names the format of a caseList that this package reads and writes.
const listSchema = "yoshiki-case/1"

// maxList bounds a caseList in bytes.
const maxList = 16 << 20

// caseList says what a version of a case consists of. It is JSON in one writing: the fields
// in this order, two spaces, attachments by path, a line feed at the end. Its sum shows
// whether it, or what it names, was changed.
type caseList struct {
	Schema      string       `json:"schema"`
	Sum         string       `json:"sum"`  // SHA-256 of the list without it, 64 hexadecimal digits
	Case        string       `json:"case"` // SHA-256 of the case, 64 hexadecimal digits
	Attachments []attachment `json:"attachments"`
}

// attachment is a file that the case names, kept among the papers of packages.
type attachment struct {
	Path   string `json:"path"` // as the case has it
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func newCaseList(data []byte, attached []bag.File) *caseList {
	l := &caseList{Schema: listSchema, Case: storage.ContentOf(data).Digest(), Attachments: []attachment{}}
	for _, f := range attached {
		l.Attachments = append(l.Attachments, attachment{f.Path, f.Content.Size, f.Content.Digest()})
	}
	return l
}

func (l *caseList) encode() ([]byte, error) {
	bare := *l
	bare.Sum = ""
	data, err := bare.write()
	if err != nil {
		return nil, err
	}
	bare.Sum = storage.ContentOf(data).Digest()
	return bare.write()
}

func (l *caseList) write() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(l)
	return b.Bytes(), err
}

// decodeList reads what encode has written, and refuses all else.
func decodeList(data []byte) (*caseList, error) {
	l := new(caseList)
	if err := json.Unmarshal(data, l); err != nil {
		return nil, err
	}
	again, err := l.encode()
	if err == nil && (l.Schema != listSchema || !bytes.Equal(again, data)) {
		err = fmt.Errorf("not a list of schema %s", listSchema)
	}
	return l, err
}

// objects are the attachments in the store.
func (l *caseList) objects() ([]storage.Object, error) {
	var all []storage.Object
	for _, a := range l.Attachments {
		content, err := contentOf(a.Size, a.SHA256)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.Path, err)
		}
		all = append(all, storage.Object{Key: blobKey(content), Size: a.Size})
	}
	return all, nil
}
