package state

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Errors of a database that cannot be used.
var (
	ErrURL     = errors.New("neither sqlite:PATH nor postgres://…")
	ErrForeign = errors.New("the database has tables of another program")
	ErrNewer   = errors.New("the database was made by a newer version of the program")
	ErrNetwork = errors.New("the file lies on a network disk, on which SQLite loses data")
)

// errAddress stands for a URL that cannot be read, which may hold a secret.
var errAddress = errors.New("the address cannot be read; write postgres://USER@HOST/DATABASE")

// DB is an open database. It may be used from many goroutines.
type DB struct {
	write, read *sql.DB // the same one for PostgreSQL
	dialect     dialect
}

// Connections is how many connections to PostgreSQL one process holds for this at most.
const Connections = 16

// Open opens the database that a URL names, and makes or completes its tables: sqlite:PATH or
// postgres://…. Errors: [ErrURL], [ErrForeign], [ErrNewer], [ErrNetwork], or those of the
// database, which do not repeat the URL.
func Open(ctx context.Context, url string) (*DB, error) {
	var d *DB
	var err error
	path, isFile := strings.CutPrefix(url, "sqlite:")
	switch {
	case isFile && path != "":
		d, err = openFile(path)
	case strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://"):
		d, err = openPostgres(url)
	default:
		return nil, ErrURL
	}
	if err != nil {
		return nil, err
	}
	if err := d.migrate(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func openPostgres(url string) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errAddress
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(Connections)
	db.SetMaxIdleConns(Connections)
	return &DB{db, db, postgres}, nil
}

// Close gives the database back.
func (d *DB) Close() error {
	if d.read == d.write {
		return d.write.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close())
}

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	var one int
	return d.read.QueryRowContext(ctx, "SELECT 1").Scan(&one)
}
