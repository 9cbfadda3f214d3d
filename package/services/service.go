package services

import (
	"cmp"
	"slices"

	"yoshiki/forms/casefile"
)

// Status is how a registration stands.
type Status string

// The statuses, in the order in which they hide each other.
const (
	Deleted   Status = "deleted"
	Expired   Status = "expired"
	Suspended Status = "suspended"
	ReAudit   Status = "re-audit"
	Reapply   Status = "re-application"
	Standing  Status = "registered"
)

// words of the statuses, as the list prints them.
var words = map[Status]string{Deleted: "登録削除", Expired: "登録期間満了", Suspended: "登録一時停止中", ReAudit: "再監査中", Reapply: "再申請要求中", Standing: "登録中"}

// Word is the status as the list prints it.
func (s Status) Word() string { return words[s] }

// Service is one line of the list.
type Service struct {
	Case            casefile.CaseID          `json:"case"`
	Number          string                   `json:"number"` // of the registration
	Name            string                   `json:"service"`
	URL             string                   `json:"url"`
	Provider        string                   `json:"provider"`
	CorporateNumber casefile.CorporateNumber `json:"corporate_number"`
	Address         string                   `json:"address"`
	Date            casefile.Date            `json:"date"`
	Expiry          casefile.Date            `json:"expiry"`
	Status          Status                   `json:"status"`
	Since           casefile.Date            `json:"since,omitempty"` // from which day it stands so; "" of one that is simply registered
	Remarks         string                   `json:"remarks"`
	Next            Due                      `json:"next"`
}

// Due is what falls due next for a service.
type Due struct {
	Day  casefile.Date `json:"day,omitempty"`
	What string        `json:"what,omitempty"`
}

// Of is the line of a case on a day; ok is false of a service that is not registered by then.
func Of(c *casefile.Case, day casefile.Date) (s Service, ok bool) {
	r := c.Registration
	if r.Number == "" || r.Date == "" || r.Date > day {
		return s, false
	}
	s = Service{Case: c.ID, Number: string(r.Number), Name: string(c.Service.Name), URL: string(c.Service.URL), Provider: string(c.Applicant.Name),
		CorporateNumber: c.Applicant.CorporateNumber, Address: string(c.Applicant.Address), Date: r.Date, Expiry: r.Expiry, Remarks: string(r.Notes)}
	s.Status, s.Since = standing(c, day)
	return s, true
}

// standing tells how a registration stands on a day, and since when.
func standing(c *casefile.Case, day casefile.Date) (Status, casefile.Date) {
	for _, x := range []struct {
		status Status
		since  casefile.Date
	}{{Deleted, withdrawn(c)}, {Expired, expired(c, day)}, {Suspended, suspended(c, day)}, {ReAudit, inReAudit(c, day)}, {Reapply, c.ReApplication.Date}} {
		if x.since != "" && x.since <= day {
			return x.status, x.since
		}
	}
	return Standing, ""
}

// withdrawn is the day from which a withdrawal counts.
func withdrawn(c *casefile.Case) casefile.Date {
	if c.Withdrawal.Date == "" {
		return ""
	}
	return max(c.Withdrawal.Date, c.Withdrawal.End)
}

// expired is the last day of a registration that has passed.
func expired(c *casefile.Case, day casefile.Date) casefile.Date {
	if e := c.Registration.Expiry; e != "" && e < day {
		return e
	}
	return ""
}

// suspended is the day of the notice of a suspension that lasts: the last that was notified.
// One for want of a report or of a notification ends when that is filed (13.6, 14.4).
func suspended(c *casefile.Case, day casefile.Date) casefile.Date {
	var last casefile.Suspension
	for _, s := range c.Suspensions {
		if s.Notice.Date <= day && s.Notice.Date >= last.Notice.Date {
			last = s
		}
	}
	from := last.Notice.Date
	filed := func(at casefile.Date) bool { return at >= from && at <= day }
	switch last.Ground {
	case "report-not-submitted":
		if slices.ContainsFunc(c.IncidentReports, func(r casefile.IncidentReport) bool { return filed(dayOf(r.ReportedAt)) }) {
			return ""
		}
	case "change-not-notified":
		if slices.ContainsFunc(c.ControlChanges, func(n casefile.ControlChangeNotice) bool { return filed(n.Date) }) ||
			slices.ContainsFunc(c.ListChanges, func(n casefile.ListChangeNotice) bool { return filed(n.Date) }) {
			return ""
		}
	}
	return from
}

// dayOf is the day of a moment.
func dayOf(t casefile.Time) casefile.Date {
	if len(t) < 10 {
		return ""
	}
	return casefile.Date(t[:10])
}

// inReAudit is the day on which the re-audit was asked for whose report is not there.
func inReAudit(c *casefile.Case, day casefile.Date) casefile.Date {
	for _, a := range c.ReAudits {
		if a.Date != "" && a.Date <= day && (a.Assessment.ReportDate == "" || a.Assessment.ReportDate > day) {
			return a.Date
		}
	}
	return ""
}

// Sort puts the list in the order of the registration numbers, and leaves of those with one
// number, such as the cases of a renewal, the one that lasts longest.
func Sort(all []Service) []Service {
	slices.SortStableFunc(all, func(a, b Service) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), -cmp.Compare(a.Expiry, b.Expiry), cmp.Compare(a.Case, b.Case))
	})
	return slices.CompactFunc(all, func(a, b Service) bool { return a.Number == b.Number })
}
