package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// RulesText says which text of the rules is meant.
type RulesText struct {
	Program  string `query:"program" maxLength:"20" default:"ismap-liu" doc:"Programme"`
	AsOf     string `query:"as-of" maxLength:"10" doc:"Day of which the text in force is meant; today in Japan if none is named"`
	Revision string `query:"revision" maxLength:"10" doc:"Revision, whatever the day"`
}

func (s *service) text(in *RulesText) app.Text {
	return app.Text{Program: casefile.Program(in.Program), Day: cmp.Or(casefile.Date(in.AsOf), s.today()), Revision: casefile.Date(in.Revision)}
}

// Form is one form of a text.
type Form struct {
	ID        string         `json:"id" example:"2-4"`
	Title     casefile.Words `json:"title"`
	Confirmed bool           `json:"titleConfirmed" doc:"The title is the official wording"`
	Clause    string         `json:"clause"`
	From      string         `json:"from" doc:"Who issues it"`
	To        string         `json:"to" doc:"Who receives it"`
	Letter    bool           `json:"letter" doc:"An office issues it under a number"`
}

// Rule is one rule of a text.
type Rule struct {
	ID       string            `json:"id"`
	Rule     string            `json:"rule" doc:"Lasting name"`
	Severity casefile.Severity `json:"severity" enum:"error,warning,note"`
	Clause   string            `json:"clause"`
	Text     casefile.Words    `json:"text" doc:"What the clause asks for"`
	From     string            `json:"from,omitempty"`
	Until    string            `json:"until,omitempty"`
	Gates    []string          `json:"gates,omitempty" doc:"Kinds of package"`
	Pointers []string          `json:"pointers,omitempty" doc:"The values that it is about"`
}

// Kind is one kind of package.
type Kind struct {
	Kind  string         `json:"kind" example:"registration"`
	Title casefile.Words `json:"title"`
}

type formsAnswer struct {
	Body struct {
		Revision string `json:"revision"`
		Forms    []Form `json:"forms"`
	}
}
type rulesAnswer struct {
	Body struct {
		Revision string `json:"revision"`
		Rules    []Rule `json:"rules"`
	}
}
type kindsAnswer struct {
	Body struct {
		Revision string `json:"revision"`
		Kinds    []Kind `json:"kinds"`
	}
}

func (s *service) rules() {
	tags := []string{"rules"}
	register(s, SignedIn, huma.Operation{Method: http.MethodGet, Path: "/v1/forms", OperationID: "list-forms", Summary: "List the forms of a text", Tags: tags}, s.listForms)
	register(s, SignedIn, huma.Operation{Method: http.MethodGet, Path: "/v1/rules", OperationID: "list-rules", Summary: "List the rules of a text", Tags: tags}, s.listRules)
	register(s, SignedIn, huma.Operation{Method: http.MethodGet, Path: "/v1/kinds", OperationID: "list-kinds", Summary: "List the kinds of package of a text", Tags: tags}, s.listKinds)
	register(s, SignedIn, huma.Operation{Method: http.MethodGet, Path: "/v1/kinds/{kind}/case", OperationID: "new-case", Summary: "A commented case to fill in", Tags: tags,
		Responses: binary("The text of the case", typeYAML)}, func(ctx context.Context, in *struct {
		RulesText
		Kind string `path:"kind" maxLength:"40" example:"registration"`
	}) (*file, error) {
		_, text, err := s.App.NewCase(s.text(&in.RulesText), in.Kind, wordsOf(ctx).Language())
		return download(typeYAML, "case.yaml", text), err
	})
	register(s, SignedIn, huma.Operation{Method: http.MethodGet, Path: "/v1/schema", OperationID: "case-schema", Summary: "JSON Schema of a case", Tags: tags,
		Responses: binary("The schema", "application/schema+json")}, func(ctx context.Context, in *RulesText) (*file, error) {
		schema, err := s.App.Schema(s.text(in), wordsOf(ctx).Language())
		return download("application/schema+json", "case.schema.json", schema), err
	})
}

func (s *service) listForms(_ context.Context, in *RulesText) (*formsAnswer, error) {
	c, all, err := rulebook.Forms(s.App, s.text(in))
	if err != nil {
		return nil, err
	}
	out := &formsAnswer{}
	out.Body.Revision, out.Body.Forms = string(c.Revision.InForce), make([]Form, len(all))
	for i, d := range all {
		out.Body.Forms[i] = Form{d.ID, casefile.Words{Ja: d.Title.Ja, En: d.Title.En}, d.Title.Confirmed, d.Clause, d.From, d.To, d.Letter != nil}
	}
	return out, nil
}

func (s *service) listRules(_ context.Context, in *RulesText) (*rulesAnswer, error) {
	c, all, err := rulebook.Rules(s.App, s.text(in))
	if err != nil {
		return nil, err
	}
	out := &rulesAnswer{}
	out.Body.Revision, out.Body.Rules = string(c.Revision.InForce), make([]Rule, len(all))
	for i, r := range all {
		out.Body.Rules[i] = Rule{r.ID, r.Name, r.Severity, r.Row.Number, casefile.Words{Ja: r.Row.Ja, En: r.Row.En}, string(r.From), string(r.Until), r.Kinds, pathsOf(r.Fields)}
	}
	return out, nil
}

func (s *service) listKinds(_ context.Context, in *RulesText) (*kindsAnswer, error) {
	c, all, err := rulebook.Kinds(s.App, s.text(in))
	if err != nil {
		return nil, err
	}
	out := &kindsAnswer{}
	out.Body.Revision, out.Body.Kinds = string(c.Revision.InForce), make([]Kind, len(all))
	for i, k := range all {
		out.Body.Kinds[i] = Kind{k.Name, casefile.Words{Ja: k.Ja, En: k.En}}
	}
	return out, nil
}

func pathsOf(all []forms.Field) []string {
	paths := make([]string, len(all))
	for i, f := range all {
		paths[i] = f.Pointer
	}
	return paths
}
