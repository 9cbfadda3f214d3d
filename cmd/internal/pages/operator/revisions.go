package operator

import (
	"net/http"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
)

// revision is one text of the rules as the list shows it.
type revision struct {
	Day       casefile.Date
	Edition   string
	Confirmed bool
	Current   bool          // it governs today
	Until     casefile.Date // first day of the next confirmed text; "" where there is none, or it governs no day
	Source    string
	Unknown   []string
}

// program is a programme with its texts, the newest first.
type program struct {
	Name      casefile.Program
	Current   casefile.Date
	Revisions []revision
}

// revisions shows the texts of the rules.
func (p *pages) revisions(c *call) error {
	all, err := p.programs()
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, "op-revisions", c.Text("op-rules"), all)
}

// programs are the programmes with their texts.
func (p *pages) programs() ([]program, error) {
	var all []program
	today := casefile.Date(p.Now().In(app.Japan).Format("2006-01-02"))
	for _, name := range p.App.Programs() {
		one := program{Name: casefile.Program(name)}
		if now, err := p.App.Catalog(app.Text{Program: one.Name, Day: today}); err == nil {
			one.Current = now.Revision.InForce
		}
		next := casefile.Date("")
		days := p.App.Days(one.Name)
		for i := len(days) - 1; i >= 0; i-- {
			text, err := p.App.Catalog(app.Text{Program: one.Name, Revision: casefile.Date(days[i])})
			if err != nil {
				return nil, err
			}
			r := text.Revision
			one.Revisions = append(one.Revisions, revision{Day: r.InForce, Edition: r.Edition, Confirmed: r.Confirmed, Current: r.InForce == one.Current, Until: next, Source: r.Source, Unknown: r.Unknown})
			if r.Confirmed {
				next = r.InForce
			} else {
				one.Revisions[len(one.Revisions)-1].Until = ""
			}
		}
		all = append(all, one)
	}
	return all, nil
}

// find is a programme by its name.
func find(all []program, name string) *program {
	for i := range all {
		if string(all[i].Name) == name {
			return &all[i]
		}
	}
	return nil
}

// has reports whether there is a text of a day.
func (p *program) has(day casefile.Date) bool {
	for _, r := range p.Revisions {
		if r.Day == day {
			return true
		}
	}
	return false
}
