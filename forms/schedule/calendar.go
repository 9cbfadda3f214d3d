package schedule

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/locales"
)

// Calendar writes the deadlines as iCalendar (RFC 5545) for calendars to read:
// an event of a whole day for each last day, with an alarm some days before the safe
// working day and one on its morning, where the applicant still has to act. An event keeps
// its UID however its day moves, so that reading a later calendar updates it. DTSTAMP is
// the beginning of the schedule's day in Japan; without one, that of the event.
func (s *Schedule) Calendar(p *locales.Printer) []byte {
	w := &calendar{}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//yoshiki//due//"+strings.ToUpper(p.Language()))
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", "PUBLISH")
	w.text("X-WR-CALNAME", p.Text("timeline.caption", nil)+"："+string(s.Case.Service.Name))
	w.line("X-WR-TIMEZONE", "Asia/Tokyo")
	for i := range s.Entries {
		w.event(s, &s.Entries[i], p)
	}
	w.line("END", "VCALENDAR")
	return []byte(w.String())
}

// calendar gathers content lines.
type calendar struct{ strings.Builder }

func (w *calendar) event(s *Schedule, e *Entry, p *locales.Printer) {
	stamp := s.AsOf
	if stamp == (period.Date{}) {
		stamp = e.Step.End
	}
	w.line("BEGIN", "VEVENT")
	w.line("UID", uid(s.Case, e))
	w.line("DTSTAMP", basic(stamp.AddDays(-1))+"T150000Z") // 0:00 in Japan
	w.line("DTSTART;VALUE=DATE", basic(e.Step.End))
	w.line("DTEND;VALUE=DATE", basic(e.Step.End.AddDays(1)))
	w.line("TRANSP", "TRANSPARENT")
	w.text("SUMMARY", e.Title(p)+"　"+e.Status(p))
	w.text("DESCRIPTION", strings.Join(e.description(p), "\n"))
	w.text("CATEGORIES", string(s.Case.ID))
	if e.State == Open && e.By == "applicant" && e.Step.Unit != forms.WithoutDelay {
		w.alarm(e, p, period.SafeDay(e.Step.Safe.AddDays(-e.notice())))
		w.alarm(e, p, e.Step.Safe)
	}
	w.line("END", "VEVENT")
}

// description tells of the clause, of the safe day, and how the last day was found.
func (e *Entry) description(p *locales.Printer) []string {
	lines := []string{p.Text("message.due.clause", map[string]string{"clause": e.Clause})}
	if day := e.Safe(p); day != "" {
		lines = append(lines, p.Text("message.due.safe", map[string]string{"day": day}))
	}
	return append(lines, e.Arithmetic(p)...)
}

// notice is how many days before the safe day the first alarm is due: fewer for a short
// period. It is shown on a working day.
func (e *Entry) notice() int {
	switch days := e.Step.From.DaysUntil(e.Step.End); {
	case e.Step.Unit == period.WorkingDay:
		return 1
	case e.Step.N > 0 && days < 28:
		return 3
	}
	return 7
}

// alarm is shown at 9:00 of a day.
func (w *calendar) alarm(e *Entry, p *locales.Printer, day period.Date) {
	hours := 24*e.Step.End.DaysUntil(day) + 9 // from 0:00 of the last day
	trigger := fmt.Sprintf("PT%dH", hours)
	if hours < 0 {
		trigger = fmt.Sprintf("-PT%dH", -hours)
	}
	w.line("BEGIN", "VALARM")
	w.line("ACTION", "DISPLAY")
	w.line("TRIGGER", trigger)
	w.text("DESCRIPTION", e.Title(p)+"　"+Day(p, e.Step.End))
	w.line("END", "VALARM")
}

// uid names the deadline by the case, the rule and the value that shows the act.
func uid(c *casefile.Case, e *Entry) string {
	sum := sha256.Sum256([]byte(string(c.ID) + "\n" + e.Name + "\n" + e.Pointer))
	return hex.EncodeToString(sum[:16]) + "@yoshiki"
}

// basic writes a day as RFC 5545 does (3.3.4).
func basic(d period.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// escaper writes a text as a value (3.3.11).
var escaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// text adds a line whose value is a text.
func (w *calendar) text(name, text string) { w.line(name, escaper.Replace(text)) }

// line adds a content line, folded.
func (w *calendar) line(name, value string) {
	w.WriteString(fold(name + ":" + value))
	w.WriteString("\r\n")
}

// lineOctets is the most octets of a line, its end left out (3.1).
const lineOctets = 75

// fold breaks a content line so that no line is longer than lineOctets and no character
// is cut: what follows a break begins with a space.
func fold(line string) string {
	var b strings.Builder
	room := lineOctets
	for len(line) > room {
		at := room
		for at > 0 && !utf8.RuneStart(line[at]) {
			at--
		}
		if at == 0 { // no UTF-8
			at = room
		}
		b.WriteString(line[:at])
		b.WriteString("\r\n ")
		line, room = line[at:], lineOctets-1
	}
	b.WriteString(line)
	return b.String()
}
