package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/repository"
)

// Receipt says that the office has a package.
type Receipt struct {
	Package string `json:"package"`
	Number  string `json:"number" doc:"Of the reception"`
	Day     string `json:"day"`
	Case    string `json:"case" doc:"Name that the case has at the office, and in its letters; not its own where another provider has one of that name"`
}

type receiptAnswer struct{ Body *Receipt }

func (s *service) submission() {
	register(s, access.PackageSubmit, huma.Operation{Method: http.MethodPost, Path: "/v1/packages/{package}/submit", OperationID: "submit-package", Summary: "Hand a package to the office", Tags: []string{"packages"},
		Errors: []int{404, 409}}, func(ctx context.Context, in *PackageID) (*receiptAnswer, error) {
		store, err := s.Store(ctx)
		if err != nil {
			return nil, err
		}
		m, err := office.Manifest(ctx, store, in.ID)
		if err != nil {
			return nil, err
		}
		if m.Package.Draft {
			return nil, NewProblem(wordsOf(ctx), http.StatusUnprocessableEntity, "draft", map[string]string{"name": in.ID})
		}
		done, err := s.Submit(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		err = custody.RecordFiling(ctx, store, in.ID, repository.Filing{Day: done.Day, Number: done.Number})
		return &receiptAnswer{&Receipt{in.ID, done.Number, string(done.Day), string(done.Case)}}, err
	})
}
