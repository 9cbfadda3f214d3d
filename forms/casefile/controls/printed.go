package controls

import (
	"regexp"
	"strings"

	"yoshiki/forms/casefile/natural"
	"yoshiki/forms/casefile/table"
)

// The statement that yoshiki prints has its controls in three annexes: all of them, those
// that changed within the assessment period, and those that are taken over from a service
// underneath.
const (
	printedSheet   = "別添 管理策一覧"
	changedSheet   = "別添2"
	takenOverSheet = "別添3"
)

// parted gives each annex a sheet of its own where a printed statement has several on one.
func parted(sheets []table.Sheet) []table.Sheet {
	var all []table.Sheet
	for _, s := range sheets {
		if s.Name != printedSheet {
			all = append(all, s)
			continue
		}
		part := table.Sheet{Name: s.Name, Hidden: s.Hidden}
		for _, row := range s.Rows {
			if title := row.Cells[0].Text; strings.HasPrefix(title, changedSheet) || strings.HasPrefix(title, takenOverSheet) {
				all = append(all, part)
				part = table.Sheet{Name: title, Hidden: s.Hidden}
			}
			part.Rows = append(part.Rows, row)
		}
		all = append(all, part)
	}
	return all
}

// annexes adds to the controls what the second and the third annex say of them.
func (r *reader) annexes(book *table.Book) {
	for _, s := range book.Sheets {
		if !strings.HasPrefix(s.Name, changedSheet) && !strings.HasPrefix(s.Name, takenOverSheet) {
			continue
		}
		sub := &reader{faults: r.faults, table: &Table{Name: r.table.Name, headed: map[string]bool{}}, first: map[string]*Entry{}, printed: true}
		if h := findHeads(s); h.has("id") {
			sub.read(h)
		}
		for _, e := range sub.table.Entries {
			if to := r.first[e.key()]; to != nil {
				to.supplement(e)
			}
		}
	}
}

// supplement takes over what an annex says beside what the first one says.
func (e *Entry) supplement(annex *Entry) {
	for _, key := range []string{"since", "taken_over.service", "taken_over.registration"} {
		if v, there := annex.Values[key]; there {
			if key == "since" {
				v.Text = dayOf(v.Text)
			}
			e.Values[key] = v
		}
	}
	e.Versions = append(e.Versions, annex.Versions...)
}

// spelled is the first line of an earlier version as it is printed, with its period.
var spelled = regexp.MustCompile(`(?m)^(\S+)から(\S+)まで\n`)

// unfold takes apart the earlier versions of a control that are printed in one cell. Where
// no period can be read, all of the text is one version.
func (e *Entry) unfold() {
	v, there := e.Values[versionsText]
	if !there {
		return
	}
	delete(e.Values, versionsText)
	begins := spelled.FindAllStringSubmatchIndex(v.Text, -1)
	if len(begins) == 0 || begins[0][0] > 0 {
		v.Text = strings.TrimSuffix(v.Text, "\n")
		e.Versions = append(e.Versions, map[string]Value{"versions.implementation": v})
		return
	}
	for i, at := range begins {
		end := len(v.Text)
		if i+1 < len(begins) {
			end = begins[i+1][0] - 1
		}
		e.Versions = append(e.Versions, map[string]Value{
			"versions.implementation": {v.Text[at[1]:end], v.Cell, v.In},
			"versions.from":           {dayOf(v.Text[at[2]:at[3]]), v.Cell, v.In},
			"versions.to":             {dayOf(v.Text[at[4]:at[5]]), v.Cell, v.In},
		})
	}
}

// dayOf is a day that is printed as 令和8年4月1日, as a case holds it.
func dayOf(text string) string {
	if day := natural.Date(text).Value; day != "" {
		return day
	}
	return text
}
