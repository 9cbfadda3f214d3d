package casefile

import "reflect"

// Values gives the names that a choice of a type may have, in the order in which forms print
// them; none when the type is no choice. A programme may offer fewer of them, and has the
// words of each; see casefile/vocabulary.
func Values(t reflect.Type) []string { return values[t] }

var values = map[reflect.Type][]string{
	reflect.TypeFor[Answer]():    {"yes", "no"},
	reflect.TypeFor[Program]():   {"ismap-liu", "ismap"},
	reflect.TypeFor[Language]():  {"ja", "en"},
	reflect.TypeFor[PriorKind](): {"new", "renewal", "re-application"},
	reflect.TypeFor[PastDeletionGround](): {
		"not-renewed", "withdrawn", "renewal-rejected", "re-application-requested", "no-response", "incident-unresolved",
		"requirements-not-met", "ismap-no-response",
	},
	reflect.TypeFor[Impact]():               {"low", "middle", "high"},
	reflect.TypeFor[ConfidentialityGrade](): {"1", "2", "3"},
	reflect.TypeFor[TwoGrade]():             {"1", "2"},
	reflect.TypeFor[PriorCheckItem]():       {"low-impact", "justified", "reasonable", "no-violation"},
	reflect.TypeFor[CheckItem](): {
		"basic-requirements", "criteria-findings", "control-findings", "minor-findings", "information", "pledges",
		"internal-audit", "past-deletion", "no-violation", "other",
	},
	reflect.TypeFor[CheckResult]():         {"ok", "ng", "open"},
	reflect.TypeFor[JudgementTiming]():     {"each", "half-year"},
	reflect.TypeFor[Eligibility]():         {"eligible", "ineligible"},
	reflect.TypeFor[ControlKind]():         {"objective", "detail"},
	reflect.TypeFor[Criteria]():            {"governance", "management", "control"},
	reflect.TypeFor[ApplicationKind]():     {"new", "renewal", "re-application"},
	reflect.TypeFor[InspectionKind]():      {"penetration", "vulnerability", "other"},
	reflect.TypeFor[RegistrationOpinion](): {"register", "hold", "reject"},
	reflect.TypeFor[RegistrationKind]():    {"new", "renewal"},
	reflect.TypeFor[ReportKind]():          {"urgent", "confirmed", "follow-up"},
	reflect.TypeFor[IncidentJudge]():       {"registrant", "operations-support"},
	reflect.TypeFor[SuspensionGround]():    {"report-not-submitted", "serious-incident", "change-not-notified"},
	reflect.TypeFor[ListItem](): {
		"service-name", "website", "provider", "registration-date", "expiry", "statement-scope",
		"objectives", "assessment-period", "subsequent-events", "improvement-plan", "information", "special-notes",
		"institutions",
	},
	reflect.TypeFor[MonitoringGround]():     {"reports", "outside-information", "pledge"},
	reflect.TypeFor[Confirmation]():         {"confirmed", "unconfirmed"},
	reflect.TypeFor[MonitoringConclusion](): {"closed", "re-audit", "re-application"},
	reflect.TypeFor[WithdrawalGround]():     {"service-ended", "not-maintainable"},
	reflect.TypeFor[DeletionGround](): {
		"renewal-rejected", "re-application-requested", "no-response", "incident-unresolved", "requirements-not-met",
	},
	reflect.TypeFor[PaperAnswer]():      {"attached", "omitted", "not-needed", "missing"},
	reflect.TypeFor[AppealConclusion](): {"upheld", "partly", "dismissed"},
}
