package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/letters"
	"yoshiki/storage"
)

// Approval says whose letters go out only when a second person approves them.
type Approval struct {
	Accounts bool     `json:"accounts" doc:"Each letter takes two accounts of the service: one prepares it, another approves it"`
	Signers  []Signer `json:"signers,omitempty" readOnly:"true" doc:"People with keys, two of whom sign each letter; they are named on the command line"`
}

// Signer is one of the people with keys.
type Signer struct {
	Name string `json:"name"`
	Key  string `json:"key" doc:"SHA-256 of the public key"`
}

type approvalAnswer struct{ Body Approval }

// WaitingLetter is a letter that waits for a second person.
type WaitingLetter struct {
	Number   string `json:"number"`
	Case     string `json:"case"`
	Package  string `json:"package"`
	Prepared string `json:"prepared" doc:"Who prepared it"`
}

type waitingAnswer struct {
	Body struct {
		Letters []WaitingLetter `json:"letters"`
		Damaged []string        `json:"damaged,omitempty" doc:"Cases with letters that the store can no longer tell of"`
	}
}

// Judgement is what the second person says of letters that wait.
type Judgement struct {
	Letters []string `json:"letters" minItems:"1" maxItems:"1000" doc:"Their packages"`
	Reason  string   `json:"reason,omitempty" maxLength:"1000" doc:"Why they are turned down; without a reason they are approved"`
}

func (s *service) approval() {
	tags := []string{"letters"}
	register(s, access.LetterRead, huma.Operation{Method: http.MethodGet, Path: "/v1/approval", OperationID: "read-approval", Summary: "Ask whether letters wait for a second person", Tags: tags}, func(ctx context.Context, _ *struct{}) (*approvalAnswer, error) {
		store, err := s.Store(ctx)
		if err != nil {
			return nil, err
		}
		p, err := office.Policy(ctx, store)
		return approvalOf(&p), err
	})
	register(s, access.AccessWrite, huma.Operation{Method: http.MethodPut, Path: "/v1/approval", OperationID: "set-approval", Summary: "Have letters wait for a second person, or no longer", Tags: tags}, s.setApproval)
	register(s, access.LetterRead, huma.Operation{Method: http.MethodGet, Path: "/v1/letters/waiting", OperationID: "list-waiting", Summary: "List the letters that wait for a second person", Tags: tags}, s.listWaiting)
	register(s, access.LetterApprove, huma.Operation{Method: http.MethodPost, Path: "/v1/letters/judgements", OperationID: "judge-letters", Summary: "Approve letters as the second person, or turn them down", Tags: tags, DefaultStatus: http.StatusNoContent}, s.judge)
}

func approvalOf(p *letters.Policy) *approvalAnswer {
	out := &approvalAnswer{Approval{Accounts: p.Accounts}}
	for _, x := range p.Signers {
		out.Body.Signers = append(out.Body.Signers, Signer{x.Name, x.Key})
	}
	return out
}

func (s *service) setApproval(ctx context.Context, in *struct{ Body Approval }) (*approvalAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	p, err := office.Policy(ctx, store)
	if err == nil && p.Accounts != in.Body.Accounts {
		p.Accounts = in.Body.Accounts
		err = letters.SetPolicy(ctx, store, p)
	}
	return approvalOf(&p), err
}

func (s *service) listWaiting(ctx context.Context, _ *struct{}) (*waitingAnswer, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	out := &waitingAnswer{}
	out.Body.Letters = []WaitingLetter{}
	for p, err := range office.Waiting(ctx, store) {
		if storage.IsDamaged(err) {
			out.Body.Damaged = append(out.Body.Damaged, string(p.Case))
			continue
		}
		if err != nil {
			return nil, err
		}
		out.Body.Letters = append(out.Body.Letters, WaitingLetter{p.Number, string(p.Case), p.Package, p.Prepared.Name})
	}
	return out, nil
}

// judge judges letters one by one. Those that cannot be judged stop no other, and are named.
func (s *service) judge(ctx context.Context, in *struct{ Body Judgement }) (*struct{}, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	o := office.ApproveOrder{Store: store, Reason: in.Body.Reason}
	o.Account, o.Name = accountOf(ctx)
	waiting := map[string]office.Prepared{}
	for p, err := range office.Waiting(ctx, store) {
		if storage.IsDamaged(err) { // and can be judged by nobody
			continue
		}
		if err != nil {
			return nil, err
		}
		waiting[p.Package] = p
	}
	var faults []Fault
	for _, id := range in.Body.Letters {
		p, ok := waiting[id]
		if !ok {
			faults = append(faults, Fault{id, wordsOf(ctx).Text("message.error.approve-none", map[string]string{"value": id})})
			continue
		}
		err := office.Approve(ctx, s.App, o, p)
		var told *app.Error
		if errors.As(err, &told) && told.Kind == app.Wrong {
			faults = append(faults, Fault{id, wordsOf(ctx).Text("message.error."+told.Code, told.Args)})
		} else if err != nil {
			return nil, err
		}
	}
	if len(faults) == 0 {
		return nil, nil
	}
	p := NewProblem(wordsOf(ctx), http.StatusUnprocessableEntity, "letters-left", nil)
	p.Errors = faults
	return nil, p
}

// accountOf is the account of whoever asks.
func accountOf(ctx context.Context) (id, name string) {
	if a := access.From(ctx); a != nil {
		return a.ID, a.Name
	}
	return "", ""
}
