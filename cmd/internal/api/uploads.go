package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/storage"
)

// The limits of an upload.
const (
	maxFile = 16 << 30 // bytes of a file
	maxPart = 64 << 20 // bytes of one part of it
)

// UploadOrder announces a file.
type UploadOrder struct {
	Path   string `json:"path" minLength:"1" maxLength:"255" example:"実施結果報告書.pdf"`
	Size   int64  `json:"size" minimum:"0" maximum:"17179869184"`
	SHA256 string `json:"sha256" pattern:"^[0-9a-f]{64}$"`
}

// Upload is how far an upload is.
type Upload struct {
	Upload string `json:"upload"`
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Case   string `json:"case"`
	Offset int64  `json:"offset" doc:"How much has come: where to go on"`
	Part   int64  `json:"part" doc:"Bytes of a part at most"`
}

type uploadAnswer struct {
	Location string `header:"Location"`
	Offset   int64  `header:"Upload-Offset"`
	Body     *Upload
}

// UploadID names an upload in a path.
type UploadID struct {
	CaseID
	Upload string `path:"upload" pattern:"^[a-z0-9]{26}$" example:"abcdefghijklmnopqrstuvwxyz"`
}

func (s *service) uploads() {
	tags := []string{"attachments"}
	body := &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{typeBytes: {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}
	register(s, access.AttachmentWrite, huma.Operation{Method: http.MethodPut, Path: "/v1/cases/{id}/attachment", OperationID: "upload-attachment", Summary: "Keep a file with a case, in one piece", Tags: tags,
		RequestBody: body, Errors: []int{404, 408, 409, 413}}, s.putAttachment)
	register(s, access.AttachmentWrite, huma.Operation{Method: http.MethodPost, Path: "/v1/cases/{id}/uploads", OperationID: "begin-upload", Summary: "Begin to upload a file that may come in parts", Tags: tags,
		DefaultStatus: http.StatusCreated, Errors: []int{404}}, s.beginUpload)
	register(s, access.AttachmentWrite, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/uploads/{upload}", OperationID: "read-upload", Summary: "Ask how far an upload is", Tags: tags, Errors: []int{404}}, s.readUpload)
	register(s, access.AttachmentWrite, huma.Operation{Method: http.MethodPatch, Path: "/v1/cases/{id}/uploads/{upload}", OperationID: "continue-upload", Summary: "Send the next part", Tags: tags,
		RequestBody: body, Errors: []int{404, 408, 409, 413}}, s.continueUpload)
	register(s, access.AttachmentWrite, huma.Operation{Method: http.MethodPost, Path: "/v1/cases/{id}/uploads/{upload}/finish", OperationID: "finish-upload", Summary: "Look at the file, and keep it with the case", Tags: tags,
		Errors: []int{404, 409}}, s.finishUpload)
}

func (s *service) beginUpload(ctx context.Context, in *struct {
	CaseID
	Body UploadOrder
}) (*uploadAnswer, error) {
	if _, err := s.stored(ctx, in.ID); err != nil {
		return nil, err
	}
	u := &Upload{Upload: strings.ToLower(rand.Text()), Path: in.Body.Path, Size: in.Body.Size, SHA256: in.Body.SHA256, Case: in.ID, Part: maxPart}
	data, err := json.Marshal(u)
	if err != nil {
		return nil, err
	}
	staging, err := s.Staging(ctx)
	if err != nil {
		return nil, err
	}
	if err := staging.Put(ctx, u.Upload+"/upload.json", storage.ContentOf(data), strings.NewReader(string(data))); err != nil {
		return nil, &app.Error{Code: "not-stored", Err: err}
	}
	return &uploadAnswer{Location: "/v1/cases/" + in.ID + "/uploads/" + u.Upload, Body: u}, nil
}

// upload finds an upload of whoever asks, and how far it is.
func (s *service) upload(ctx context.Context, in *UploadID) (storage.Store, *Upload, error) {
	staging, err := s.Staging(ctx)
	if err != nil {
		return nil, nil, err
	}
	gone := NewProblem(wordsOf(ctx), http.StatusNotFound, "no-upload", nil)
	r, err := staging.Open(ctx, in.Upload+"/upload.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, gone
	}
	if err != nil {
		return nil, nil, &app.Error{Code: "no-store", Err: err}
	}
	u := &Upload{}
	data, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, nil, &app.Error{Code: "no-store", Err: err}
	}
	if err := json.Unmarshal(data, u); err != nil {
		return nil, nil, storage.Damaged(err)
	}
	if u.Case != in.ID {
		return nil, nil, gone
	}
	for o, err := range staging.List(ctx, in.Upload+"/part-") {
		if err != nil {
			return nil, nil, &app.Error{Code: "no-store", Err: err}
		}
		if o.Key == partKey(in.Upload, u.Offset) {
			u.Offset += o.Size
		}
	}
	return staging, u, nil
}

func partKey(upload string, offset int64) string {
	return fmt.Sprintf("%s/part-%015d", upload, offset)
}

func (s *service) readUpload(ctx context.Context, in *UploadID) (*uploadAnswer, error) {
	_, u, err := s.upload(ctx, in)
	if err != nil {
		return nil, err
	}
	return &uploadAnswer{Location: "/v1/cases/" + in.ID + "/uploads/" + u.Upload, Offset: u.Offset, Body: u}, nil
}

// continueUpload keeps a part. One that breaks off is not kept, and may be sent again.
func (s *service) continueUpload(ctx context.Context, in *struct {
	UploadID
	Offset int64 `header:"Upload-Offset" required:"true" minimum:"0" doc:"Where the part begins: how much has come"`
	Streamed
}) (out *uploadAnswer, err error) {
	staging, u, err := s.upload(ctx, &in.UploadID)
	if err != nil {
		return nil, err
	}
	if in.Offset != u.Offset {
		return nil, elsewhere(ctx, u)
	}
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return nil, app.Unwritable("upload", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	name, hash := filepath.Join(folder, "part"), sha256.New()
	if err := spool(name, io.TeeReader(in.body, hash), min(maxPart, u.Size-u.Offset)); err != nil {
		return nil, unspooled(ctx, err)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return &uploadAnswer{Offset: u.Offset, Body: u}, err
	}
	content := storage.Content{Size: info.Size()}
	hash.Sum(content.SHA256[:0])
	err = staging.Put(ctx, partKey(u.Upload, u.Offset), content, f)
	if errors.Is(err, fs.ErrExist) { // somebody else has sent it
		return nil, elsewhere(ctx, u)
	}
	if err != nil {
		return nil, &app.Error{Code: "not-stored", Err: err}
	}
	u.Offset += content.Size
	return &uploadAnswer{Location: "/v1/cases/" + in.ID + "/uploads/" + u.Upload, Offset: u.Offset, Body: u}, nil
}

// elsewhere says that an upload is not where a part begins.
func elsewhere(ctx context.Context, u *Upload) error {
	p := NewProblem(wordsOf(ctx), http.StatusConflict, "upload-offset", map[string]string{"offset": fmt.Sprint(u.Offset)})
	p.headers = http.Header{"Upload-Offset": {fmt.Sprint(u.Offset)}}
	return p
}

// contentDigest is how RFC 9530 writes a digest.
func contentDigest(c storage.Content) string {
	return "sha-256=:" + base64.StdEncoding.EncodeToString(c.SHA256[:]) + ":"
}
