package api

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/rerender"
)

// BatchOrder is which packages are made again, and by which text.
type BatchOrder struct {
	Program string `json:"program,omitempty" maxLength:"20" doc:"Programme; all if none is named"`
	To      string `json:"to,omitempty" maxLength:"10" doc:"Revision, or day of which the text in force is meant; today in Japan if none is named" example:"2023-11-10"`
	Filed   bool   `json:"filed,omitempty" doc:"Also what was handed over, as drafts"`
	Again   bool   `json:"again,omitempty" doc:"Also what a batch of the same order has done before; else only packages that came after it, and where there are none, that batch is the answer"`
	Dry     bool   `json:"dry,omitempty" doc:"A rehearsal: it is told what would become of each package, and none is stored"`
}

// Batch is how far a batch is.
type Batch struct {
	Number    int               `json:"number"`
	Target    map[string]string `json:"target"`
	Done      int               `json:"done"`
	Total     int               `json:"total"`
	Finished  bool              `json:"finished"`
	Cancelled bool              `json:"cancelled"`
	Paused    bool              `json:"paused" doc:"What is left waits until somebody has it go on"`
	Dry       bool              `json:"dry,omitempty" doc:"A rehearsal"`
	Outcomes  map[string]int    `json:"outcomes,omitempty"`
}

type batchAnswer struct{ Body *Batch }

func (s *service) batches() {
	tags := []string{"batches"}
	register(s, access.BatchRun, huma.Operation{Method: http.MethodPost, Path: "/v1/batches", OperationID: "run-batch", Summary: "Make the stored packages again by another text, or go on with the batch under way", Tags: tags,
		Errors: []int{409}}, s.runBatch)
	register(s, access.BatchRead, huma.Operation{Method: http.MethodGet, Path: "/v1/batches/last", OperationID: "read-batch", Summary: "Ask how far the last batch is", Tags: tags, Errors: []int{404}}, func(ctx context.Context, _ *struct{}) (*batchAnswer, error) {
		store, err := s.Store(ctx)
		if err != nil {
			return nil, err
		}
		b, err := office.LastBatch(ctx, s.App, store)
		if err != nil {
			return nil, err
		}
		return batchOf(ctx, b)
	})
}

func (s *service) runBatch(ctx context.Context, in *struct{ Body BatchOrder }) (*batchAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	m, err := office.Mover(s.App, store, office.RerenderOrder{Program: casefile.Program(in.Body.Program), To: casefile.Date(in.Body.To), Today: s.today(), Filed: in.Body.Filed, Dry: in.Body.Dry, Again: in.Body.Again})
	if err != nil {
		return nil, err
	}
	b, err := office.Batch(ctx, s.App, m, store)
	if err != nil {
		return nil, err
	}
	r := &rerender.Runner{Batch: b, Share: rerender.Share{Of: 1}, Workers: runtime.GOMAXPROCS(0), Pause: pause}
	var stopped *app.Error
	if err := office.Work(ctx, store, r); err != nil && !(errors.As(err, &stopped) && stopped.Code == "batch-paused") {
		return nil, err
	}
	return batchOf(ctx, b)
}

func batchOf(ctx context.Context, b *rerender.Batch) (*batchAnswer, error) {
	st, err := b.Status(ctx)
	if err != nil {
		return nil, err
	}
	out := &Batch{Number: st.Number, Target: map[string]string{}, Done: st.Done, Total: st.Total, Finished: st.Finished, Cancelled: st.Cancelled, Paused: st.Paused, Dry: st.Dry, Outcomes: map[string]int{}}
	for program, day := range st.Target {
		out.Target[string(program)] = string(day)
	}
	for outcome, n := range st.Count {
		out.Outcomes[string(outcome)] = n
	}
	return &batchAnswer{out}, nil
}

// pause waits.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
