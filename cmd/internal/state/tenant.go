package state

import (
	"context"
	"errors"
	"regexp"
	"time"

	"yoshiki/storage"
)

// Tenant is somebody whose cases nobody else sees: a provider, or the office.
type Tenant struct {
	ID      string
	Name    string
	Created time.Time
	Closed  time.Time // zero while it is open
}

// ErrTenant is an id that no tenant can have.
var ErrTenant = errors.New("a tenant's id is 1 to 32 of a-z, 0-9 and -, begins with no hyphen, and names no device of Windows")

var tenantID = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

// AddTenant adds a tenant. Errors: [ErrTenant], [ErrText], [ErrTaken].
func (d *DB) AddTenant(ctx context.Context, id, name string, now time.Time) error {
	if !tenantID.MatchString(id) || storage.CheckKey(id) != nil { // it names a folder of the store
		return ErrTenant
	}
	if err := lines(name); err != nil {
		return err
	}
	return d.one(ctx, ErrTaken, `INSERT INTO yoshiki_tenant (id, name, created) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, id, name, stamp(now))
}

// Tenants are all tenants by id.
func (d *DB) Tenants(ctx context.Context) ([]Tenant, error) {
	return list(ctx, d.reading(), readTenant, `SELECT id, name, created, closed FROM yoshiki_tenant ORDER BY id`)
}

// Tenant is one tenant. Errors: [ErrAbsent].
func (d *DB) Tenant(ctx context.Context, id string) (Tenant, error) {
	return first(ctx, d.reading(), readTenant, `SELECT id, name, created, closed FROM yoshiki_tenant WHERE id = $1`, id)
}

// CloseTenant lets nobody of a tenant in any more. Errors: [ErrAbsent].
func (d *DB) CloseTenant(ctx context.Context, id string, now time.Time) error {
	return d.one(ctx, ErrAbsent, `UPDATE yoshiki_tenant SET closed = $2 WHERE id = $1`, id, stamp(now))
}

func readTenant(scan func(...any) error) (t Tenant, err error) {
	var created, closed int64
	err = scan(&t.ID, &t.Name, &created, &closed)
	t.Created, t.Closed = moment(created), moment(closed)
	return t, err
}
