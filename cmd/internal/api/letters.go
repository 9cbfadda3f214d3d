package api

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/package/letters"
	"yoshiki/package/services"
)

// LettersOrder is which letters are issued.
type LettersOrder struct {
	Program string        `json:"program,omitempty" maxLength:"20" default:"ismap-liu"`
	Form    string        `json:"form" maxLength:"40" example:"1-4"`
	Date    string        `json:"date,omitempty" maxLength:"10" doc:"Day of the letters; today in Japan if none is named"`
	Pattern string        `json:"pattern,omitempty" maxLength:"60" doc:"How numbers are written, with {seq} in it"`
	Formats []string      `json:"formats,omitempty" maxItems:"3" enum:"pdf,xlsx,docx"`
	Letters []LetterOrder `json:"letters" minItems:"1" maxItems:"1000"`
}

// LetterOrder is one of them.
type LetterOrder struct {
	Case     string            `json:"case" pattern:"^[a-z0-9][a-z0-9-]{0,39}$"`
	Set      map[string]string `json:"set,omitempty" doc:"Fields of the letter and their values" example:"{\"decision\":\"eligible\"}"`
	Corrects string            `json:"corrects,omitempty" maxLength:"100" doc:"Number of the letter that is corrected"`
}

// IssuedLetter is what became of one letter.
type IssuedLetter struct {
	Case     string          `json:"case"`
	Status   office.Status   `json:"status" doc:"What became of it; in a list, damaged is one that the store can no longer tell of"`
	Number   string          `json:"number,omitempty"`
	Date     string          `json:"date,omitempty"`
	To       string          `json:"to,omitempty"`
	Service  string          `json:"service,omitempty"`
	Package  string          `json:"package,omitempty"`
	Findings []findings.Line `json:"findings,omitempty"`
}

// damagedLetter is a letter of which the store has something other than what was put there.
const damagedLetter office.Status = "damaged"

type lettersAnswer struct {
	Body struct {
		Letters []IssuedLetter `json:"letters"`
	}
}

func (s *service) letters() {
	tags := []string{"letters"}
	register(s, access.LetterIssue, huma.Operation{Method: http.MethodPost, Path: "/v1/letters", OperationID: "issue-letters", Summary: "Issue letters, each with the next number", Tags: tags}, s.issueLetters)
	register(s, access.LetterRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/letters", OperationID: "list-letters", Summary: "List the letters about a case", Tags: tags, Errors: []int{404}}, s.listLetters)
	r := binary("The list: as JSON, as a workbook, or as CSV", typeXLSX, "text/csv")
	r["200"].Content[typeJSON] = &huma.MediaType{Schema: &huma.Schema{Type: "object", AdditionalProperties: true}}
	register(s, access.ListRead, huma.Operation{Method: http.MethodGet, Path: "/v1/services", OperationID: "list-services", Summary: "List the registered services", Tags: tags, Responses: r}, s.listServices)
}

func (s *service) issueLetters(ctx context.Context, in *struct{ Body LettersOrder }) (*lettersAnswer, error) {
	o := in.Body
	program, day := casefile.Program(cmp.Or(o.Program, string(app.DefaultProgram))), cmp.Or(casefile.Date(o.Date), s.today())
	columns, err := office.LetterColumns(s.App, app.Text{Program: program, Day: day}, o.Form)
	if err != nil {
		return nil, err
	}
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	order := office.IssueOrder{Program: program, Form: o.Form, Pattern: cmp.Or(o.Pattern, office.LetterPattern(program)), Formats: o.Formats, Store: store}
	order.Account, order.Name = accountOf(ctx)
	if len(order.Formats) == 0 {
		order.Formats = app.Formats()
	}
	for _, l := range o.Letters {
		row, err := letters.NewRow(l.Case, casefile.CaseID(l.Case), o.Form, columns, assignments(l.Set))
		if err != nil {
			p := NewProblem(wordsOf(ctx), http.StatusUnprocessableEntity, "letter-field", map[string]string{"case": l.Case})
			p.Errors = []Fault{{"body.letters", wordsOf(ctx).Text("request.letter", map[string]string{"found": err.Error()})}}
			return nil, p
		}
		row.Date, row.Dated, row.Corrects = day, o.Date != "", l.Corrects
		order.Rows = append(order.Rows, row)
	}
	done, err := office.Issue(ctx, s.App, order)
	if err != nil {
		return nil, err
	}
	return issued(done), nil
}

// assignments are fields with their values as a row has them.
func assignments(set map[string]string) []string {
	all := make([]string, 0, len(set))
	for _, field := range slices.Sorted(maps.Keys(set)) {
		all = append(all, field+"="+set[field])
	}
	return all
}

func issued(done []office.Issued) *lettersAnswer {
	out := &lettersAnswer{}
	out.Body.Letters = make([]IssuedLetter, len(done))
	for i := range done {
		x := &done[i]
		out.Body.Letters[i] = IssuedLetter{string(x.Case), x.Status, x.Record.Number, string(x.Record.Date), x.To, x.Service, x.Record.Package, lines(x.Findings)}
	}
	return out
}

func (s *service) listLetters(ctx context.Context, in *CaseID) (*lettersAnswer, error) {
	c, err := s.stored(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	records, damaged, err := letters.Listed(ctx, store, c.File.Case.ID)
	out := &lettersAnswer{}
	out.Body.Letters = []IssuedLetter{}
	for i := range records {
		r := &records[i]
		out.Body.Letters = append(out.Body.Letters, IssuedLetter{Case: in.ID, Status: office.Status(r.State()), Number: r.Number, Date: string(r.Date), Service: string(c.File.Case.Service.Name), Package: r.Package})
	}
	for range damaged {
		out.Body.Letters = append(out.Body.Letters, IssuedLetter{Case: in.ID, Status: damagedLetter})
	}
	return out, err
}

func (s *service) listServices(ctx context.Context, in *struct {
	Program string `query:"program" maxLength:"20" default:"ismap-liu"`
	Date    string `query:"date" maxLength:"10" doc:"Day of the list; today in Japan if none is named"`
	Format  string `query:"format" enum:"json,xlsx,csv" default:"json"`
}) (*file, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	bad := []string{}
	all, err := office.Services(ctx, s.App, store, office.ServiceOrder{Program: casefile.Program(in.Program), Day: cmp.Or(casefile.Date(in.Date), s.today()), Bad: func(id casefile.CaseID, _ error) { bad = append(bad, string(id)) }})
	if err != nil {
		return nil, err
	}
	switch in.Format {
	case "xlsx":
		data, err := services.XLSX(all)
		return download(typeXLSX, "services.xlsx", data), err
	case "csv":
		data, err := services.CSV(all)
		return download("text/csv", "services.csv", data), err
	}
	if all == nil {
		all = []services.Service{}
	}
	data, err := marshal(map[string]any{"services": all, "unreadable": bad})
	return &file{ContentType: typeJSON, Sniff: "nosniff", Body: data}, err
}
