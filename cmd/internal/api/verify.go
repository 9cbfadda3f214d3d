package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/signature"
)

// Verdict is what is to be said of a package.
type Verdict struct {
	Sound     bool           `json:"sound" doc:"It is whole, and nothing in it was changed"`
	Package   string         `json:"package,omitempty" doc:"Id, of one of ours"`
	Digest    string         `json:"tagmanifest,omitempty"`
	Files     int            `json:"files"`
	Bytes     int64          `json:"bytes"`
	Faults    []PackageFault `json:"faults"`
	Signers   []string       `json:"signers" doc:"The kinds of signature that are sound"`
	Generator string         `json:"generator,omitempty" doc:"The program that made it, by its own word"`
}

// PackageFault is one thing that is wrong with a package.
type PackageFault struct {
	Code     string         `json:"code"`
	Severity string         `json:"severity" enum:"error,warning"`
	Path     string         `json:"path"`
	Message  casefile.Words `json:"message"`
}

type verdictAnswer struct{ Body *Verdict }

// maxZip is the largest package that is looked at when it is posted.
const maxZip = 16 << 30

func (s *service) verification() {
	register(s, access.PackageRead, huma.Operation{Method: http.MethodGet, Path: "/v1/packages/{package}/verify", OperationID: "verify-package", Summary: "Verify a stored package", Tags: []string{"packages"}, Errors: []int{404}},
		func(ctx context.Context, in *PackageID) (*verdictAnswer, error) {
			store, err := s.Store(ctx)
			if err != nil {
				return nil, err
			}
			if _, err := office.Manifest(ctx, store, in.ID); err != nil {
				return nil, err
			}
			v, err := custody.VerifyStored(ctx, store, in.ID, signature.Trust{At: s.Now()})
			return verdictOf(v), err
		})
	register(s, access.PackageRead, huma.Operation{Method: http.MethodPost, Path: "/v1/verify", OperationID: "verify-zip", Summary: "Verify a package that is posted as a zip", Tags: []string{"packages"},
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{typeZip: {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}, Errors: []int{408, 413, 415}}, s.verifyZip)
}

// Streamed is a body that is read as it comes, and never held in memory.
type Streamed struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	body        io.Reader
}

// Resolve takes the body before the operation.
func (b *Streamed) Resolve(ctx huma.Context) []error {
	b.body = ctx.BodyReader()
	return nil
}

// verifyZip keeps the zip on a disk while it is looked at: a zip is read from its end.
func (s *service) verifyZip(ctx context.Context, in *Streamed) (out *verdictAnswer, err error) {
	if in.ContentType != typeZip {
		return nil, NewProblem(wordsOf(ctx), http.StatusUnsupportedMediaType, "media-type-zip", nil)
	}
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return nil, app.Unwritable("upload", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	name := filepath.Join(folder, "package.zip")
	if err := spool(name, in.body, maxZip); err != nil {
		return nil, unspooled(ctx, err)
	}
	v, err := custody.VerifyPath(ctx, name, signature.Trust{At: s.Now()}, false)
	return verdictOf(v), err
}

var errTooLarge = errors.New("larger than allowed")

// spool writes a stream to a file.
func spool(name string, r io.Reader, most int64) (err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	n, err := io.Copy(f, io.LimitReader(r, most+1))
	if err == nil && n > most {
		err = errTooLarge
	}
	return err
}

// unspooled says why a stream did not come whole.
func unspooled(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, errTooLarge):
		return NewProblem(wordsOf(ctx), http.StatusRequestEntityTooLarge, "too-large", nil)
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, io.ErrUnexpectedEOF):
		return NewProblem(wordsOf(ctx), http.StatusRequestTimeout, "too-slow", nil)
	}
	return fmt.Errorf("upload: %w", err)
}

func verdictOf(v *custody.Verified) *verdictAnswer {
	if v == nil {
		return nil
	}
	out := &Verdict{Sound: v.Errors() == 0, Digest: v.TagManifest, Files: v.Files, Bytes: v.Bytes, Faults: []PackageFault{}, Signers: []string{}, Generator: v.Generator}
	if v.Manifest != nil {
		out.Package = v.Manifest.Package.ID
	}
	for _, f := range v.Faults {
		out.Faults = append(out.Faults, PackageFault{f.Code, string(f.Severity), f.Path, casefile.Words{Ja: f.MessageJA, En: f.MessageEN}})
	}
	for _, p := range v.Proofs {
		out.Signers = append(out.Signers, string(p.Kind))
	}
	return &verdictAnswer{out}
}
