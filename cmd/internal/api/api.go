package api

import (
	"context"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/kept"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// Options are what the operations need from outside.
type Options struct {
	App     *app.App
	Store   func(context.Context) (*app.Store, error)                      // of whoever asks
	Staging func(context.Context) (storage.Store, error)                   // where uploads of whoever asks wait
	Submit  func(ctx context.Context, id string) (*office.Received, error) // hands a package to the office; nil where there is none
	Now     func() time.Time
	Version string                                   // of the program
	Seals   *app.Seals                               // sign what is built; nil for nothing
	Turn    func(context.Context) (func(), error)    // waits for a turn at what keeps a processor busy, and gives what ends it; nil where nobody else asks
	Answers int64                                    // bytes, about, for what was answered; 0 for the last answer alone
	Use     []func(huma.Context, func(huma.Context)) // around each operation: who may do it
}

// service is the operations with what they need.
type service struct {
	Options
	api     huma.API
	answers *kept.Cache[asked]
}

// Mount puts all operations on a router.
func Mount(r chi.Router, o Options) huma.API {
	s := mount(r, o)
	s.provider()
	s.everybody()
	return s.api
}

// Provider is what a provider does with its own cases: edit, check, preview, build, download.
// It needs no child process and no database, and so runs in a browser as well.
func Provider(o Options) http.Handler {
	r := chi.NewRouter()
	mount(r, o).provider()
	return r
}

func mount(r chi.Router, o Options) *service {
	s := &service{Options: o, answers: kept.New[asked](o.Answers)}
	s.api = humachi.New(r, huma.Config{OpenAPI: document(o.Version), OpenAPIPath: "/openapi", Formats: formats, DefaultFormat: "application/json", RejectUnknownQueryParameters: true})
	s.api.UseMiddleware(speak)
	s.api.UseMiddleware(o.Use...)
	return s
}

func (s *service) provider() {
	s.cases()
	s.changes()
	s.history()
	s.checks()
	s.deadlines()
	s.renders()
	s.packages()
	s.filing()
	s.attachments()
	s.rules()
}

func (s *service) everybody() {
	s.uploads()
	s.submission()
	s.verification()
	s.letters()
	s.approval()
	s.batches()
}

// today is the day in Japan.
func (s *service) today() casefile.Date {
	return casefile.Date(s.Now().In(app.Japan).Format(time.DateOnly))
}

// actionKey is where an operation keeps its action.
const actionKey = "action"

// SignedIn is the action of operations that show nothing of a tenant: anybody who is known may
// do them.
const SignedIn access.Action = "signed-in"

// ActionOf is what an operation is to those who decide who may do it; "" if it does not say.
func ActionOf(op *huma.Operation) access.Action {
	do, _ := op.Metadata[actionKey].(access.Action)
	return do
}

// long are the operations that may be done later, by a job.
var long = map[string]bool{"build-package": true, "issue-letters": true, "run-batch": true, "submit-package": true}

// Long reports whether an operation may be done later, by a job.
func Long(op *huma.Operation) bool { return long[op.OperationID] }

// busy are the operations that keep a processor busy; those about what was answered before do so
// only the first time.
var busy = map[string]bool{"create-case": true, "replace-case": true, "edit-case": true, "merge-case": true, "edit-text": true, "check-text": true, "print-text": true, "list-boxes": true,
	"build-package": true, "issue-letters": true}

// turning are those of them that end their turn by themselves, where they only wait for the store.
var turning = map[string]bool{"build-package": true}

// Busy reports whether an operation keeps a processor busy each time.
func Busy(op *huma.Operation) bool { return busy[op.OperationID] }

// register adds an operation whose errors are told as problems.
func register[I, O any](s *service, do access.Action, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	if !busy[op.OperationID] || turning[op.OperationID] {
		Register(s.api, do, op, handle)
		return
	}
	Register(s.api, do, op, func(ctx context.Context, in *I) (*O, error) {
		done, err := s.turn(ctx)
		if err != nil {
			return nil, err
		}
		defer done()
		return handle(ctx, in)
	})
}

// turn waits until something may be done that keeps a processor busy, and gives what ends it.
func (s *service) turn(ctx context.Context) (done func(), err error) {
	if s.Turn == nil {
		return func() {}, nil
	}
	if done, err = s.Turn(ctx); err != nil {
		return nil, NewProblem(wordsOf(ctx), http.StatusTooManyRequests, "too-many", nil).Later(time.Second)
	}
	return done, nil
}

// Register adds an operation whose errors are told as problems. The operation names those that are
// its own; what any can be answered, and any with a body, is added.
func Register[I, O any](to huma.API, do access.Action, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	op.Metadata = map[string]any{actionKey: do}
	op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable)
	if do != SignedIn || op.Method != http.MethodGet { // which nobody who is known is refused, and no other site can forge
		op.Errors = append(op.Errors, http.StatusForbidden)
	}
	in := reflect.TypeFor[I]()
	_, text := in.FieldByName("RawBody")
	if _, value := in.FieldByName("Body"); text || value {
		op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	huma.Register(to, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return out, nil
	})
}
