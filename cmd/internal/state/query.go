package state

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"strings"
	"time"
	"unicode/utf8"
)

// Errors of what is asked for.
var (
	ErrAbsent = fs.ErrNotExist
	ErrTaken  = fs.ErrExist
	ErrText   = errors.New("the text has bytes that are no characters, control characters, or is too long")
)

// dialect is how a database wants the numbers of arguments written.
type dialect string

const (
	sqlite   dialect = "?"
	postgres dialect = "$"
)

// in writes a statement, whose arguments are $1, $2, …, for a database.
func (d dialect) in(text string) string { return strings.ReplaceAll(text, "$", string(d)) }

// querier is a database or a transaction in it.
type querier interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

// tx is a transaction that writes.
type tx struct {
	querier
	dialect dialect
}

// change runs a transaction that writes.
func (d *DB) change(ctx context.Context, do func(tx) error) error {
	t, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx{t, d.dialect}); err != nil {
		return errors.Join(err, t.Rollback())
	}
	return t.Commit()
}

// exec runs one statement that writes, and tells how many rows it touched.
func (d *DB) exec(ctx context.Context, statement string, args ...any) (int64, error) {
	return tx{d.write, d.dialect}.exec(ctx, statement, args...)
}

func (t tx) exec(ctx context.Context, text string, args ...any) (int64, error) {
	r, err := t.ExecContext(ctx, t.dialect.in(text), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// one runs a statement that must touch a row: otherwise the error is that given.
func (d *DB) one(ctx context.Context, none error, text string, args ...any) error {
	return tx{d.write, d.dialect}.one(ctx, none, text, args...)
}

func (t tx) one(ctx context.Context, none error, text string, args ...any) error {
	n, err := t.exec(ctx, text, args...)
	if err == nil && n == 0 {
		return none
	}
	return err
}

// reading is the database for who only looks.
func (d *DB) reading() tx { return tx{d.read, d.dialect} }

// list gives all rows of a query.
func list[T any](ctx context.Context, t tx, read func(func(...any) error) (T, error), text string, args ...any) (all []T, err error) {
	rows, err := t.QueryContext(ctx, t.dialect.in(text), args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		one, err := read(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// first gives the first row of a query. Errors: [ErrAbsent].
func first[T any](ctx context.Context, t tx, read func(func(...any) error) (T, error), text string, args ...any) (T, error) {
	all, err := list(ctx, t, read, text, args...)
	if err == nil && len(all) == 0 {
		err = ErrAbsent
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

// text and number read a row of one column.
func text(scan func(...any) error) (s string, err error) { return s, scan(&s) }
func number(scan func(...any) error) (n int, err error)  { return n, scan(&n) }

// stamp is a time as it is kept: microseconds; 0 for none.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// moment reads a stamp.
func moment(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// Longest is the longest text of one line, in bytes.
const Longest = 1000

// lines refuses texts that are not one line each that every database keeps as it is.
func lines(all ...string) error {
	for _, text := range all {
		if !utf8.ValidString(text) || len(text) > Longest || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return ErrText
		}
	}
	return nil
}
