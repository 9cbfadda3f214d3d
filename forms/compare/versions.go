package compare

import (
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// version is a form as it is for the subjects that a day governs, "" being before any day.
type version struct {
	from     casefile.Date
	governed string // by which day
	*thing
}

// is reports whether two versions are for the same subjects.
func (v *version) is(other *version) bool {
	return v.from == other.from && v.governed == other.governed
}

// versions are the forms by their ids, each with all its versions, the newest first.
func versions(c *forms.Catalog) (map[string][]*version, error) {
	all := map[string][]*version{}
	for _, id := range c.IDs() {
		definitions, err := c.Versions(id)
		if err != nil {
			return nil, err
		}
		for _, d := range definitions {
			v := &version{d.InForce, d.Governs.Source, definition(c, d)}
			if !slices.ContainsFunc(all[id], v.is) { // one of the same subjects that is newer always counts
				all[id] = append(all[id], v)
			}
		}
	}
	return all, nil
}

// versioned are the differences of a form. A version that only one text has is compared with
// that which it takes the place of.
func versioned(of Kind, id string, was, is []*version) []Change {
	if len(was) == 0 || len(is) == 0 {
		return changes(of, id, newest(was), newest(is))
	}
	var all []Change
	for i := range is {
		all = append(all, since(is[i].from, changes(of, id, counterpart(is[i:], was), is[i].thing))...)
	}
	for i := range was {
		if !slices.ContainsFunc(is, was[i].is) {
			all = append(all, since(was[i].from, changes(of, id, was[i].thing, counterpart(was[i:], is)))...)
		}
	}
	return all
}

func newest(all []*version) *thing {
	if len(all) == 0 {
		return nil
	}
	return all[0].thing
}

// counterpart is what the other text has for the subjects of the first of some versions: the
// same version, or the one that the first takes the place of.
func counterpart(versions, other []*version) *thing {
	for _, v := range versions {
		if i := slices.IndexFunc(other, v.is); i >= 0 {
			return other[i].thing
		}
	}
	return other[0].thing
}

// since says of changes from which day they count.
func since(day casefile.Date, all []Change) []Change {
	for i := range all {
		all[i].From = day
	}
	return all
}
