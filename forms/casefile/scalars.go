package casefile

// The leaves of a case. Each is a text; "" means that nothing is known. The decoder
// refuses a text that is not of its kind, so what a Case holds is well formed.
type (
	// Text is free text, kept byte for byte; "\n" is a line break.
	Text string
	// Date is a day of the Gregorian calendar in Japan: RFC 3339 full-date, "2026-04-15".
	Date string
	// Time is a moment with its offset: RFC 3339 date-time, "2026-05-01T14:30:00+09:00".
	Time string
	// Number is a decimal figure of at most 15 digits: "1200", "33.4".
	Number string
	// CorporateNumber is a 法人番号: 13 digits, the first a check digit over the others
	// (Ministry of Finance Ordinance No. 70 of 2014, art. 2).
	CorporateNumber string
	// CaseID names a case: 1 to 40 of a-z, 0-9 and hyphens, beginning with a letter or digit.
	CaseID string
)

// The choices of a case. The values that each may have, with their words, are in choices.
type (
	// Answer is yes or no.
	Answer string
	// Program is the programme whose rules govern.
	Program string
	// Language of an attachment (7.10).
	Language string
	// PriorKind is the kind of a prior application (3.1, 3.4, 17.1).
	PriorKind string
	// PastDeletionGround is why a registration was deleted before (5.1(4), 18.2).
	PastDeletionGround string
	// Impact is the result of an impact evaluation (5.1).
	Impact string
	// ConfidentialityGrade is 機密性1 to 3 of the government's common standards.
	ConfidentialityGrade string
	// TwoGrade is grade 1 or 2 of integrity or availability.
	TwoGrade string
	// PriorCheckItem is one of the matters of 5.1.
	PriorCheckItem string
	// CheckItem is one of the matters of 10.1, or another.
	CheckItem string
	// CheckResult is what an examination says of one matter.
	CheckResult string
	// JudgementTiming is when eligibility is judged (5.3).
	JudgementTiming string
	// Eligibility for ISMAP-LIU (5.3).
	Eligibility string
	// ControlKind is control objective or detailed control.
	ControlKind string
	// Criteria are the three parts of the Control Criteria.
	Criteria string
	// ApplicationKind is the kind of a registration application (8.1, 8.3, 17.1).
	ApplicationKind string
	// InspectionKind is the kind of a third-party inspection (7.5(4)).
	InspectionKind string
	// RegistrationOpinion is the examiner's opinion (10.1).
	RegistrationOpinion string
	// RegistrationKind is registration or renewal (11.1, 11.2).
	RegistrationKind string
	// ReportKind is the kind of an incident report (13.2 to 13.4).
	ReportKind string
	// IncidentJudge is who judged an incident to be serious (13.1).
	IncidentJudge string
	// SuspensionGround is the clause a suspension rests on.
	SuspensionGround string
	// ListItem is one of the thirteen items of the list (11.5).
	ListItem string
	// MonitoringGround is one of 15.1(1) to (3).
	MonitoringGround string
	// Confirmation is whether a matter was confirmed (15.2(4), (5)).
	Confirmation string
	// MonitoringConclusion is what follows monitoring (15.2(4), (5)).
	MonitoringConclusion string
	// WithdrawalGround is 18.1(1) or (2).
	WithdrawalGround string
	// DeletionGround is one of 18.2(3) to (6).
	DeletionGround string
	// AppealConclusion is the outcome of an objection.
	AppealConclusion string
)
