package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/casefile"
)

// IfMatch names the state of a case that was read.
type IfMatch struct {
	IfMatch string `header:"If-Match" doc:"ETag of the text that was read; without it nothing is changed"`
}

// digest is the digest in the header.
func (m *IfMatch) digest(ctx context.Context) (string, error) {
	digest := strings.Trim(strings.TrimPrefix(strings.TrimSpace(m.IfMatch), "W/"), `"`)
	if digest == "" || digest == "*" {
		return "", NewProblem(wordsOf(ctx), http.StatusPreconditionRequired, "no-if-match", nil)
	}
	return digest, nil
}

// Edits are changes of single values of a case.
type Edits struct {
	Edits []EditOrder `json:"edits" minItems:"1" maxItems:"10000"`
}

// EditOrder is one of them.
type EditOrder struct {
	Do      string   `json:"do,omitempty" enum:"set,insert,remove,move" default:"set"`
	Pointer string   `json:"pointer" maxLength:"500" doc:"JSON Pointer into the case" example:"/prior/date"`
	Value   AnyValue `json:"value,omitempty" doc:"Of set and insert: a text, a list or a group, as a case file in JSON has it; null empties the place"`
	To      int      `json:"to,omitempty" minimum:"0" maximum:"10000" doc:"Of move: index of the new place"`
}

// AnyValue is any value of JSON, with numbers as they are written.
type AnyValue struct{ Value any }

// UnmarshalJSON reads a value.
func (v *AnyValue) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	return d.Decode(&v.Value)
}

// MarshalJSON writes a value.
func (v AnyValue) MarshalJSON() ([]byte, error) { return json.Marshal(v.Value) }

// Schema lets any value pass.
func (v AnyValue) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Description: "Any value of a case", Examples: []any{"2026-04-01"}}
}

func (s *service) changes() {
	errors := []int{404, 412, 428}
	register(s, access.CaseWrite, huma.Operation{Method: http.MethodPut, Path: "/v1/cases/{id}", OperationID: "replace-case", Summary: "Change a case as a whole", Tags: []string{"cases"},
		MaxBodyBytes: casefile.MaxCaseSize, SkipValidateBody: true, RequestBody: caseBody(), Errors: errors}, s.replaceCase)
	register(s, access.CaseWrite, huma.Operation{Method: http.MethodPatch, Path: "/v1/cases/{id}", OperationID: "edit-case", Summary: "Change single values of a case", Tags: []string{"cases"},
		MaxBodyBytes: casefile.MaxCaseSize, Errors: errors}, s.editCase)
	register(s, access.CaseWrite, huma.Operation{Method: http.MethodPost, Path: "/v1/cases/{id}/merge", OperationID: "merge-case", Summary: "Bring a change together with those that others made meanwhile", Tags: []string{"cases"},
		MaxBodyBytes: 2 * casefile.MaxCaseSize, Errors: []int{404, 412}}, s.mergeCase)
	register(s, SignedIn, huma.Operation{Method: http.MethodPost, Path: "/v1/edit", OperationID: "edit-text", Summary: "Change single values in the text of a case that is not stored", Tags: []string{"cases"},
		MaxBodyBytes: 2 * casefile.MaxCaseSize, Responses: binary("The text of the case", typeYAML)}, s.editText)
}

func (s *service) replaceCase(ctx context.Context, in *struct {
	CaseID
	IfMatch
	CaseText
}) (*keptAnswer, error) {
	was, err := in.digest(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.decode(ctx, in.ContentType, in.RawBody)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, in.ID, was, c)
}

// change keeps a changed case.
func (s *service) change(ctx context.Context, id, was string, c *app.Case) (*keptAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	made, err := s.App.ChangeCase(ctx, store, id, was, c)
	if err != nil {
		return nil, err
	}
	return answer(made, c.Findings), nil
}

func (s *service) editCase(ctx context.Context, in *struct {
	CaseID
	IfMatch
	Body Edits
}) (*keptAnswer, error) {
	was, err := in.digest(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.stored(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if c.Digest() != was {
		store, err := s.Store(ctx)
		if err != nil {
			return nil, err
		}
		if c, err = s.App.VersionWith(ctx, store, in.ID, was); err != nil {
			return nil, err
		}
	}
	edited, err := editing.EditStored(s.App, c, in.Body.edits())
	if err != nil {
		return nil, err
	}
	return s.change(ctx, in.ID, was, edited)
}

func (e *Edits) edits() []editing.Edit {
	all := make([]editing.Edit, len(e.Edits))
	for i, x := range e.Edits {
		all[i] = editing.Edit{Do: x.Do, Pointer: x.Pointer, Value: x.Value.Value, To: x.To}
	}
	return all
}

// MergeOrder is a change to bring together with those of others.
type MergeOrder struct {
	Base string            `json:"base" minLength:"64" maxLength:"64" doc:"Digest (ETag) of the version that was changed"`
	Text string            `json:"text" doc:"The changed case, in YAML or JSON"`
	Take map[string]string `json:"take,omitempty" doc:"For each value that both changed, by its pointer, which side is right: yours or stored" example:"{\"/service/name\":\"yours\"}"`
}

func (s *service) mergeCase(ctx context.Context, in *struct {
	CaseID
	Body MergeOrder
}) (*keptAnswer, error) {
	c, err := s.App.ReadCase("case.yaml", strings.NewReader(in.Body.Text), nil)
	if err != nil {
		return nil, err
	}
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	take := map[string]bool{}
	for pointer, side := range in.Body.Take {
		take[pointer] = side == "yours"
	}
	made, err := s.App.MergeCase(ctx, store, in.ID, in.Body.Base, c, take)
	if err != nil {
		return nil, err
	}
	return answer(made, c.Findings), nil
}

func (s *service) editText(ctx context.Context, in *struct {
	Body struct {
		Edits
		Text string `json:"text" doc:"A case file in YAML or JSON" example:"id: small-saas\nprogram: ismap-liu\nrevision: 2023-11-10\n"`
	}
}) (*file, error) {
	c, err := s.App.ReadCase("case.yaml", strings.NewReader(in.Body.Text), nil)
	if err != nil {
		return nil, err
	}
	edited, err := editing.EditCase(s.App, c, in.Body.edits())
	if err != nil {
		return nil, err
	}
	return download(typeYAML, "case.yaml", edited.Text()), nil
}
