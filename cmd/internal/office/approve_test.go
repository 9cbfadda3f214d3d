package office_test

import (
	"context"
	"errors"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/letters"
)

// TestAccounts: in a service two accounts make a letter go, never one; a key is no account.
func TestAccounts(t *testing.T) {
	a, ctx := app.New(app.Options{}), context.Background()
	s := store(t, a, "mem:")
	if err := letters.SetPolicy(ctx, s, letters.Policy{Accounts: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := office.TakeIn(ctx, a, s, pending(t, a, "case-a")); err != nil {
		t.Fatal(err)
	}
	order := office.IssueOrder{Form: "1-4", Rows: results([]string{"case-a"}), Pattern: "第{seq}号", Formats: []string{"pdf"}, Store: s}
	if _, err := office.Issue(ctx, a, order); code(err) != "approve-no-signers" {
		t.Fatal(err)
	}
	order.Account = "sato"
	done, err := office.Issue(ctx, a, order)
	if err != nil || done[0].Status != office.AwaitsSecond {
		t.Fatal(done, err)
	}
	if _, err := office.LetterFiles(ctx, a, s, &done[0]); code(err) != "letter-waiting" {
		t.Error(err)
	}
	stands(t, a, s, "")
	for p, err := range office.Waiting(ctx, s) {
		if err != nil || p.Number != "第1号" {
			t.Fatal(p, err)
		}
		for account, want := range map[string]string{"sato": "approve-same", "": "approve-no-signers"} {
			if err := office.Approve(ctx, a, office.ApproveOrder{Store: s, Account: account}, p); code(err) != want {
				t.Error(account, err)
			}
		}
		for range 2 {
			if err := office.Approve(ctx, a, office.ApproveOrder{Store: s, Account: "suzuki"}, p); err != nil {
				t.Error(err)
			}
		}
		if err := office.Approve(ctx, a, office.ApproveOrder{Store: s, Account: "suzuki", Reason: "late"}, p); code(err) != "approve-judged" {
			t.Error(err)
		}
	}
	stands(t, a, s, "第1号")
	if files, err := office.LetterFiles(ctx, a, s, &done[0]); err != nil || len(files) != 1 {
		t.Error(files, err)
	}
	if done, err = office.Issue(ctx, a, order); err != nil || done[0].Status != office.IssuedBefore {
		t.Error(done, err)
	}
}

// stands wants the case of the letter, as it is published, to have a number of the result.
func stands(t *testing.T, a *app.App, s *app.Store, want string) {
	t.Helper()
	c, err := a.StoredCase(context.Background(), s, "case-a")
	if err != nil || c.File.Case.Prior.Result.Number != "第1号" {
		t.Fatal(c, err)
	}
	released, err := office.WithoutUnapproved(context.Background(), a, s, c.File.Case)
	if err != nil || string(released.Prior.Result.Number) != want || (want == "") != (released.Prior.Result.Decision == "") {
		t.Error(released.Prior.Result, err)
	}
}

func code(err error) string {
	var e *app.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
