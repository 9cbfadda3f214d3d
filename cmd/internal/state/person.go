package state

import (
	"context"
	"time"
)

// Person is somebody who signs in by an identity provider, which alone says who that is. Name
// and mail are what it last told, and decide nothing.
type Person struct {
	ID      string
	Issuer  string
	Subject string
	Name    string
	Mail    string
	Created time.Time
	Seen    time.Time // last signed in
}

const person = `SELECT id, issuer, subject, name, mail, created, seen FROM yoshiki_person `

// PutPerson makes a person known, or finds the one of this issuer and subject, whose name and
// mail it mends when they are not empty. It gives the id. Errors: [ErrText].
func (d *DB) PutPerson(ctx context.Context, p Person, now time.Time) (id string, err error) {
	if err := lines(p.Issuer, p.Subject, p.Name, p.Mail); err != nil {
		return "", err
	}
	if p.Issuer == "" || p.Subject == "" {
		return "", ErrText
	}
	err = d.change(ctx, func(t tx) error {
		id, err = first(ctx, t, text, `INSERT INTO yoshiki_person AS p (id, issuer, subject, name, mail, created, seen) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (issuer, subject) DO UPDATE SET
				name = CASE WHEN excluded.name = '' THEN p.name ELSE excluded.name END,
				mail = CASE WHEN excluded.mail = '' THEN p.mail ELSE excluded.mail END,
				seen = CASE WHEN excluded.seen = 0 THEN p.seen ELSE excluded.seen END
			RETURNING id`, newID("person"), p.Issuer, p.Subject, p.Name, p.Mail, stamp(now), stamp(p.Seen))
		return err
	})
	return id, err
}

// Person is the person with an id. Errors: [ErrAbsent].
func (d *DB) Person(ctx context.Context, id string) (Person, error) {
	return first(ctx, d.reading(), readPerson, person+`WHERE id = $1`, id)
}

// PersonOf is the person whom an identity provider calls so. Errors: [ErrAbsent].
func (d *DB) PersonOf(ctx context.Context, issuer, subject string) (Person, error) {
	return first(ctx, d.reading(), readPerson, person+`WHERE issuer = $1 AND subject = $2`, issuer, subject)
}

// People are those who have a role in a tenant, by name.
func (d *DB) People(ctx context.Context, tenant string) ([]Person, error) {
	return list(ctx, d.reading(), readPerson, person+`WHERE id IN (SELECT person FROM yoshiki_role WHERE tenant = $1) ORDER BY name, id`, tenant)
}

func readPerson(scan func(...any) error) (p Person, err error) {
	var created, seen int64
	err = scan(&p.ID, &p.Issuer, &p.Subject, &p.Name, &p.Mail, &created, &seen)
	p.Created, p.Seen = moment(created), moment(seen)
	return p, err
}
