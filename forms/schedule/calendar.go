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
// an event of a whole day for each last day, with an alarm seven days before it and one on the
// day before, or on the working day before that, where the applicant still has to act. What
// an alarm shows names the safe working day. An event keeps
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
		for _, days := range notices {
			w.alarm(e, p, period.SafeDay(e.Step.Safe.AddDays(-days)))
		}
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

// notices are how many days before the safe day the alarms are due; each is shown on a
// working day.
var notices = []int{7, 1}

// alarm is shown at 9:00 of a day, unless the period had not begun by then.
func (w *calendar) alarm(e *Entry, p *locales.Printer, day period.Date) {
	if e.Step.N > 0 && !day.After(e.Step.From) {
		return
	}
	hours := 24*e.Step.End.DaysUntil(day) + 9 // from 0:00 of the last day
	trigger := fmt.Sprintf("PT%dH", hours)
	if hours < 0 {
		trigger = fmt.Sprintf("-PT%dH", -hours)
	}
	w.line("BEGIN", "VALARM")
	w.line("ACTION", "DISPLAY")
	w.line("TRIGGER", trigger)
	w.text("DESCRIPTION", e.Title(p)+"　"+Day(p, e.Step.End)+"　"+p.Text("message.due.safe", map[string]string{"day": e.Safe(p)}))
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
