package api

import (
	"bytes"
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/storage"
)

// CaseID names a case in a path.
type CaseID struct {
	ID string `path:"id" pattern:"^[a-z0-9][a-z0-9-]{0,39}$" example:"small-saas" doc:"Id of the case"`
}

// CaseText is a case in the body of a request.
type CaseText struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	RawBody     []byte
}

// Kept is a case as the store has it.
type Kept struct {
	ID       string          `json:"id" example:"small-saas"`
	Version  int             `json:"version" doc:"Counted from 1" example:"1"`
	Digest   string          `json:"digest" doc:"SHA-256 of the text; the ETag"`
	Program  string          `json:"program" example:"ismap-liu"`
	Revision string          `json:"revision" example:"2023-11-10"`
	Service  string          `json:"service" doc:"Name of the service"`
	Damaged  bool            `json:"damaged,omitempty" doc:"What the store has of it is damaged, so that only id and version are known"`
	Findings []findings.Line `json:"findings,omitempty" doc:"How what was written was understood"`
}

func keptOf(c *app.Case) *Kept {
	cs := c.File.Case
	return &Kept{ID: string(cs.ID), Version: c.Version(), Digest: c.Digest(), Program: string(cs.Program), Revision: string(cs.Revision), Service: string(cs.Service.Name)}
}

type keptAnswer struct {
	Location string `header:"Location"`
	ETag     string `header:"ETag"`
	Body     *Kept
}

func etag(c *app.Case) string { return `"` + c.Digest() + `"` }

func (s *service) cases() {
	register(s, access.CaseWrite, huma.Operation{Method: http.MethodPost, Path: "/v1/cases", OperationID: "create-case", Summary: "Keep a new case", Tags: []string{"cases"},
		DefaultStatus: http.StatusCreated, MaxBodyBytes: casefile.MaxCaseSize, SkipValidateBody: true, RequestBody: caseBody(), Errors: []int{409}}, s.createCase)
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases", OperationID: "list-cases", Summary: "List the cases", Tags: []string{"cases"}}, s.listCases)
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}", OperationID: "read-case", Summary: "Read a case", Tags: []string{"cases"},
		Responses: unlessKnown(binary("The text of the case", typeYAML, typeJSON)), Errors: []int{404}}, s.readCase)
}

// caseBody is the body of a request that holds a case.
func caseBody() *huma.RequestBody {
	text := &huma.Schema{Type: "string", Description: "The text of a case file"}
	return &huma.RequestBody{Required: true, Description: "A case: a case file in YAML or JSON, or a workbook. Its values are kept, in one text for all that say the same, whose digest packages name; comments of the file are not", Content: map[string]*huma.MediaType{
		typeYAML: {Schema: text, Example: "id: small-saas\nprogram: ismap-liu\nrevision: 2023-11-10\n"},
		typeJSON: {Schema: &huma.Schema{Type: "object", AdditionalProperties: true}, Example: map[string]any{"id": "small-saas", "program": "ismap-liu", "revision": "2023-11-10"}},
		typeXLSX: {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}
}

// nameOf is the name that a text goes by in findings, which tells its format.
var nameOf = map[string]string{typeYAML: "case.yaml", "application/x-yaml": "case.yaml", "text/yaml": "case.yaml", typeJSON: "case.json", typeXLSX: "case.xlsx"}

// decode reads the case in a request.
func (s *service) decode(ctx context.Context, contentType string, body []byte) (*app.Case, error) {
	media, _, err := mime.ParseMediaType(contentType)
	name := nameOf[media]
	if err != nil || name == "" {
		return nil, NewProblem(wordsOf(ctx), http.StatusUnsupportedMediaType, "media-type", nil)
	}
	if media == typeJSON {
		if err := strict(body); err != nil {
			p := NewProblem(wordsOf(ctx), http.StatusBadRequest, "malformed", nil)
			p.Errors = []Fault{{"body", faultWords(wordsOf(ctx), err.Error())}}
			return nil, p
		}
	}
	return s.App.ReadCase(name, bytes.NewReader(body), nil)
}

func (s *service) createCase(ctx context.Context, in *CaseText) (*keptAnswer, error) {
	c, err := s.decode(ctx, in.ContentType, in.RawBody)
	if err != nil {
		return nil, err
	}
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	made, err := s.App.CreateCase(ctx, store, c)
	if err != nil {
		return nil, err
	}
	return answer(made, c.Findings), nil
}

// answer tells of a case that was stored, and how what was written was understood.
func answer(c *app.Case, found []casefile.Finding) *keptAnswer {
	k := keptOf(c)
	k.Findings = lines(found)
	return &keptAnswer{Location: "/v1/cases/" + k.ID, ETag: etag(c), Body: k}
}

// Listing is which part of a list is asked for.
type Listing struct {
	After string `query:"after" maxLength:"64" doc:"Id behind which the part begins"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"50" doc:"How many at most"`
}

type caseList struct {
	Body struct {
		Cases []*Kept `json:"cases"`
		More  string  `json:"more,omitempty" doc:"What to give as after for the next part"`
	}
}

func (s *service) listCases(ctx context.Context, in *Listing) (*caseList, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	out := &caseList{}
	out.Body.Cases = []*Kept{}
	for id, err := range app.Cases(ctx, store) {
		if err != nil {
			return nil, &app.Error{Code: "no-store", Err: err}
		}
		if string(id) <= in.After {
			continue
		}
		if n := len(out.Body.Cases); n == in.Limit {
			out.Body.More = out.Body.Cases[n-1].ID
			break
		}
		all, err := app.Versions(ctx, store, string(id))
		if app.IsAbsent(err) { // it is being made
			continue
		}
		if err != nil {
			return nil, err
		}
		k, err := s.listed(ctx, store, string(id), all[len(all)-1])
		if err != nil {
			return nil, err
		}
		out.Body.Cases = append(out.Body.Cases, k)
	}
	return out, nil
}

// listed is a version of a case in a list. One that is damaged keeps nobody from seeing the others.
func (s *service) listed(ctx context.Context, store *app.Store, id string, version int) (*Kept, error) {
	c, err := s.App.StoredVersion(ctx, store, id, version)
	if storage.IsDamaged(err) || err == nil && string(c.File.Case.ID) != id {
		return &Kept{ID: id, Version: version, Damaged: true}, nil
	}
	if err != nil {
		return nil, err
	}
	return keptOf(c), nil
}

// Accepting is which text of a case is asked for.
type Accepting struct {
	CaseID
	Accept      string `header:"Accept" hidden:"true"`
	IfNoneMatch string `header:"If-None-Match" doc:"ETag of the text that is known"`
}

func (s *service) readCase(ctx context.Context, in *Accepting) (*file, error) {
	inJSON := in.wantsJSON()
	f, err := s.answered(ctx, in.ID, struct{ text, inJSON bool }{true, inJSON}, func(_ context.Context, c *app.Case) (*file, error) { return textOf(c, in.ID, inJSON) })
	if err != nil {
		return nil, err
	}
	return in.unless(f)
}

// stored is the newest version of a case of whoever asks.
func (s *service) stored(ctx context.Context, id string) (*app.Case, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	return s.App.StoredCase(ctx, store, id)
}

func (in *Accepting) wantsJSON() bool { return strings.HasPrefix(in.Accept, typeJSON) }

// unless gives a text, unless it is known already.
func (in *Accepting) unless(f *file) (*file, error) {
	if strings.Contains(in.IfNoneMatch, f.ETag) || in.IfNoneMatch == "*" {
		return nil, huma.Status304NotModified()
	}
	return f, nil
}

// textOf is the text of a case, in JSON where that is asked for.
func textOf(c *app.Case, id string, inJSON bool) (*file, error) {
	mediaType, name, data := typeYAML, id+".yaml", c.Text()
	if inJSON {
		var err error
		if data, err = json.Marshal(casefile.Of(c.File.Case)); err != nil {
			return nil, err
		}
		mediaType, name = typeJSON, id+".json"
	}
	f := download(mediaType, name, data)
	f.ETag = etag(c)
	return f, nil
}
