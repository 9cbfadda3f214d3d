package api

import (
	"context"
	"net/http"

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
		Responses: binary("The form", typePDF, typeXLSX, typeDOCX), Errors: []int{404, 422}}, func(ctx context.Context, in *struct {
		CaseID
		Printing
	}) (*file, error) {
		c, err := s.stored(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		return s.print(ctx, c, in.Printing)
	})
	register(s, SignedIn, huma.Operation{Method: http.MethodPost, Path: "/v1/forms/{form}/print", OperationID: "print-text", Summary: "Print a form of a case that is not stored", Tags: []string{"forms"},
		MaxBodyBytes: casefile.MaxCaseSize, SkipValidateBody: true, RequestBody: caseBody(), Responses: binary("The form", typePDF, typeXLSX, typeDOCX), Errors: []int{400, 404, 413, 415, 422}}, func(ctx context.Context, in *struct {
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
	var out *file
	n := 0
	err := s.App.Render(ctx, c, app.RenderOrder{Forms: []string{in.Form}, Formats: []string{in.Format}, Revision: casefile.Date(in.Revision), Each: func(p *app.Print) error {
		if n++; n != in.Copy {
			return nil
		}
		if p.Err != nil {
			return &app.Refused{Findings: p.Faults}
		}
		out = download(printTypes[in.Format], p.Name(), p.Data)
		return nil
	}})
	if err == nil && out == nil {
		err = NewProblem(wordsOf(ctx), http.StatusNotFound, "no-copy", nil)
	}
	return out, err
}
