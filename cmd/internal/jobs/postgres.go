package jobs

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"
	"riverqueue.com/riverui/uiendpoints"
)

// postgres is a database for the processes of many hosts.
type postgres struct{ pool *pgxpool.Pool }

// errAddress stands for a URL that cannot be read, which may hold a secret.
var errAddress = errors.New("the address cannot be read; write postgres://USER@HOST/DATABASE")

func openPostgres(ctx context.Context, url string) (*postgres, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errAddress
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return &postgres{pool}, nil
}

func (p *postgres) client(c *river.Config) (client, error) {
	return river.NewClient(riverpgxv5.New(p.pool), c)
}

func (p *postgres) endpoints(c *river.Config) (uiendpoints.Bundle, error) {
	return viewOf(river.NewClient(riverpgxv5.New(p.pool), c))
}

// migrationLock keeps other processes from making the tables at the same time.
const migrationLock = 0x796f7368696b69

func (p *postgres) migrate(ctx context.Context) error {
	conn, err := p.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		return err
	}
	defer func() { _, _ = conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrationLock) }()
	m, err := rivermigrate.New(riverpgxv5.New(p.pool), &rivermigrate.Config{Logger: silent()})
	if err != nil {
		return err
	}
	var queue, state, all int
	err = conn.QueryRow(ctx, `SELECT count(*) FILTER (WHERE tablename LIKE 'river\_%'), count(*) FILTER (WHERE tablename LIKE 'yoshiki\_%'), count(*)
		FROM pg_tables WHERE schemaname = current_schema()`).Scan(&queue, &state, &all)
	if err != nil {
		return err
	}
	version := int64(0)
	if queue > 0 {
		if err := conn.QueryRow(ctx, "SELECT coalesce(max(version), 0) FROM river_migration").Scan(&version); err != nil {
			return err
		}
	}
	if err := fits(queue+state, all, version, m.AllVersions()); err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

func (p *postgres) count(ctx context.Context, queue string) (map[rivertype.JobState]int, error) {
	rows, err := p.pool.Query(ctx, "SELECT state::text, count(*) FROM river_job WHERE queue = $1 GROUP BY state", queue)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[rivertype.JobState]int{}
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, err
		}
		all[rivertype.JobState(state)] = n
	}
	return all, rows.Err()
}

func (p *postgres) beat(ctx context.Context, id int64, attempt int) (bool, error) {
	done, err := p.pool.Exec(ctx, "UPDATE river_job SET attempted_at = now() WHERE id = $1 AND state = 'running' AND attempt = $2", id, attempt)
	return done.RowsAffected() == 1, err
}

func (p *postgres) revive(ctx context.Context, queue string) error {
	_, err := p.pool.Exec(ctx, `UPDATE river_job SET state = 'available', scheduled_at = now()
		WHERE queue = $1 AND state = 'running' AND attempt < max_attempts AND attempted_at < now() - make_interval(secs => $2)`, queue, rescue.Seconds())
	return err
}

func (p *postgres) close() error {
	p.pool.Close()
	return nil
}
