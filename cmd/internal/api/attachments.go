package api

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/findings"
	"yoshiki/storage"
)

// AttachmentPath names a file of a case.
type AttachmentPath struct {
	Path string `query:"path" required:"true" minLength:"1" maxLength:"255" doc:"Path of the file, as the case names it" example:"実施結果報告書.pdf"`
}

// AttachmentFile is a file that is kept with a case.
type AttachmentFile struct {
	Path      string          `json:"path"`
	Size      int64           `json:"size"`
	SHA256    string          `json:"sha256"`
	MediaType string          `json:"mediaType,omitempty" doc:"What it really is"`
	Findings  []findings.Line `json:"findings,omitempty" doc:"What is to be known of it"`
}

type attachmentAnswer struct{ Body *AttachmentFile }
type attachmentsAnswer struct {
	Body struct {
		Attachments []AttachmentFile `json:"attachments"`
	}
}

func (s *service) attachments() {
	tags := []string{"attachments"}
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/attachments", OperationID: "list-attachments", Summary: "List the files of a case", Tags: tags, Errors: []int{404}}, s.listAttachments)
	register(s, access.AttachmentRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/attachment", OperationID: "download-attachment", Summary: "Download a file of a case", Tags: tags,
		Responses: binary("The file", typeBytes), Errors: []int{404}}, s.downloadAttachment)
}

func (s *service) listAttachments(ctx context.Context, in *CaseID) (*attachmentsAnswer, error) {
	c, err := s.stored(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &attachmentsAnswer{}
	out.Body.Attachments = []AttachmentFile{}
	for _, a := range c.Attachments() {
		out.Body.Attachments = append(out.Body.Attachments, AttachmentFile{Path: a.Path, Size: a.Size, SHA256: a.SHA256})
	}
	return out, nil
}

func (s *service) downloadAttachment(ctx context.Context, in *struct {
	CaseID
	AttachmentPath
}) (*huma.StreamResponse, error) {
	c, err := s.stored(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	source, err := c.Attachment(in.Path)
	if err != nil {
		return nil, err
	}
	return stream(ctx, typeBytes, path.Base(in.Path), func(w io.Writer) error {
		r, err := source.Open(ctx)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, r)
		return errors.Join(err, r.Close())
	}), nil
}

// putAttachment takes a file in one piece.
func (s *service) putAttachment(ctx context.Context, in *struct {
	CaseID
	AttachmentPath
	Digest string `header:"Content-Digest" maxLength:"200" doc:"sha-256=:BASE64: of the file (RFC 9530); what differs is refused"`
	Streamed
}) (out *attachmentAnswer, err error) {
	if _, err := s.stored(ctx, in.ID); err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return nil, app.Unwritable("upload", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	name := filepath.Join(folder, "upload")
	hash := sha256.New()
	if err := spool(name, io.TeeReader(in.body, hash), maxFile); err != nil {
		return nil, unspooled(ctx, err)
	}
	var content storage.Content
	hash.Sum(content.SHA256[:0])
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	content.Size = info.Size()
	if in.Digest != "" && in.Digest != contentDigest(content) {
		return nil, NewProblem(wordsOf(ctx), http.StatusUnprocessableEntity, "digest", map[string]string{"found": content.Digest()})
	}
	return s.attach(ctx, in.ID, editing.AttachOrder{Path: in.Path, File: name, Content: content})
}

func (s *service) attach(ctx context.Context, id string, o editing.AttachOrder) (*attachmentAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	done, err := editing.Attach(ctx, s.App, store, id, o)
	if err != nil {
		return nil, err
	}
	return &attachmentAnswer{&AttachmentFile{o.Path, o.Content.Size, o.Content.Digest(), done.Verdict.MediaType, lines(done.Findings)}}, nil
}
