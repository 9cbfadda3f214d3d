package server

import (
	"context"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
)

// submit hands a package of whoever asks to the tenant of the office, which takes it in as any
// other that comes: it gets the package, never the case.
func (s *Server) submit(ctx context.Context, id string) (*office.Received, error) {
	if s.Office == "" {
		return nil, &app.Error{Kind: app.Wrong, Code: "no-office"}
	}
	from, err := s.tenants.of(ctx)
	if err != nil {
		return nil, err
	}
	to := func(ctx context.Context) (*app.Store, error) {
		return s.tenants.of(access.With(ctx, &access.Actor{Tenant: s.Office}))
	}
	day := casefile.Date(s.Now().In(app.Japan).Format(time.DateOnly))
	return office.HandOver(ctx, s.App, from, id, office.ReceiveOrder{Day: day, Pattern: office.ReceptionPattern, Sender: access.From(ctx).Tenant, Store: to})
}
