package api

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
)

// printTypes are the media types of the formats of forms.
var printTypes = map[string]string{"pdf": typePDF, "xlsx": typeXLSX, "docx": typeDOCX}

// Printing is which print of a form is asked for.
type Printing struct {
	Form     string `path:"form" maxLength:"40" doc:"Number of the form" example:"2-4"`
	Format   string `query:"format" enum:"pdf,xlsx,docx" default:"pdf"`
	Revision string `query:"revision" maxLength:"10" doc:"By whose text; that of the case if none is named"`
	Copy     int    `query:"copy" minimum:"1" maximum:"1000" default:"1" doc:"Which, of a form that the case has several of"`
}

func (s *service) renders() {
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/forms/{form}", OperationID: "print-form", Summary: "Print a form of a stored case", Tags: []string{"forms"},
		Responses: binary("The form", typePDF, typeXLSX, typeDOCX), Errors: []int{404}}, func(ctx context.Context, in *struct {
		CaseID
		Printing
	}) (*file, error) {
		return s.answered(ctx, in.ID, in.Printing, func(ctx context.Context, c *app.Case) (*file, error) { return s.print(ctx, c, in.Printing) })
	})
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/forms/{form}/boxes", OperationID: "list-boxes", Summary: "Where on the paper the values stand", Tags: []string{"forms"},
		Errors: []int{404}}, s.boxes)
	register(s, SignedIn, huma.Operation{Method: http.MethodPost, Path: "/v1/forms/{form}/print", OperationID: "print-text", Summary: "Print a form of a case that is not stored", Tags: []string{"forms"},
		MaxBodyBytes: casefile.MaxCaseSize, SkipValidateBody: true, RequestBody: caseBody(), Responses: binary("The form", typePDF, typeXLSX, typeDOCX), Errors: []int{404}}, func(ctx context.Context, in *struct {
		CaseText
		Printing
	}) (*file, error) {
		c, err := s.decode(ctx, in.ContentType, in.RawBody)
		if err != nil {
			return nil, err
		}
		return s.print(ctx, c, in.Printing)
	})
}

// print gives one print.
func (s *service) print(ctx context.Context, c *app.Case, in Printing) (*file, error) {
	p, err := s.App.PrintForm(ctx, c, in.Form, in.Format, casefile.Date(in.Revision), in.Copy)
	switch {
	case err != nil:
		return nil, err
	case p.Print == nil:
		return nil, NewProblem(wordsOf(ctx), http.StatusNotFound, "no-copy", nil)
	case p.Err != nil:
		return nil, &app.Refused{Findings: p.Faults}
	}
	return download(printTypes[in.Format], p.Name(), p.Data), nil
}

// Paper is one filled form with the places of the values on it.
type Paper struct {
	Name  string         `json:"name" example:"2-4"`
	Boxes []casefile.Box `json:"boxes"`
	Paths []string       `json:"pointers" doc:"For each box the JSON Pointer of its value"`
}

type papersAnswer struct {
	Body struct {
		Papers []Paper `json:"papers"`
	}
}

func (s *service) boxes(ctx context.Context, in *struct {
	CaseID
	Form string `path:"form" maxLength:"40" example:"2-4"`
}) (*papersAnswer, error) {
	c, err := s.stored(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := s.App.Boxes(c, in.Form)
	if err != nil {
		return nil, err
	}
	out := &papersAnswer{}
	out.Body.Papers = []Paper{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		p := Paper{Name: name, Boxes: []casefile.Box{}, Paths: []string{}}
		for _, b := range all[name] {
			p.Boxes = append(p.Boxes, casefile.Box{Form: name, Page: b.Page, X: b.X, Y: b.Y, Width: b.Width, Height: b.Height})
			p.Paths = append(p.Paths, b.Path)
		}
		out.Body.Papers = append(out.Body.Papers, p)
	}
	return out, nil
}
