package office

import (
	"context"
	"errors"
	"io/fs"
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
)

// CaseOf is the name that the case of a package has in a store. It is the one that the package
// says, unless that was another provider's when the package came.
func CaseOf(ctx context.Context, s *app.Store, m *manifest.Manifest) (casefile.CaseID, error) {
	said := casefile.CaseID(m.Case.ID)
	if m.Package.Kind == manifest.Letter {
		return said, nil
	}
	for n := 1; ; n++ {
		id := numbered(said, n)
		if came, err := begun(ctx, s, id, m.Package.ID); came || err != nil {
			return id, err
		}
		if _, there, err := occupant(ctx, s, id); err != nil || !there {
			return said, err
		}
	}
}

// numbered is the nth name that a case can have whose own belongs to another: small-saas,
// small-saas-2 and so on.
func numbered(id casefile.CaseID, n int) casefile.CaseID {
	if n == 1 {
		return id
	}
	suffix := "-" + strconv.Itoa(n)
	return id[:min(len(id), casefile.MaxID-len(suffix))] + casefile.CaseID(suffix)
}

// begun reports whether a package was received for a case.
func begun(ctx context.Context, s *app.Store, id casefile.CaseID, name string) (bool, error) {
	_, err := letters.Begun(ctx, s, letters.Ref{Case: id, ID: name})
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// occupant is whose a name is: of a sender, or of a case that came in another way; there is false
// where it is nobody's.
func occupant(ctx context.Context, s *app.Store, id casefile.CaseID) (by repository.Sender, there bool, err error) {
	if by, err = repository.SenderOf(ctx, s, id); !errors.Is(err, fs.ErrNotExist) {
		return by, err == nil, err
	}
	all, err := repository.Versions(ctx, s, id)
	return by, len(all) > 0, err
}

// settle finds the case that the package belongs to. A name that is another provider's is passed
// over for the next.
func (r *receiving) settle(ctx context.Context, parts []*casefile.Case) error {
	r.done.Case = casefile.CaseID(r.manifest.Case.ID)
	if r.order.Case != "" {
		r.done.Case = r.order.Case
	}
	if r.order.Case != "" || r.manifest.Package.Kind == manifest.Letter {
		return nil
	}
	said := r.done.Case
	for n := 1; ; n++ {
		r.done.Case, r.done.Renamed = numbered(said, n), n > 1
		if came, err := begun(ctx, r.store, r.done.Case, r.done.Package); came || err != nil {
			return err
		}
		if fits, err := r.fits(ctx, parts); fits || err != nil {
			return err
		}
	}
}

// fits reports whether the name under which the case would be received is free, or its own.
func (r *receiving) fits(ctx context.Context, parts []*casefile.Case) (bool, error) {
	me := repository.Sender{Tenant: r.order.Sender, Case: casefile.CaseID(r.manifest.Case.ID)}
	by, there, err := occupant(ctx, r.store, r.done.Case)
	if err != nil {
		return false, err
	}
	handed := by != repository.Sender{}
	if there && handed && me.Tenant != "" {
		return by == me, nil
	}
	if there {
		if same, err := r.same(ctx, parts); !same || err != nil {
			return false, err
		}
	}
	if me.Tenant == "" {
		return true, nil
	}
	by, err = repository.Claim(ctx, r.store, r.done.Case, me)
	return by == me, err
}

// same reports whether the case that stands under the name is that of the package. Who hands over
// has to agree with it; staff are asked no more than that it does not contradict.
func (r *receiving) same(ctx context.Context, parts []*casefile.Case) (bool, error) {
	was, err := repository.LoadCase(ctx, r.store, r.done.Case)
	if errors.Is(err, fs.ErrNotExist) { // a sender is about to keep it
		return false, nil
	}
	if err != nil {
		return false, err
	}
	c := r.app.Decoded("case:"+string(r.done.Case), was.Data, nil)
	if _, err := c.Sound(); err != nil {
		return false, err
	}
	if r.order.Sender != "" {
		return agrees(c.File.Case, parts), nil
	}
	return !other(c.File.Case, parts), nil
}

// agrees reports whether parts name company and service of a case, and none says another.
func agrees(c *casefile.Case, parts []*casefile.Case) bool {
	company, service := false, false
	for _, p := range parts {
		if number := p.Applicant.CorporateNumber; number != "" {
			if number != c.Applicant.CorporateNumber {
				return false
			}
			company = true
		}
		if name := p.Service.Name; name != "" {
			if name != c.Service.Name {
				return false
			}
			service = true
		}
	}
	return company && service
}

// other reports whether the parts are of another service than a case of the same name.
func other(c *casefile.Case, parts []*casefile.Case) bool {
	for _, p := range parts {
		if p.Applicant.CorporateNumber != "" && c.Applicant.CorporateNumber != "" && p.Applicant.CorporateNumber != c.Applicant.CorporateNumber ||
			p.Service.Name != "" && c.Service.Name != "" && p.Applicant.Name != "" && p.Applicant.Name != c.Applicant.Name && p.Service.Name != c.Service.Name {
			return true
		}
	}
	return false
}
