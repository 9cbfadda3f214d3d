package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/locales"
	"yoshiki/storage"
)

// TypePrefix is how the type of every problem begins; its code follows.
const TypePrefix = "urn:yoshiki:problem:"

// Problem says why a request was not done (RFC 9457).
type Problem struct {
	Type     string          `json:"type" doc:"What kind of problem it is; never changes its meaning" example:"urn:yoshiki:problem:no-case"`
	Title    string          `json:"title" doc:"The kind of problem in words"`
	Status   int             `json:"status" doc:"HTTP status"`
	Detail   string          `json:"detail" doc:"What is wrong here, and what to do"`
	Errors   []Fault         `json:"errors,omitempty" doc:"Where the request is at fault"`
	Findings []findings.Line `json:"findings,omitempty" doc:"What is wrong with the case"`
	Conflict *Clash          `json:"conflict,omitempty" doc:"Both sides, of a case that was changed meanwhile"`
	headers  http.Header
}

// Fault is one place in a request that is at fault.
type Fault struct {
	Where  string `json:"where" doc:"The part of the request: body, query.limit, path.id" example:"body.edits[0].pointer"`
	Detail string `json:"detail" doc:"What was expected there"`
}

// Error makes a Problem an error.
func (p *Problem) Error() string { return p.Type + ": " + p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are further header fields of the answer.
func (p *Problem) GetHeaders() http.Header { return p.headers }

// Later tells when to come again.
func (p *Problem) Later(wait time.Duration) *Problem {
	p.headers = http.Header{"Retry-After": {strconv.Itoa(int(math.Ceil(wait.Seconds())))}}
	return p
}

// ContentType is that of problem documents.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func init() { // huma has one way to make an error, for all of a program
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		return foreseen(printers["ja"], status, message, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
		return foreseen(wordsOf(ctx.Context()), status, message, errs)
	}
}

// NewProblem is a problem of a status and a code that has words in locales under "problem".
func NewProblem(p *locales.Printer, status int, code string, args map[string]string) *Problem {
	return &Problem{Type: TypePrefix + code, Title: title(p, status), Status: status, Detail: p.Text("problem."+code, args)}
}

func title(p *locales.Printer, status int) string {
	return p.Text(fmt.Sprintf("problem.title-%d", status), nil)
}

// foreseen is a problem that was found before the operation: a value that is none.
func foreseen(p *locales.Printer, status int, message string, errs []error) *Problem {
	code := cmp.Or(map[int]string{400: "malformed", 404: "no-route", 405: "no-verb", 406: "not-acceptable", 408: "too-slow", 413: "too-large", 415: "media-type", 422: "invalid"}[status], "failed")
	problem := NewProblem(p, cmp.Or(status, 500), code, nil)
	for _, err := range errs {
		var d *huma.ErrorDetail
		if errors.As(err, &d) {
			problem.Errors = append(problem.Errors, Fault{d.Location, faultWords(p, d.Message)})
		} else if status < 500 && err != nil {
			problem.Errors = append(problem.Errors, Fault{"body", faultWords(p, err.Error())})
		}
	}
	if len(problem.Errors) == 0 && status >= 400 && status < 500 && strings.HasPrefix(message, "request body is required") {
		problem.Errors = []Fault{{"body", faultWords(p, message)}}
	}
	return problem
}

// problemOf says in words why an operation was not done.
func problemOf(ctx context.Context, err error) error {
	p := wordsOf(ctx)
	var known *Problem
	var refused *app.Refused
	var clash *app.Conflict
	var e *app.Error
	switch {
	case errors.As(err, &known):
		return known
	case storage.IsDamaged(err):
		slog.ErrorContext(ctx, "damaged in the store", "error", err)
		return NewProblem(p, http.StatusServiceUnavailable, "damaged", nil)
	case errors.As(err, &clash):
		return conflictProblem(p, clash)
	case errors.As(err, &refused):
		problem := NewProblem(p, http.StatusUnprocessableEntity, "refused", nil)
		problem.Findings = lines(refused.Findings)
		return problem
	case errors.As(err, &e):
		return told(ctx, p, e)
	case ctx.Err() != nil:
		return NewProblem(p, http.StatusServiceUnavailable, "cut-off", nil)
	}
	slog.ErrorContext(ctx, "operation failed", "error", err)
	return NewProblem(p, http.StatusInternalServerError, "failed", nil)
}

// told is the problem for an error of a use case. Its cause is for the log, for it may name what
// is not for the one who asks.
func told(ctx context.Context, p *locales.Printer, e *app.Error) error {
	status := map[app.Kind]int{app.Failed: http.StatusInternalServerError, app.Wrong: http.StatusUnprocessableEntity, app.Absent: http.StatusNotFound}[e.Kind]
	switch e.Code {
	case "case-there", "filed-otherwise", "signed", "condemned", "batch-open", "batch-cancelled", "batch-version":
		status = http.StatusConflict
	case "no-store", "not-stored", "store-unread", "changed", "lost":
		status = http.StatusServiceUnavailable
	}
	if e.Code == "batch-none" {
		status = http.StatusNotFound
	}
	if status >= http.StatusInternalServerError {
		slog.ErrorContext(ctx, "operation failed", "code", e.Code, "error", e.Err)
	}
	problem := NewProblem(p, status, e.Code, e.Args)
	if problem.Detail == "problem."+e.Code {
		problem.Detail = p.Text("message.error."+e.Code, withReason(p, e))
	}
	if status == http.StatusServiceUnavailable && e.Code != "lost" { // which waiting does not mend
		problem.Later(storeWait)
	}
	return problem
}

// storeWait is when to come again to a store that does not answer.
const storeWait = 5 * time.Second

// withReason are the arguments of an error with words for its cause.
func withReason(p *locales.Printer, e *app.Error) map[string]string {
	args := map[string]string{"reason": p.Text("problem.reason", nil)}
	for k, v := range e.Args {
		args[k] = v
	}
	return args
}

// lines puts findings into words.
func lines(all []casefile.Finding) []findings.Line {
	out := make([]findings.Line, len(all))
	for i, f := range all {
		out[i] = findings.LineOf(f)
	}
	return out
}
