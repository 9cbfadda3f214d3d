package server

import (
	"context"
	"errors"
	"regexp"
	"sync"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// tenants are the parts of a store, one for each tenant.
type tenants struct {
	root  *app.Store
	shelf *app.Shelf
	mu    sync.Mutex
	open  map[string]*app.Store
	wrote func(ctx context.Context, tenant string, id casefile.CaseID, version int)
}

// stagingPrefix is where the uploads of all tenants wait.
const stagingPrefix = "u/"

// staging is where the uploads of the tenant of whoever asks wait, beside its store.
func (t *tenants) staging(ctx context.Context) (storage.Store, error) {
	actor := access.From(ctx)
	if actor == nil || !tenantForm.MatchString(actor.Tenant) {
		return nil, errNobody
	}
	under, err := storage.Under(t.root, stagingPrefix+actor.Tenant)
	if err != nil {
		return nil, err
	}
	return reached{under, "tenant:" + actor.Tenant}, nil
}

var tenantForm = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

// errNobody says that a store was asked for by nobody.
var errNobody = errors.New("nobody that is known asks")

// of is the store of the tenant of whoever asks.
func (t *tenants) of(ctx context.Context) (*app.Store, error) {
	actor := access.From(ctx)
	if actor == nil || !tenantForm.MatchString(actor.Tenant) {
		return nil, errNobody
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if s, ok := t.open[actor.Tenant]; ok {
		return s, nil
	}
	tenant := actor.Tenant
	under, err := storage.Under(t.root, "t/"+tenant)
	if err != nil {
		return nil, err
	}
	s := &app.Store{Store: reached{under, "tenant:" + actor.Tenant}, URL: "tenant:" + actor.Tenant, Shelf: t.shelf, Wrote: func(ctx context.Context, id casefile.CaseID, version int) { t.wrote(ctx, tenant, id, version) }}
	if t.open == nil {
		t.open = map[string]*app.Store{}
	}
	t.open[actor.Tenant] = s
	return s, nil
}

// wrote notes who made a version of a case. The case is kept whether that can be noted or not.
func (s *Server) wrote(ctx context.Context, tenant string, id casefile.CaseID, version int) {
	if s.Wrote == nil {
		return
	}
	if err := s.Wrote(ctx, tenant, string(id), version); err != nil {
		s.Log.ErrorContext(ctx, "cannot note who changed a case", "error", err)
	}
}
