package admin

import (
	"errors"
	"slices"
	"strings"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/state"
	"yoshiki/forms/casefile/natural"
)

// form is what was typed, and what is wrong with it, by the names of the fields.
type form struct {
	Values map[string]string
	Chosen map[string]bool // of check boxes, by name and value
	Faults []fault
}

// fault is what is wrong with a field.
type fault struct{ Field, Text string }

// Fault is what is wrong with a field; "" for nothing.
func (f *form) Fault(field string) string {
	for _, one := range f.Faults {
		if one.Field == field {
			return one.Text
		}
	}
	return ""
}

// Value is what was typed into a field.
func (f *form) Value(field string) string { return f.Values[field] }

// Is reports whether a check box is ticked.
func (f *form) Is(name, value string) bool { return f.Chosen[name+" "+value] }

// read takes what was posted in some fields and check boxes.
func (c *call) read(fields, boxes string) (*form, error) {
	if err := c.Posted(); err != nil {
		return nil, err
	}
	f := &form{Values: map[string]string{}, Chosen: map[string]bool{}}
	for _, name := range strings.Fields(fields) {
		f.Values[name] = strings.TrimSpace(c.R.PostFormValue(name))
	}
	for _, name := range strings.Fields(boxes) {
		for _, value := range c.R.PostForm[name] {
			f.Chosen[name+" "+value] = true
		}
	}
	return f, nil
}

// longest is how many characters a field takes.
const longest = 200

// wrong notes what is wrong with a field.
func (c *call) wrong(f *form, field, key string, args ...string) {
	f.Faults = append(f.Faults, fault{field, c.Text(key, args...)})
}

// needs notes that a field is empty, or too long.
func (c *call) needs(f *form, field, key string) {
	switch n := len([]rune(f.Values[field])); {
	case n == 0:
		c.wrong(f, field, key)
	case n > longest:
		c.wrong(f, field, "ad-too-long")
	}
}

// rolesOf are the roles that were ticked, in their order.
func rolesOf(f *form) (all []access.Role) {
	for _, role := range access.AllRoles() {
		if f.Is("role", string(role)) {
			all = append(all, role)
		}
	}
	return all
}

// until reads the last day of something, which is over with its end in Japan; it notes what is
// no day, or is not within a year.
func (p *pages) until(c *call, f *form, field string) time.Time {
	day := natural.Date(f.Values[field])
	if !day.OK() || day.Value == "" {
		c.wrong(f, field, "ad-bad-day")
		return time.Time{}
	}
	last, err := time.ParseInLocation(time.DateOnly, day.Value, app.Japan)
	end, now := last.AddDate(0, 0, 1), p.Now()
	if err != nil || !end.After(now) || end.After(now.AddDate(1, 0, 0)) {
		c.wrong(f, field, "ad-day-range")
	}
	return end
}

// refusedText notes what the database does not take as a text.
func (c *call) refusedText(f *form, field string, err error) bool {
	if errors.Is(err, state.ErrText) {
		c.wrong(f, field, "ad-bad-text")
		return true
	}
	return false
}

// missing turns what is not there into a page that is not.
func missing(err error) error {
	if errors.Is(err, state.ErrAbsent) {
		return frame.ErrNoPage
	}
	return err
}

// has reports whether somebody has a role.
func has(all []access.Role, role access.Role) bool { return slices.Contains(all, role) }
