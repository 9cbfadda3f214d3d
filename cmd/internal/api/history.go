package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
)

type historyAnswer struct {
	Body struct {
		Versions []*Kept `json:"versions" doc:"The newest first"`
		Before   int     `json:"before,omitempty" doc:"What to give as before for the next part"`
	}
}

func (s *service) history() {
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/versions", OperationID: "list-versions", Summary: "List the versions of a case", Tags: []string{"cases"},
		Errors: []int{404}}, s.listVersions)
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/versions/{version}", OperationID: "read-version", Summary: "Read a past version of a case", Tags: []string{"cases"},
		Responses: unlessKnown(binary("The text of the case", typeYAML, typeJSON)), Errors: []int{404}}, func(ctx context.Context, in *struct {
		Accepting
		Version int `path:"version" minimum:"1" maximum:"999999999" example:"1"`
	}) (*file, error) {
		store, err := s.Store(ctx)
		if err != nil {
			return nil, err
		}
		c, err := s.App.StoredVersion(ctx, store, in.ID, in.Version)
		if err != nil {
			return nil, err
		}
		f, err := textOf(c, in.ID, in.wantsJSON())
		if err != nil {
			return nil, err
		}
		return in.unless(f)
	})
}

func (s *service) listVersions(ctx context.Context, in *struct {
	CaseID
	Before int `query:"before" minimum:"0" maximum:"999999999" doc:"Number before which the part ends"`
	Limit  int `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"How many at most"`
}) (*historyAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	all, err := app.Versions(ctx, store, in.ID)
	if err != nil {
		return nil, err
	}
	out := &historyAnswer{}
	out.Body.Versions = []*Kept{}
	for i := len(all) - 1; i >= 0; i-- {
		if in.Before > 0 && all[i] >= in.Before {
			continue
		}
		if n := len(out.Body.Versions); n == in.Limit {
			out.Body.Before = out.Body.Versions[n-1].Version
			break
		}
		k, err := s.listed(ctx, store, in.ID, all[i])
		if err != nil {
			return nil, err
		}
		out.Body.Versions = append(out.Body.Versions, k)
	}
	return out, nil
}
