package audit

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"yoshiki/storage"
)

// Reading is what of the log is wanted: the entries of a tenant in the segments that were closed
// from a time on and before another. An entry is closed a second after it at most; after a crash,
// when the next process takes up what was left.
type Reading struct {
	Tenant      string
	From, Until time.Time
	Wanted      func(*Entry) bool // nil for all
	Most        int               // how many entries
	After       Mark              // where an earlier reading ended; empty for the newest
}

// Mark is a place in the log, for whoever goes on reading: a minute, and how many entries of the
// tenant in it were looked at.
type Mark string

// minutes is how many minutes with entries one reading looks into at most, so that it ends soon
// whatever is wanted.
const minutes = 600

// Read gives entries, the newest first, and where to go on; an empty mark when there are no
// further ones. It looks at one minute of the log at a time.
func Read(ctx context.Context, store storage.Store, r Reading) (all []Entry, next Mark, err error) {
	first, skip := r.After.split()
	looked := 0
	for day := r.Until.UTC().Add(-time.Nanosecond).Truncate(24 * time.Hour); !day.Before(r.From.UTC().Truncate(24 * time.Hour)); day = day.AddDate(0, 0, -1) {
		if first != "" && day.Format(time.DateOnly) > first[:len(time.DateOnly)] {
			continue
		}
		inDay, err := r.minutesOf(ctx, store, day)
		if err != nil {
			return all, "", err
		}
		for _, m := range inDay {
			if first != "" && m.name > first {
				continue
			}
			if looked++; looked > minutes {
				return all, mark(m.name, 0), nil
			}
			entries, err := m.entries(ctx, store, r.Tenant)
			if err != nil {
				return all, "", err
			}
			if m.name != first {
				skip = 0
			}
			for i := min(skip, len(entries)); i < len(entries); i++ {
				if r.Wanted != nil && !r.Wanted(&entries[i]) {
					continue
				}
				if len(all) == r.Most {
					return all, mark(m.name, i), nil
				}
				all = append(all, entries[i])
			}
		}
	}
	return all, "", nil
}

// minute is a minute of the log: its segments.
type minute struct {
	name string // 2026-11-30/2335
	all  []storage.Object
}

// minutesOf are the minutes of a day (UTC) that are wanted, the newest first.
func (r *Reading) minutesOf(ctx context.Context, store storage.Store, day time.Time) ([]minute, error) {
	var all []minute
	from, until := r.From.UTC().Format(minuteFormat), r.Until.UTC().Format(minuteFormat)
	for o, err := range store.List(ctx, root+day.Format(time.DateOnly)+"/") {
		if err != nil {
			return nil, err
		}
		p, ok := parsePlace(o.Key)
		if !ok || p.minute < from || p.minute >= until {
			continue
		}
		if n := len(all); n > 0 && all[n-1].name == p.minute {
			all[n-1].all = append(all[n-1].all, o)
			continue
		}
		all = append(all, minute{p.minute, []storage.Object{o}})
	}
	slices.Reverse(all)
	return all, nil
}

// logged is an entry as a line has it.
type logged struct {
	Time                                                     time.Time
	Actor, Tenant, Action, Object, Outcome, Address, Request string
	Checkpoint                                               json.RawMessage
}

// entries are those of a tenant, the newest first. A line that is no entry is passed over: Verify
// tells of it.
func (m *minute) entries(ctx context.Context, store storage.Store, tenant string) ([]Entry, error) {
	var all []Entry
	for _, o := range m.all {
		data, err := read(ctx, store, o)
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(data) {
			var l logged
			if json.Unmarshal(line, &l) != nil || l.Tenant != tenant || l.Checkpoint != nil || l.Action == "" {
				continue
			}
			all = append(all, Entry{l.Time, l.Actor, l.Tenant, l.Action, l.Object, Outcome(l.Outcome), l.Address, l.Request})
		}
	}
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b Entry) int { return b.Time.Compare(a.Time) })
	return all, nil
}

func mark(minute string, skip int) Mark { return Mark(fmt.Sprintf("%s %d", minute, skip)) }

// split reads a mark; what is none is the newest.
func (m Mark) split() (minute string, skip int) {
	at, n, _ := strings.Cut(string(m), " ")
	if _, err := time.Parse(minuteFormat, at); err != nil {
		return "", 0
	}
	if _, err := fmt.Sscan(n, &skip); err != nil {
		return "", 0
	}
	return at, max(0, cmp.Or(skip, 0))
}
