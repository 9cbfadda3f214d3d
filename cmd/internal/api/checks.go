package api

import (
	"bytes"
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
)

// Checking is what a case is checked for.
type Checking struct {
	For      string `query:"for" maxLength:"40" doc:"Kind of package; all that the case has data for if none is named" example:"registration"`
	AsOf     string `query:"as-of" maxLength:"10" doc:"Day whose rules are asked" example:"2026-11-22"`
	Revision string `query:"revision" maxLength:"10" doc:"Revision whose rules are asked" example:"2023-11-10"`
	NoFiles  bool   `query:"no-files" doc:"Attachments are not looked at"`
	Boxes    bool   `query:"boxes" doc:"Findings say where on the paper their values stand"`
	Format   string `query:"format" enum:"json,sarif,xlsx" default:"json" doc:"Format of the report"`
}

// Report is what a check found.
type Report struct {
	Findings []findings.Line `json:"findings"`
	Errors   int             `json:"errors" doc:"How many of them are errors"`
	Warnings int             `json:"warnings"`
	Revision string          `json:"revision,omitempty" doc:"Whose rules were asked"`
}

func (s *service) checks() {
	reports := func() map[string]*huma.Response {
		r := binary("What was found", typeSARIF, typeXLSX)
		r["200"].Content[typeJSON] = &huma.MediaType{Schema: huma.SchemaFromType(s.api.OpenAPI().Components.Schemas, reflect.TypeFor[Report]())}
		return r
	}
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/check", OperationID: "check-case", Summary: "Check a stored case", Tags: []string{"checks"},
		Responses: reports(), Errors: []int{404}}, func(ctx context.Context, in *struct {
		CaseID
		Checking
	}) (*file, error) {
		question := struct {
			Checking
			today casefile.Date
		}{in.Checking, s.today()}
		return s.answered(ctx, in.ID, question, func(ctx context.Context, c *app.Case) (*file, error) { return s.check(ctx, c, in.Checking) })
	})
	register(s, SignedIn, huma.Operation{Method: http.MethodPost, Path: "/v1/check", OperationID: "check-text", Summary: "Check a case that is not stored", Tags: []string{"checks"},
		MaxBodyBytes: casefile.MaxCaseSize, SkipValidateBody: true, RequestBody: caseBody(), Responses: reports()}, func(ctx context.Context, in *struct {
		CaseText
		Checking
	}) (*file, error) {
		c, err := s.decode(ctx, in.ContentType, in.RawBody)
		if err != nil {
			return nil, err
		}
		return s.check(ctx, c, in.Checking)
	})
}

func (s *service) check(ctx context.Context, c *app.Case, in Checking) (*file, error) {
	checked, err := s.App.Check(ctx, c, app.CheckOrder{Kind: in.For, AsOf: casefile.Date(in.AsOf), Revision: casefile.Date(in.Revision), Today: s.today(), NoFiles: in.NoFiles, Boxes: in.Boxes})
	if err != nil {
		return nil, err
	}
	switch in.Format {
	case "sarif":
		var b bytes.Buffer
		err := findings.WriteSARIF(&b, findings.Log{Version: s.Version, Findings: checked.Findings, Catalog: checked.Asked}, wordsOf(ctx))
		return download(typeSARIF, "check.sarif", b.Bytes()), err
	case "xlsx":
		data, err := sheet(wordsOf(ctx), lines(checked.Findings))
		return download(typeXLSX, "check.xlsx", data), err
	}
	data, err := marshal(reportOf(checked))
	return &file{ContentType: typeJSON, Sniff: "nosniff", Body: data}, err
}

func reportOf(c *app.Checked) *Report {
	r := &Report{Findings: lines(c.Findings)}
	for _, f := range c.Findings {
		switch f.Severity {
		case casefile.Error:
			r.Errors++
		case casefile.Warning:
			r.Warnings++
		}
	}
	if c.Asked != nil {
		r.Revision = string(c.Asked.Revision.InForce)
	}
	return r
}
