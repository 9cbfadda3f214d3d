package api

import (
	"context"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/kept"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// PackageID names a package in a path.
type PackageID struct {
	ID string `path:"package" maxLength:"120" example:"pkg-small-saas-registration-0123456789" doc:"Id of the package"`
}

// BuildOrder is which package is made.
type BuildOrder struct {
	For      string   `json:"for" maxLength:"40" doc:"Kind of package" example:"registration"`
	Formats  []string `json:"formats,omitempty" maxItems:"3" enum:"pdf,xlsx,docx" doc:"Formats of the forms; all if none is named"`
	Draft    bool     `json:"draft,omitempty" doc:"Made in spite of errors, and marked as a draft"`
	Replaces string   `json:"replaces,omitempty" maxLength:"64" pattern:"^(pkg-[a-z0-9-]{1,60})?$" doc:"Package of an earlier text that this one takes the place of"`
}

// Package is what a package says of itself.
type Package struct {
	ID       string          `json:"id"`
	Kind     string          `json:"kind"`
	Case     string          `json:"case"`
	Program  string          `json:"program"`
	Revision string          `json:"revision"`
	Draft    bool            `json:"draft"`
	Replaces string          `json:"replaces,omitempty"`
	Digest   string          `json:"tagmanifest,omitempty" doc:"SHA-256 of tagmanifest-sha256.txt, which stands for the whole package"`
	Bytes    int64           `json:"bytes" doc:"Of all papers"`
	Files    []PackageFile   `json:"files,omitempty"`
	Filed    *Filing         `json:"filed,omitempty" doc:"When it was handed over, if it was"`
	Damaged  bool            `json:"damaged,omitempty" doc:"What it says of itself is damaged in the store, so that only its id is known"`
	Findings []findings.Line `json:"findings,omitempty" doc:"What did not stop it"`
}

// PackageFile is one paper of a package.
type PackageFile struct {
	Path      string `json:"path" example:"data/10-forms/2-4.pdf"`
	Role      string `json:"role"`
	Form      string `json:"form,omitempty"`
	Title     string `json:"title,omitempty"`
	Size      int64  `json:"size"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"mediaType"`
	Name      string `json:"name,omitempty" doc:"As the user named it"`
}

// Filing is when a package was handed over.
type Filing struct {
	Day    string `json:"day" maxLength:"10" example:"2026-04-15"`
	Number string `json:"number,omitempty" maxLength:"200" doc:"Of the receipt"`
}

type packageAnswer struct {
	Location string `header:"Location"`
	Body     *Package
}

func packageOf(m *manifest.Manifest) *Package {
	p := &Package{ID: m.Package.ID, Kind: m.Package.Kind, Case: string(m.Case.ID), Program: m.Package.Program, Revision: m.Package.Revision, Draft: m.Package.Draft, Replaces: m.Package.Replaces}
	for _, f := range m.Files {
		p.Bytes += f.Size
		p.Files = append(p.Files, PackageFile{f.Path, string(f.Role), f.Form, f.Title, f.Size, f.SHA256, f.MediaType, f.OriginalName})
	}
	return p
}

func (s *service) packages() {
	tags := []string{"packages"}
	register(s, access.PackageBuild, huma.Operation{Method: http.MethodPost, Path: "/v1/cases/{id}/packages", OperationID: "build-package", Summary: "Make a package of a case", Tags: tags,
		DefaultStatus: http.StatusCreated, Errors: []int{404, 409}}, s.buildPackage)
	register(s, access.PackageRead, huma.Operation{Method: http.MethodGet, Path: "/v1/packages", OperationID: "list-packages", Summary: "List the packages", Tags: tags}, s.listPackages)
	register(s, access.PackageRead, huma.Operation{Method: http.MethodGet, Path: "/v1/packages/{package}", OperationID: "read-package", Summary: "Read what a package says of itself", Tags: tags, Errors: []int{404}}, s.readPackage)
	register(s, access.AttachmentRead, huma.Operation{Method: http.MethodGet, Path: "/v1/packages/{package}/zip", OperationID: "download-package", Summary: "Download a package as a zip", Tags: tags,
		Responses: binary("The package", typeZip), Errors: []int{404}}, s.zip)
	register(s, access.AttachmentRead, huma.Operation{Method: http.MethodGet, Path: "/v1/packages/{package}/file", OperationID: "download-paper", Summary: "Download a paper of a package", Tags: tags,
		Responses: binary("The paper", typePDF, typeXLSX, typeDOCX, typeBytes), Errors: []int{404}}, s.paper)
}

func (s *service) buildPackage(ctx context.Context, in *struct {
	CaseID
	Body BuildOrder
}) (*packageAnswer, error) {
	done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	done = sync.OnceFunc(done)
	defer done()
	c, err := s.stored(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if len(in.Body.Formats) == 0 {
		in.Body.Formats = app.Formats()
	}
	made, err := s.App.Package(ctx, c, app.PackageOrder{Kind: in.Body.For, Formats: in.Body.Formats, Draft: in.Body.Draft, Replaces: in.Body.Replaces, Seals: s.Seals, Store: func(ctx context.Context) (*app.Store, error) {
		done()
		return s.Store(ctx)
	}})
	if err != nil {
		return nil, err
	}
	p := packageOf(made.Manifest())
	p.Digest, p.Findings = made.TagDigest(), lines(made.Findings)
	return &packageAnswer{"/v1/packages/" + p.ID, p}, nil
}

type packagesAnswer struct {
	Body struct {
		Packages []*Package `json:"packages"`
		More     string     `json:"more,omitempty" doc:"What to give as after for the next part"`
	}
}

func (s *service) listPackages(ctx context.Context, in *struct {
	After string `query:"after" maxLength:"120" doc:"Id behind which the part begins"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"50" doc:"How many at most"`
}) (*packagesAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	out := &packagesAnswer{}
	out.Body.Packages = []*Package{}
	for id, err := range repository.Packages(ctx, store) {
		if err != nil {
			return nil, &app.Error{Code: "no-store", Err: err}
		}
		if id <= in.After {
			continue
		}
		if n := len(out.Body.Packages); n == in.Limit {
			out.Body.More = out.Body.Packages[n-1].ID
			break
		}
		p, err := s.packed(ctx, store, id)
		if app.IsAbsent(err) { // it was taken away meanwhile
			continue
		}
		if storage.IsDamaged(err) {
			p, err = &Package{ID: id, Damaged: true}, nil
		}
		if err != nil {
			return nil, err
		}
		p.Files = nil
		out.Body.Packages = append(out.Body.Packages, p)
	}
	return out, nil
}

// packed is what a package says of itself; the caller may change what is no list.
func (s *service) packed(ctx context.Context, store *app.Store, id string) (*Package, error) {
	size := func(p Package) int { return len(p.Files) << 9 }
	p, err := kept.Get(ctx, s.answers, asked{store: store, id: id, question: "package"}, size, func(ctx context.Context) (Package, error) {
		m, err := office.Manifest(ctx, store, id)
		if err != nil {
			return Package{}, err
		}
		return *packageOf(m), nil
	})
	return &p, err
}

func (s *service) readPackage(ctx context.Context, in *PackageID) (*packageAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.packed(ctx, store, in.ID)
	if err != nil {
		return nil, err
	}
	filed, err := office.Filed(ctx, store, in.ID)
	if filed != nil {
		p.Filed = &Filing{string(filed.Day), filed.Number}
	}
	return &packageAnswer{"/v1/packages/" + p.ID, p}, err
}

// filing records that a package was handed over on paper, or elsewhere.
func (s *service) filing() {
	register(s, access.PackageSubmit, huma.Operation{Method: http.MethodPut, Path: "/v1/packages/{package}/filed", OperationID: "record-filing", Summary: "Record that a package was handed over", Tags: []string{"packages"},
		DefaultStatus: http.StatusNoContent, Errors: []int{404, 409}}, func(ctx context.Context, in *struct {
		PackageID
		Body Filing
	}) (*struct{}, error) {
		store, err := s.Store(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := office.Manifest(ctx, store, in.ID); err != nil {
			return nil, err
		}
		return nil, custody.RecordFiling(ctx, store, in.ID, repository.Filing{Day: casefile.Date(in.Body.Day), Number: in.Body.Number})
	})
}
