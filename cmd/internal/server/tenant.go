package server

import (
	"context"
	"errors"
	"regexp"
	"sync"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/storage"
)

// tenants are the parts of a store, one for each tenant.
type tenants struct {
	root  *app.Store
	shelf *app.Shelf
	mu    sync.Mutex
	open  map[string]*app.Store
}

// stagingPrefix is where the uploads of all tenants wait.
const stagingPrefix = "u/"

// staging is where the uploads of the tenant of whoever asks wait, beside its store.
func (t *tenants) staging(ctx context.Context) (storage.Store, error) {
	actor := access.From(ctx)
	if actor == nil || !tenantForm.MatchString(actor.Tenant) {
		return nil, errNobody
	}
	return storage.Under(t.root, stagingPrefix+actor.Tenant)
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
	under, err := storage.Under(t.root, "t/"+actor.Tenant)
	if err != nil {
		return nil, err
	}
	s := &app.Store{Store: under, URL: "tenant:" + actor.Tenant, Shelf: t.shelf}
	if t.open == nil {
		t.open = map[string]*app.Store{}
	}
	t.open[actor.Tenant] = s
	return s, nil
}
