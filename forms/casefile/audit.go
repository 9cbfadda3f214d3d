package casefile

// InternalAudit is the internal audit that Appendix 2 asks for (7.2; Form 2-3).
type InternalAudit struct {
	// Day of the report.
	Date Date `yaml:"date"`
	// Period that was audited.
	Period Period `yaml:"period"`
	// When the audit was carried out; records are kept three years from its end (7.6(7)).
	Conducted Period `yaml:"conducted"`
	// Who audited, the person in charge first.
	Auditors []Auditor `yaml:"auditors"`
	// Criteria.
	Criteria Text `yaml:"criteria"`
	// Scope.
	Scope Text `yaml:"scope"`
	// Method.
	Method Text `yaml:"method"`
	// Controls that were audited.
	Controls []AuditedControl `yaml:"controls"`
	// What was found.
	Findings []InternalFinding `yaml:"findings"`
	// Overall opinion.
	Conclusion Text `yaml:"conclusion"`
	// Day on which management was told.
	Reported Date `yaml:"reported"`
	// Where the records are kept (7.6(7)).
	RecordPlace Text `yaml:"record_place"`
	// Until when they are kept: three years from the end of the audit or longer (7.6(7)).
	RecordUntil Date `yaml:"record_until"`
}

// Auditor is one internal auditor.
type Auditor struct {
	// Role in the audit: 監査責任者 or 監査人.
	Role Text `yaml:"role"`
	// Name.
	Name Text `yaml:"name"`
	// Department.
	Affiliation Text `yaml:"affiliation"`
	// Why the auditor is independent of what is audited.
	Independence Text `yaml:"independence"`
	// Competence and qualifications.
	Competence Text `yaml:"competence"`
}

// AuditedControl is one control with what the internal audit did about it.
type AuditedControl struct {
	// Number in the Control Criteria.
	ID Text `yaml:"id"`
	// What the auditor did.
	Procedure Text `yaml:"procedure"`
	// What came of it.
	Result Text `yaml:"result"`
	// Evidence.
	Evidence Text `yaml:"evidence"`
}

// InternalFinding is one finding of the internal audit.
type InternalFinding struct {
	// Number.
	No Text `yaml:"no"`
	// What was found.
	Content Text `yaml:"content"`
	// How grave it is.
	Severity Text `yaml:"severity"`
	// How it will be corrected.
	Plan Text `yaml:"plan"`
	// By when.
	Due Date `yaml:"due"`
	// How far it is.
	Status Text `yaml:"status"`
}

// Assessment is the assessor's work and report (7.3, 8.1(4)).
type Assessment struct {
	// Name of the assessor.
	Assessor Text `yaml:"assessor"`
	// Its number on the list of assessors.
	AssessorNumber Text `yaml:"assessor_number"`
	// Assessment period as the report gives it; the same as the statement's.
	Period Period `yaml:"period"`
	// Date of the Assessment Report: within three months of the period's end (7.3).
	ReportDate Date `yaml:"report_date"`
	// Whether the report has findings.
	HasFindings Answer `yaml:"has_findings"`
	// The findings.
	Findings []AuditFinding `yaml:"findings"`
	// Assessment period of the application before; this one follows on it (7.14).
	PreviousPeriod Period `yaml:"previous_period"`
	// What changed after that period (12.3).
	Changes []AssessedChange `yaml:"changes"`
}

// AuditFinding is one finding of the Assessment Report (10.1(2) to (4)).
type AuditFinding struct {
	// Number in the report.
	No Text `yaml:"no"`
	// Control that it is about.
	ControlID Text `yaml:"control"`
	// Criteria that the control belongs to; governance and management may have none (10.1(2)).
	Criteria Criteria `yaml:"criteria"`
	// What was found.
	Content Text `yaml:"content"`
	// How grave the assessor holds it to be.
	Severity Text `yaml:"severity"`
}

// AssessedChange is one change after the period of the application before (12.3).
type AssessedChange struct {
	// What changed.
	Content Text `yaml:"content"`
	// Day of the change.
	Date Date `yaml:"date"`
	// Day on which the assessor was told.
	Told Date `yaml:"told"`
}

// ImprovementPlan answers the findings of the Assessment Report (7.4).
type ImprovementPlan struct {
	// Day of the plan.
	Date Date `yaml:"date"`
	// Who is responsible for the plan as a whole.
	Responsible Person `yaml:"responsible"`
	// One entry per finding.
	Items []Improvement `yaml:"items"`
}

// Improvement is how one finding is improved.
type Improvement struct {
	// Number of the finding in the report.
	Finding Text `yaml:"finding"`
	// Control.
	ControlID Text `yaml:"control"`
	// What was found.
	Content Text `yaml:"content"`
	// Why it came about.
	Cause Text `yaml:"cause"`
	// What will be done.
	Measure Text `yaml:"measure"`
	// Who does it.
	Responsible Text `yaml:"responsible"`
	// By when: within two months of the report's date (10.1(4)).
	Due Date `yaml:"due"`
	// How far it is.
	Status Text `yaml:"status"`
	// Day on which it was done.
	Completed Date `yaml:"completed"`
}
