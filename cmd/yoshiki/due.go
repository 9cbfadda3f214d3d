package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/forms/schedule"
	"yoshiki/locales"
)

type dueFlags struct {
	asOf  string
	store string
	ics   bool
	svg   bool
}

// dueLine is one deadline.
type dueLine struct {
	Rule       string         `json:"rule"`
	Clause     string         `json:"clause"`
	Title      bilingual      `json:"title"`
	By         string         `json:"by"`
	Day        string         `json:"day"`
	DayEra     string         `json:"dayEra"`
	Safe       string         `json:"safe"`
	SafeEra    string         `json:"safeEra"`
	TargetTime string         `json:"targetTime,omitempty"` // of a period that runs from a moment
	DaysLeft   int            `json:"daysLeft"`
	State      schedule.State `json:"state"`
	Done       string         `json:"done,omitempty"`
	Official   bool           `json:"official"` // the holidays that it rests on are published
	Arithmetic bilingual      `json:"arithmetic"`
	Pointer    string         `json:"pointer"`
	Forms      []string       `json:"forms,omitempty"`
}

func (a *app) dueCommand() *cobra.Command {
	var f dueFlags
	cmd := &cobra.Command{
		Use: "due CASE", Short: a.words.Text("message.help.due", nil), Args: a.oneArg("CASE"),
		RunE: func(_ *cobra.Command, args []string) error { return a.runDue(args[0], f) },
	}
	cmd.Flags().StringVar(&f.asOf, "as-of", "", a.words.Text("message.flag.due-as-of", nil))
	cmd.Flags().StringVar(&f.store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	cmd.Flags().BoolVar(&f.ics, "ics", false, a.words.Text("message.flag.ics", nil))
	cmd.Flags().BoolVar(&f.svg, "svg", false, a.words.Text("message.flag.svg", nil))
	return cmd
}

func (a *app) runDue(name string, f dueFlags) error {
	if f.ics && f.svg {
		return usage("due-format", nil)
	}
	if f.asOf == "" {
		f.asOf = today()
	}
	if _, err := period.Parse(f.asOf); err != nil {
		return usage("date", map[string]string{"value": f.asOf})
	}
	in, err := a.mustReadCase(name, f.store)
	if err != nil {
		return err
	}
	catalog, err := a.catalogFor(in.file.Case)
	if err != nil {
		return err
	}
	s, err := schedule.New(catalog, in.file, casefile.Date(f.asOf))
	switch {
	case err != nil:
		return err
	case f.ics:
		_, err = a.stdout.Write(s.Calendar(a.words))
		return err
	case f.svg:
		return a.drawDue(s)
	}
	return a.listDue(s)
}

// today is the day in Japan.
func today() string { return time.Now().UTC().Add(9 * time.Hour).Format(time.DateOnly) }

// timelineWidth is the width of the axis in ems, as wide as a landscape page has room for.
const timelineWidth = 80

func (a *app) drawDue(s *schedule.Schedule) error {
	t := s.Timeline(timelineWidth, a.words)
	if t == nil {
		return &exitError{code: exitFailed, key: "no-deadline"}
	}
	_, err := a.stdout.Write(schedule.SVG(t, string(s.Case.Service.Name), a.words))
	return err
}

// listDue prints the deadlines: as objects, or as a table with the arithmetic below each.
func (a *app) listDue(s *schedule.Schedule) error {
	table := [][]string{strings.Split(a.words.Text("message.due.heading", nil), ",")}
	count := map[schedule.State]int{}
	for i := range s.Entries {
		e := &s.Entries[i]
		count[e.State]++
		table = append(table, []string{schedule.Day(a.words, e.Step.End), schedule.Day(a.words, e.Step.Safe), e.Status(a.words), e.Title(a.words), e.Clause})
	}
	widths := columns(table)
	if !a.json && len(s.Entries) > 0 {
		if err := a.line(aligned(table[0], widths), nil); err != nil {
			return err
		}
	}
	for i := range s.Entries {
		e := &s.Entries[i]
		text := aligned(table[i+1], widths) + "\n    " + strings.Join(e.Arithmetic(a.words), "\n    ")
		if err := a.line(text, a.dueLine(e)); err != nil {
			return err
		}
	}
	met := count[schedule.Met] + count[schedule.Planned]
	open := count[schedule.Open] + count[schedule.Kept]
	return a.summary(a.words.Text("message.due.summary", map[string]string{"deadlines": fmt.Sprint(len(s.Entries)), "met": fmt.Sprint(met),
		"open": fmt.Sprint(open), "late": fmt.Sprint(count[schedule.Late]), "day": schedule.Day(a.words, s.AsOf)}),
		map[string]any{"deadlines": len(s.Entries), "met": met, "open": open, "late": count[schedule.Late],
			"asOf": s.AsOf.String(), "holidaysOfficialUntil": period.OfficialUntil()})
}

func (a *app) dueLine(e *schedule.Entry) dueLine {
	l := dueLine{Rule: e.Rule, Clause: e.Clause, Title: bilingual{e.Title(a.japanese), e.Title(a.english)}, By: e.By,
		Day: e.Step.End.String(), DayEra: period.Era(e.Step.End), Safe: e.Step.Safe.String(), SafeEra: period.Era(e.Step.Safe),
		DaysLeft: e.Left, State: e.State, Official: e.Step.Official, Pointer: e.Pointer, Forms: e.Forms,
		Arithmetic: bilingual{arithmetic(e, a.japanese), arithmetic(e, a.english)}}
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

// columns are the widths of the columns of a table, the last left out, in ems.
func columns(table [][]string) []float64 {
	widths := make([]float64, len(table[0])-1)
	for _, row := range table {
		for i := range widths {
			widths[i] = max(widths[i], schedule.Width(row[i]))
		}
	}
	return widths
}

// aligned is a row of a table whose columns line up on a terminal.
func aligned(row []string, widths []float64) string {
	var b strings.Builder
	for i, width := range widths {
		b.WriteString(row[i])
		b.WriteString(strings.Repeat(" ", int(2*(width-schedule.Width(row[i])))+2))
	}
	b.WriteString(row[len(row)-1])
	return b.String()
}
