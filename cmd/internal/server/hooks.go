package server

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	standard "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/api"
	"yoshiki/cmd/internal/state"
)

// Hooks are what webhooks need: where they are kept, what signs their messages, and who
// speaks to the outside.
type Hooks struct {
	State  *state.DB
	Key    access.Key
	Client *http.Client // of [access.Outgoing]
}

// The pace of deliveries: a message is tried again after 5, 10, 20 … seconds, for about a day.
const (
	hookPace  = 500 * time.Millisecond
	hookLease = time.Minute
	hookFirst = 5 * time.Second
	HookTries = 14
	hookBatch = 16
)

// HookEvents are the events that a webhook can hear of. Who wants to hear of failures alone,
// asks for job.failed.
var HookEvents = []string{"job.done", "job.failed"}

// Secret signs the messages to a webhook.
func (h *Hooks) Secret(id string) string {
	return "whsec_" + base64.StdEncoding.EncodeToString([]byte(h.Key.Derive("webhook", id).Reveal()))
}

// Deliver brings messages to webhooks until ctx is done.
func (s *Server) Deliver(ctx context.Context) error {
	for {
		all, err := s.Hooks.State.Deliver(ctx, hookBatch, hookLease, s.Now())
		if err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "cannot deliver", "error", err)
		}
		for _, v := range all {
			sending, traced := s.tracer.message(ctx, v.Trace, v.Event, v.Attempts)
			err := s.Hooks.deliver(sending, v, s.Now())
			if traced(err); err != nil && ctx.Err() == nil {
				s.Log.WarnContext(ctx, "not delivered", "webhook", v.Webhook, "message", v.ID, "attempt", v.Attempts, "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(hookPace):
		}
	}
}

// errHook is an answer that is no thanks.
var errHook = errors.New("the webhook answered with a failure")

func (h *Hooks) deliver(ctx context.Context, v state.Delivery, now time.Time) error {
	err := h.send(ctx, v, now)
	if err == nil {
		return h.State.Delivered(ctx, v)
	}
	again := time.Time{}
	if v.Attempts < HookTries {
		again = now.Add(hookFirst << min(v.Attempts-1, 12))
	}
	why := err.Error()
	return errors.Join(err, h.State.Undelivered(context.WithoutCancel(ctx), v, why[:min(len(why), 200)], again))
}

// unaddressed is an error without the address, which may hold a secret of who gave it.
func unaddressed(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// send posts a signed message (Standard Webhooks).
func (h *Hooks) send(ctx context.Context, v state.Delivery, now time.Time) error {
	signer, err := standard.NewWebhook(h.Secret(v.Webhook))
	if err != nil {
		return err
	}
	signature, err := signer.Sign(v.ID, now, v.Body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, v.Address, bytes.NewReader(v.Body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(standard.HeaderWebhookID, v.ID)
	r.Header.Set(standard.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	r.Header.Set(standard.HeaderWebhookSignature, signature)
	if parent := parentOf(ctx); parent != "" {
		r.Header.Set(traceHeader, parent)
	}
	answer, err := h.Client.Do(r)
	if err != nil {
		return unaddressed(err)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	err = errors.Join(err, answer.Body.Close())
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		err = errors.Join(err, fmt.Errorf("%d: %w", answer.StatusCode, errHook))
	}
	return err
}

// Webhook is an address that hears of events.
type Webhook struct {
	ID       string   `json:"id"`
	Address  string   `json:"address"`
	Events   []string `json:"events"`
	Secret   string   `json:"secret,omitempty" doc:"What signs the messages; shown once"`
	Failures int      `json:"failures" doc:"One after the other"`
	Failed   string   `json:"failed,omitempty" doc:"Why the last one did"`
}

type hookAnswer struct{ Body *Webhook }
type hooksAnswer struct {
	Body struct {
		Webhooks []Webhook `json:"webhooks"`
	}
}

// HookID names a webhook in a path.
type HookID struct {
	Hook string `path:"hook" maxLength:"64"`
}

func (s *Server) hookRoutes() {
	tags := []string{"jobs"}
	api.Register(s.api, access.AccessWrite, huma.Operation{Method: http.MethodPost, Path: "/v1/webhooks", OperationID: "add-webhook", Summary: "Have an address hear of events", Tags: tags, DefaultStatus: http.StatusCreated},
		func(ctx context.Context, in *struct {
			Body struct {
				Address string   `json:"address" format:"uri" maxLength:"2000" example:"https://example.jp/hook"`
				Events  []string `json:"events" minItems:"1" maxItems:"8" enum:"job.done,job.failed"`
			}
		}) (*hookAnswer, error) {
			id, err := s.Hooks.State.AddWebhook(ctx, access.From(ctx).Tenant, in.Body.Address, in.Body.Events, s.Now())
			if errors.Is(err, state.ErrText) {
				return nil, api.NewProblem(api.WordsOf(ctx), http.StatusUnprocessableEntity, "invalid", nil)
			}
			if err != nil {
				return nil, err
			}
			return &hookAnswer{&Webhook{ID: id, Address: in.Body.Address, Events: in.Body.Events, Secret: s.Hooks.Secret(id)}}, nil
		})
	api.Register(s.api, access.AccessRead, huma.Operation{Method: http.MethodGet, Path: "/v1/webhooks", OperationID: "list-webhooks", Summary: "List the webhooks", Tags: tags},
		func(ctx context.Context, _ *struct{}) (*hooksAnswer, error) {
			all, err := s.Hooks.State.Webhooks(ctx, access.From(ctx).Tenant)
			out := &hooksAnswer{}
			out.Body.Webhooks = []Webhook{}
			for _, h := range all {
				out.Body.Webhooks = append(out.Body.Webhooks, Webhook{ID: h.ID, Address: h.Address, Events: h.Events, Failures: h.Failures, Failed: h.Failed})
			}
			return out, err
		})
	api.Register(s.api, access.AccessWrite, huma.Operation{Method: http.MethodDelete, Path: "/v1/webhooks/{hook}", OperationID: "remove-webhook", Summary: "Forget a webhook", Tags: tags, DefaultStatus: http.StatusNoContent, Errors: []int{404}},
		func(ctx context.Context, in *HookID) (*struct{}, error) {
			err := s.Hooks.State.RemoveWebhook(ctx, access.From(ctx).Tenant, in.Hook)
			if errors.Is(err, state.ErrAbsent) {
				return nil, api.NewProblem(api.WordsOf(ctx), http.StatusNotFound, "no-hook", nil)
			}
			return nil, err
		})
}
