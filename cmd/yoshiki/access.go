package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
	"yoshiki/cmd/internal/state"
)

func (t *tool) accessCommand() *cobra.Command {
	cmd := t.group("access", t.accessTenantCommand(), t.accessPersonCommand(), t.accessTokenCommand(), t.accessSessionCommand())
	cmd.Long = t.words.Text("message.help.access-long", nil)
	return cmd
}

// group is a command that only holds others.
func (t *tool) group(name string, all ...*cobra.Command) *cobra.Command {
	last := name[strings.LastIndexByte(name, '-')+1:]
	cmd := &cobra.Command{Use: last, Short: t.words.Text("message.help."+name, nil), Args: t.noArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(all...)
	return cmd
}

// accessFlags are those of all commands about access.
type accessFlags struct {
	stateFlags
	tenant, name, issuer, subject, mail, caseID, attachment, until, output, confirm string

	roles, scopes []string
	takeBack      bool
}

// desk is an open database, and what its commands share.
type desk struct {
	*state.DB
	key    access.Key
	store  *app.Store // of all tenants, once begun
	f      *accessFlags
	now    time.Time
	tenant string // of what is done
	object string // to what it is done
	log    *audit.Log
}

// accessDo is a command about access: words are those of its help, args its arguments.
func (t *tool) accessDo(words, args string, flags func(*cobra.Command, *accessFlags), do func(ctx context.Context, d *desk, arg string) error) *cobra.Command {
	var f accessFlags
	last := words[strings.LastIndexByte(words, '-')+1:]
	cmd := &cobra.Command{Use: strings.TrimSpace(last + " " + args), Short: t.words.Text("message.help."+words, nil), Args: t.noArgs}
	if name, _, _ := strings.Cut(args, " "); name != "" && name[0] != '-' {
		cmd.Args = t.oneArg(name)
	}
	if long := t.words.Text("message.help."+words+"-long", nil); !strings.HasPrefix(long, "message.") {
		cmd.Long = long
	}
	action := strings.Replace(strings.TrimPrefix(words, "access-"), "-", ":", 1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return t.atDesk(cmd.Context(), &f, action, strings.Join(args, ""), do)
	}
	if flags != nil {
		flags(cmd, &f)
	}
	t.addStateFlags(cmd, &f.stateFlags)
	if last != "list" {
		t.text(cmd, &f.store, "store", "")
	}
	return cmd
}

// firstAction is what an installation may begin with; all else is about what is there.
const firstAction = "tenant:add"

// atDesk does something with the database open, and writes into the audit log what it was, if it has begun.
func (t *tool) atDesk(ctx context.Context, f *accessFlags, action, arg string, do func(context.Context, *desk, string) error) (err error) {
	if action != firstAction {
		if err := stateThere(f.stateFlags); err != nil {
			return err
		}
	}
	db, key, err := t.openState(ctx, f.stateFlags)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	d := &desk{DB: db, key: key, f: f, now: time.Now(), object: arg}
	if strings.HasPrefix(action, "tenant:") {
		d.tenant = arg
	}
	err = do(ctx, d, arg)
	return errors.Join(err, d.written(ctx, action, err))
}

// tenantFlag adds the flag that names a tenant.
func (t *tool) tenantFlag(cmd *cobra.Command, f *accessFlags) { t.text(cmd, &f.tenant, "tenant", "") }

// in is the tenant that was named, or the only one there is.
func (d *desk) in(ctx context.Context) (string, error) {
	if d.f.tenant != "" {
		d.tenant = d.f.tenant
		_, err := d.Tenant(ctx, d.f.tenant)
		return d.f.tenant, stateError(err, d.f.tenant)
	}
	all, err := d.Tenants(ctx)
	if err == nil && len(all) != 1 {
		return "", usage("tenant-which", nil)
	}
	if err != nil {
		return "", stateError(err, "")
	}
	d.tenant = all[0].ID
	return d.tenant, nil
}

// rolesOf reads roles.
func rolesOf(all []string) ([]access.Role, error) {
	return wordsOf("role", all, access.AllRoles())
}

// scopesOf reads scopes.
func scopesOf(all []string) ([]access.Scope, error) {
	return wordsOf("scope", all, access.AllScopes())
}

// wordsOf reads words of which some are known.
func wordsOf[T ~string](flag string, all []string, known []T) ([]T, error) {
	var list []T
	names := make([]string, len(known))
	is := map[string]bool{}
	for i, one := range known {
		names[i], is[string(one)] = string(one), true
	}
	for _, one := range all {
		if !is[one] {
			return nil, usage("access-word", map[string]string{"flag": "--" + flag, "value": one, "known": strings.Join(names, ", ")})
		}
		list = append(list, T(one))
	}
	if len(list) == 0 {
		return nil, usage("access-words", map[string]string{"flag": "--" + flag, "known": strings.Join(names, ", ")})
	}
	return list, nil
}

// day writes a time as its day here; "" for none.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Local().Format(time.DateOnly)
}

// minute writes a time as people read it.
func minute(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.Local().Format("2006-01-02 15:04")
}

// texts are the words of a list.
func texts[T ~string](all []T) string {
	list := make([]string, len(all))
	for i, one := range all {
		list[i] = string(one)
	}
	return strings.Join(list, ",")
}
