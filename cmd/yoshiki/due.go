package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/forms/schedule"
	"yoshiki/locales"
)

type dueFlags struct {
	asOf, revision, store string
	ics, svg              bool
}

// dueLine is one deadline.
type dueLine struct {
	ID         string         `json:"id"`
	Rule       string         `json:"rule"` // lasting name
	Clause     string         `json:"clause"`
	Title      casefile.Words `json:"title"`
	By         string         `json:"by"`
	Day        string         `json:"day"`
	DayEra     string         `json:"dayEra"`
	Safe       string         `json:"safe"`
	SafeEra    string         `json:"safeEra"`
	TargetTime string         `json:"targetTime,omitempty"`   // of a period that runs from a moment
	NoNumber   bool           `json:"withoutDelay,omitempty"` // no period is fixed; the day is that from which it runs
	DaysLeft   int            `json:"daysLeft"`
	State      schedule.State `json:"state"`
	Done       string         `json:"done,omitempty"`
	Official   bool           `json:"official"` // the holidays that it rests on are published
	Arithmetic casefile.Words `json:"arithmetic"`
	Pointer    string         `json:"pointer"`
	Forms      []string       `json:"forms,omitempty"`
}

func (t *tool) dueCommand() *cobra.Command {
	var f dueFlags
	cmd := &cobra.Command{
		Use: "due CASE", Short: t.words.Text("message.help.due", nil), Args: t.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runDue(cmd.Context(), args[0], f) },
	}
	t.text(cmd, &f.asOf, "as-of", "")
	t.text(cmd, &f.revision, "revision", "")
	t.addStoreFlag(cmd, &f.store)
	t.yes(cmd, &f.ics, "ics")
	t.yes(cmd, &f.svg, "svg")
	return cmd
}

func (t *tool) runDue(ctx context.Context, name string, f dueFlags) error {
	if f.ics && f.svg {
		return usage("due-format", nil)
	}
	c, err := t.readCase(ctx, name, f.store)
	if err != nil {
		return err
	}
	s, err := t.app.Due(c, cmp.Or(casefile.Date(f.asOf), today()), casefile.Date(f.revision))
	switch {
	case err != nil:
		return err
	case f.ics:
		_, err = t.stdout.Write(s.Calendar(t.words))
		return err
	case f.svg:
		return t.drawDue(s)
	}
	return t.listDue(s)
}

// today is the day in Japan.
func today() casefile.Date { return casefile.Date(time.Now().In(app.Japan).Format(time.DateOnly)) }

// timelineWidth is the width of the axis in ems, as wide as a landscape page has room for.
const timelineWidth = 80

func (t *tool) drawDue(s *schedule.Schedule) error {
	line := s.Timeline(timelineWidth, t.words)
	if line == nil {
		return &exitError{code: exitFailed, key: "no-deadline"}
	}
	_, err := t.stdout.Write(schedule.SVG(line, string(s.Case.Service.Name), t.words))
	return err
}

// listDue prints the deadlines, those of the applicant first: as objects, or as tables with
// the arithmetic below each.
func (t *tool) listDue(s *schedule.Schedule) error {
	own, others := []*schedule.Entry{}, []*schedule.Entry{}
	count := map[schedule.State]int{}
	for i := range s.Entries {
		e := &s.Entries[i]
		count[e.State]++
		if e.By == "applicant" {
			own = append(own, e)
		} else {
			others = append(others, e)
		}
	}
	if err := t.dueTable("message.due.heading", own); err != nil {
		return err
	}
	if err := t.dueTable("message.due.heading-others", others); err != nil {
		return err
	}
	if err := t.dueEarly(s.Early); err != nil {
		return err
	}
	met := count[schedule.Met] + count[schedule.Planned]
	open := count[schedule.Open] + count[schedule.Kept]
	return t.summary(t.words.Text("message.due.summary", map[string]string{"deadlines": fmt.Sprint(len(s.Entries)), "met": fmt.Sprint(met),
		"open": fmt.Sprint(open), "late": fmt.Sprint(count[schedule.Late]), "day": schedule.Day(t.words, s.AsOf)}),
		map[string]any{"deadlines": len(s.Entries), "met": met, "open": open, "late": count[schedule.Late],
			"asOf": s.AsOf.String(), "holidaysOfficialUntil": period.OfficialUntil()})
}

// dueEarly prints what has no day and has to be begun early.
func (t *tool) dueEarly(all []casefile.Words) error {
	if !t.json && len(all) > 0 {
		if err := t.line(t.words.Text("message.due.early", nil), nil); err != nil {
			return err
		}
	}
	for _, w := range all {
		if err := t.line("    "+w.In(t.words.Language()), map[string]casefile.Words{"early": w}); err != nil {
			return err
		}
	}
	return nil
}

// dueTable prints some deadlines under a heading.
func (t *tool) dueTable(heading string, entries []*schedule.Entry) error {
	table := [][]string{strings.Split(t.words.Text(heading, nil), ",")}
	for _, e := range entries {
		table = append(table, []string{e.Due(t.words), e.Safe(t.words), e.Status(t.words), e.Title(t.words), e.Clause})
	}
	widths := columns(table)
	if !t.json && len(entries) > 0 {
		if err := t.line(aligned(table[0], widths), nil); err != nil {
			return err
		}
	}
	for i, e := range entries {
		text := aligned(table[i+1], widths) + "\n    " + strings.Join(e.Arithmetic(t.words), "\n    ")
		if err := t.line(text, t.dueLine(e)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tool) dueLine(e *schedule.Entry) dueLine {
	l := dueLine{ID: e.Rule, Rule: e.Name, Clause: e.Clause, Title: casefile.Words{Ja: e.Title(t.japanese), En: e.Title(t.english)}, By: e.By,
		Day: e.Step.End.String(), DayEra: period.Era(e.Step.End), Safe: e.Step.Safe.String(), SafeEra: period.Era(e.Step.Safe),
		NoNumber: e.Step.Unit == forms.WithoutDelay, DaysLeft: e.Left, State: e.State, Official: e.Step.Official, Pointer: e.Pointer, Forms: e.Forms,
		Arithmetic: casefile.Words{Ja: arithmetic(e, t.japanese), En: arithmetic(e, t.english)}}
	if e.Timed {
		l.TargetTime = e.Target.String()
	}
	if e.Done != (period.Date{}) {
		l.Done = e.Done.String()
	}
	return l
}

// arithmetic is the sentences as one text.
func arithmetic(e *schedule.Entry, p *locales.Printer) string {
	between := " "
	if p.Language() == "ja" {
		between = ""
	}
	return strings.Join(e.Arithmetic(p), between)
}
