package rerender

import (
	"context"

	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
)

// Touched tells of the packages of a store by one text that the differences to the target may
// touch, by manifests alone: of all others it is known that nothing of them differs.
func (m *Mover) Touched(ctx context.Context, from casefile.Date, each func(*Result) error) error {
	groups, err := Groups(ctx, m.Store)
	if err != nil {
		return err
	}
	for _, g := range groups {
		results, err := m.each(ctx, g, func(one *manifest.Manifest, r *Result) error {
			if r.From != from || m.decided(ctx, one, r) {
				r.Case = ""
			}
			return nil
		})
		if err != nil {
			return err
		}
		for i := range results {
			if results[i].Case != "" {
				if err := each(&results[i]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
