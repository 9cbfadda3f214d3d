package api

import (
	"cmp"
	"context"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/forms/schedule"
	"yoshiki/locales"
)

// Deadline is one deadline of a case.
type Deadline struct {
	ID         string         `json:"id"`
	Rule       string         `json:"rule" doc:"Lasting name of the rule"`
	Clause     string         `json:"clause"`
	Title      casefile.Words `json:"title"`
	By         string         `json:"by" doc:"Who has to act"`
	Day        string         `json:"day" doc:"The last day, or that from which a period without a number runs"`
	DayEra     string         `json:"dayEra"`
	Safe       string         `json:"safe,omitempty" doc:"The last working day"`
	NoNumber   bool           `json:"withoutDelay,omitempty"`
	DaysLeft   int            `json:"daysLeft"`
	State      schedule.State `json:"state" enum:"met,planned,open,late,kept"`
	Official   bool           `json:"official" doc:"The holidays that it rests on are published"`
	Arithmetic casefile.Words `json:"arithmetic"`
	Pointer    string         `json:"pointer"`
	Forms      []string       `json:"forms,omitempty"`
}

// Deadlines are those of a case.
type Deadlines struct {
	AsOf      string           `json:"asOf"`
	Deadlines []Deadline       `json:"deadlines"`
	Early     []casefile.Words `json:"early,omitempty" doc:"What has to be begun early"`
}

func (s *service) deadlines() {
	r := binary("The deadlines: as JSON, as a calendar to subscribe to, or as a chart", typeICS, typeSVG)
	r["200"].Content[typeJSON] = &huma.MediaType{Schema: huma.SchemaFromType(s.api.OpenAPI().Components.Schemas, reflect.TypeFor[Deadlines]())}
	register(s, access.CaseRead, huma.Operation{Method: http.MethodGet, Path: "/v1/cases/{id}/deadlines", OperationID: "list-deadlines", Summary: "List the deadlines of a case", Tags: []string{"deadlines"},
		Responses: r, Errors: []int{404}}, s.listDeadlines)
}

// chartWidth is the width of the axis of a chart in ems.
const chartWidth = 80

// Listed is which deadlines are asked for.
type Listed struct {
	AsOf     string `query:"as-of" maxLength:"10" doc:"Day from which days left are counted; today in Japan if none is named"`
	Revision string `query:"revision" maxLength:"10" doc:"By whose text; that of the case if none is named"`
	Format   string `query:"format" enum:"json,ics,svg" default:"json"`
}

func (s *service) listDeadlines(ctx context.Context, in *struct {
	CaseID
	Listed
}) (*file, error) {
	question := in.Listed
	question.AsOf = cmp.Or(in.AsOf, string(s.today()))
	return s.answered(ctx, in.ID, question, func(ctx context.Context, c *app.Case) (*file, error) {
		due, err := s.App.Due(c, casefile.Date(question.AsOf), casefile.Date(in.Revision))
		if err != nil {
			return nil, err
		}
		return deadlineFile(due, in.ID, in.Format, wordsOf(ctx))
	})
}

// deadlineFile are the deadlines of a case in a format.
func deadlineFile(due *schedule.Schedule, id, format string, p *locales.Printer) (*file, error) {
	switch format {
	case "ics":
		return download(typeICS, id+".ics", due.Calendar(p)), nil
	case "svg":
		line := due.Timeline(chartWidth, p)
		if line == nil {
			return nil, NewProblem(p, http.StatusNotFound, "no-deadline", nil)
		}
		return download(typeSVG, id+".svg", schedule.SVG(line, string(due.Case.Service.Name), p)), nil
	}
	data, err := marshal(deadlinesOf(due))
	return &file{ContentType: typeJSON, Sniff: "nosniff", Body: data}, err
}

func deadlinesOf(due *schedule.Schedule) *Deadlines {
	out := &Deadlines{AsOf: due.AsOf.String(), Deadlines: make([]Deadline, len(due.Entries)), Early: due.Early}
	ja, en := printers["ja"], printers["en"]
	for i := range due.Entries {
		e := &due.Entries[i]
		d := Deadline{ID: e.Rule, Rule: e.Name, Clause: e.Clause, Title: casefile.Words{Ja: e.Title(ja), En: e.Title(en)}, By: e.By, Day: e.Step.End.String(), DayEra: period.Era(e.Step.End),
			NoNumber: e.Step.Unit == forms.WithoutDelay, DaysLeft: e.Left, State: e.State, Official: e.Step.Official, Pointer: e.Pointer, Forms: e.Forms,
			Arithmetic: casefile.Words{Ja: arithmetic(e, ja, ""), En: arithmetic(e, en, " ")}}
		if !d.NoNumber {
			d.Safe = e.Step.Safe.String()
		}
		out.Deadlines[i] = d
	}
	return out
}

func arithmetic(e *schedule.Entry, p *locales.Printer, between string) string {
	return strings.Join(e.Arithmetic(p), between)
}
