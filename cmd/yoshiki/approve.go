package main

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/storage"
)

type approveFlags struct {
	store    string
	all      bool
	turnDown string
	sign     signFlags
}

// approvedLine is a letter that waits for a second person, or was judged by one.
type approvedLine struct {
	Number   string          `json:"number"`
	Case     casefile.CaseID `json:"case"`
	Package  string          `json:"package"`
	Status   letters.State   `json:"status"`
	Prepared string          `json:"prepared"` // who signed first
}

func (t *tool) approveCommand() *cobra.Command {
	var f approveFlags
	cmd := &cobra.Command{
		Use: "approve [LETTER…]", Short: t.words.Text("message.help.approve", nil), Long: t.words.Text("message.help.approve-long", nil), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return t.runApprove(cmd.Context(), args, f) },
	}
	t.addStoreFlag(cmd, &f.store)
	t.yes(cmd, &f.all, "all")
	t.text(cmd, &f.turnDown, "turn-down", "")
	t.addKeyFlags(cmd, &f.sign)
	cmd.AddCommand(t.signersCommand())
	return cmd
}

// runApprove judges letters, or lists those that wait.
func (t *tool) runApprove(ctx context.Context, names []string, f approveFlags) error {
	list := len(names) == 0 && !f.all
	if f.all && len(names) > 0 || list && f.turnDown != "" {
		return usage("approve-what", nil)
	}
	o := office.ApproveOrder{Reason: strings.TrimSpace(f.turnDown)}
	var err error
	if o.Seals, err = t.readSeals(f.sign); err != nil {
		return err
	}
	if o.Store, err = t.app.OpenStore(ctx, f.store); err == nil && !list {
		o.Store, err = t.app.CreateStore(ctx, f.store, time.Now())
	}
	if err != nil {
		return err
	}
	all, err := t.awaiting(ctx, o.Store, names)
	if err != nil {
		return err
	}
	if !list {
		return t.approve(ctx, o, all)
	}
	for i := range all {
		if err := t.judged(&all[i], letters.Waiting); err != nil {
			return err
		}
	}
	return t.summary(t.words.Text("message.approve.waiting", map[string]string{"count": strconv.Itoa(len(all))}), map[string]any{"waiting": len(all)})
}

// awaiting are the letters of a store that wait, and of these the named ones if any are named. Of
// those that are damaged it tells.
func (t *tool) awaiting(ctx context.Context, s *app.Store, names []string) ([]office.Prepared, error) {
	var all []office.Prepared
	found := map[string]bool{}
	for p, err := range office.Waiting(ctx, s) {
		if storage.IsDamaged(err) {
			t.fail("bad-case", t.words.Text("message.list.bad", map[string]string{"id": string(p.Case), "reason": because(t.words, err)}))
			continue
		}
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(names, func(name string) bool { return name == p.Number || name == p.Package })
		if i >= 0 {
			found[names[i]] = true
		}
		if i >= 0 || len(names) == 0 {
			all = append(all, p)
		}
	}
	for _, name := range names {
		if !found[name] {
			return nil, usage("approve-none", map[string]string{"value": name})
		}
	}
	return all, nil
}

// approve judges letters one by one. One that cannot be judged stops no other.
func (t *tool) approve(ctx context.Context, o office.ApproveOrder, all []office.Prepared) error {
	state, failed := letters.Released, 0
	if o.Reason != "" {
		state = letters.TurnedDown
	}
	for i := range all {
		if err := office.Approve(ctx, t.app, o, all[i]); err != nil {
			if ctx.Err() != nil || len(all) == 1 {
				return err
			}
			t.failed(exitOf(err))
			failed++
			continue
		}
		if err := t.judged(&all[i], state); err != nil {
			return err
		}
	}
	err := t.summary(t.words.Text("message.approve."+string(state), map[string]string{"count": strconv.Itoa(len(all) - failed), "failed": strconv.Itoa(failed)}),
		map[string]any{"judged": len(all) - failed, "failed": failed})
	if err == nil && failed > 0 {
		err = &exitError{code: exitPart}
	}
	return err
}

func (t *tool) judged(p *office.Prepared, state letters.State) error {
	words := t.words.Text("message.approve.line", map[string]string{"number": p.Number, "case": string(p.Case), "package": p.Package, "person": p.Prepared.Name,
		"state": t.words.Text("letterstate."+string(state), nil)})
	return t.line(words, approvedLine{p.Number, p.Case, p.Package, state, p.Prepared.Name})
}

// signerLine is one of the people two of whom sign each letter.
type signerLine struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

func (t *tool) signersCommand() *cobra.Command {
	var store string
	var none, accounts bool
	cmd := &cobra.Command{
		Use: "signers [NAME=FILE…]", Short: t.words.Text("message.help.signers", nil), Long: t.words.Text("message.help.signers-long", nil), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.runSigners(cmd.Context(), args, none, accounts, store)
		},
	}
	t.addStoreFlag(cmd, &store)
	t.yes(cmd, &none, "none")
	t.yes(cmd, &accounts, "accounts")
	return cmd
}

// runSigners tells who signs the letters of a store, or says who does from now on.
func (t *tool) runSigners(ctx context.Context, people []string, none, accounts bool, store string) error {
	if none && (accounts || len(people) > 0) {
		return usage("signers-what", nil)
	}
	files := make([]app.File, len(people))
	for i, text := range people {
		name, file, found := strings.Cut(text, "=")
		if !found || strings.TrimSpace(name) == "" {
			return usage("signers-what", nil)
		}
		data, err := readFiles([]string{file})
		if err != nil {
			return err
		}
		files[i] = app.File{Name: name, Data: data[0].Data}
	}
	policy, err := t.policy(ctx, store, files, none, accounts)
	if err != nil {
		return err
	}
	for _, p := range policy.Signers {
		if err := t.line(p.Name+"  "+p.Key, signerLine{p.Name, p.Key}); err != nil {
			return err
		}
	}
	return t.summary(t.policyWords(&policy), map[string]any{"signers": len(policy.Signers), "accounts": policy.Accounts})
}

// policyWords say whom a letter takes.
func (t *tool) policyWords(p *letters.Policy) string {
	if !p.Wanted() {
		return t.words.Text("message.approve.alone", nil)
	}
	var all []string
	if len(p.Signers) > 0 {
		all = append(all, t.words.Text("message.approve.two", nil))
	}
	if p.Accounts {
		all = append(all, t.words.Text("message.approve.accounts", nil))
	}
	return strings.Join(all, "\n")
}

func (t *tool) policy(ctx context.Context, store string, files []app.File, none, accounts bool) (letters.Policy, error) {
	if len(files) == 0 && !none && !accounts {
		s, err := t.app.OpenStore(ctx, store)
		if err != nil {
			return letters.Policy{}, err
		}
		return office.Policy(ctx, s)
	}
	s, err := t.app.CreateStore(ctx, store, time.Now())
	if err != nil {
		return letters.Policy{}, err
	}
	return office.SetPolicy(ctx, s, files, accounts)
}
