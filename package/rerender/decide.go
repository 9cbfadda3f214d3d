package rerender

import (
	"context"

	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
)

// decided tells what becomes of a package without its case, if that can be told.
func (m *Mover) decided(ctx context.Context, one *manifest.Manifest, r *Result) bool {
	if one.Package.Kind == manifest.Letter {
		r.Outcome, r.Reason = Stays, "issued"
		return true
	}
	if r.From > r.To {
		r.Outcome, r.Reason = Stays, "later"
		return true
	}
	if r.From == r.To { // which is made again to prove that it can be
		return false
	}
	filed, err := repository.Filed(ctx, m.Store, r.Package)
	if err != nil {
		return false // move tells why
	}
	if filed != nil && filed.Received {
		r.Outcome, r.Reason = Stays, "received"
		return true
	}
	if filed != nil && !m.Filed {
		r.Outcome, r.Reason = Stays, "filed"
		return true
	}
	if m.Whole {
		return false
	}
	texts, err := m.compared(r)
	if err != nil || texts.touches(one) {
		return false
	}
	r.Outcome = Identical
	return true
}

// receipt reports whether a case has the receipt of what a package is about.
func receipt(c *casefile.Case, pointer string) bool {
	for _, day := range []string{"/receipt/received", "/receipt/accepted"} {
		if v, err := casefile.Get(c, pointer+day); err == nil && v.Text() != "" {
			return true
		}
	}
	return false
}
