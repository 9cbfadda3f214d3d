package casefile

// IncidentReport is one report on an incident (13.2 to 13.4; Form 2-8). An earlier
// report is never changed; a later one is added.
type IncidentReport struct {
	// Document number.
	Number Text `yaml:"number"`
	// Urgent report, confirmed report, or follow-up.
	Kind ReportKind `yaml:"kind"`
	// Which follow-up this is: 1 for 続報第1報.
	FollowUp Number `yaml:"follow_up"`
	// Moment of the report.
	ReportedAt Time `yaml:"reported_at"`
	// The report before.
	Previous Reference `yaml:"previous"`
	// Moment when the occurrence was recognised: both clocks start here (13.2, 13.3).
	RecognizedAt Time `yaml:"recognized_at"`
	// Moment of the occurrence, as far as known.
	OccurredAt Time `yaml:"occurred_at"`
	// Who judged that the impact could be serious (13.1(1), (2)).
	JudgedBy IncidentJudge `yaml:"judged_by"`
	// What happened.
	Summary Text `yaml:"summary"`
	// How many persons among the users are affected; a confirmed report tells it (13.3),
	// before that it may not be known.
	Users Number `yaml:"users"`
	// Ministries and agencies affected.
	Agencies Text `yaml:"agencies"`
	// Kinds and amounts of information affected.
	Information Text `yaml:"information"`
	// Effect on confidentiality.
	Confidentiality Text `yaml:"confidentiality"`
	// Effect on integrity.
	Integrity Text `yaml:"integrity"`
	// Effect on availability.
	Availability Text `yaml:"availability"`
	// Why the impact could be serious.
	SeriousReason Text `yaml:"serious_reason"`
	// What happened when.
	Timeline []TimelineEntry `yaml:"timeline"`
	// Cause, as far as known.
	Cause Text `yaml:"cause"`
	// What was done at once.
	Emergency Text `yaml:"emergency"`
	// Permanent measures against recurrence.
	Measures []IncidentMeasure `yaml:"measures"`
	// Controls concerned.
	Controls []RelatedControl `yaml:"controls"`
	// Who was told, and what was published.
	Communications []Communication `yaml:"communications"`
	// What comes next.
	Plan Text `yaml:"plan"`
	// Who can be reached at any hour.
	Contact EmergencyContact `yaml:"contact"`
}

// TimelineEntry is one moment of an incident.
type TimelineEntry struct {
	// When.
	At Time `yaml:"at"`
	// What happened.
	Event Text `yaml:"event"`
	// What was done.
	Response Text `yaml:"response"`
}

// IncidentMeasure is one measure against recurrence.
type IncidentMeasure struct {
	// What.
	Content Text `yaml:"content"`
	// By when.
	Due Date `yaml:"due"`
	// How far it is.
	Status Text `yaml:"status"`
}

// RelatedControl is a control that the incident bears on.
type RelatedControl struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control"`
	// How.
	Content Text `yaml:"content"`
}

// Communication is one word to users, authorities or the public.
type Communication struct {
	// When.
	At Time `yaml:"at"`
	// To whom.
	To Text `yaml:"to"`
	// How.
	Method Text `yaml:"method"`
	// What.
	Content Text `yaml:"content"`
}

// EmergencyContact can be reached at any hour.
type EmergencyContact struct {
	// Department.
	Department Text `yaml:"department"`
	// Name.
	Name Text `yaml:"name"`
	// Telephone number.
	Phone Text `yaml:"phone"`
	// Mail address.
	Email Text `yaml:"email"`
}

// Suspension is the suspension 一時停止 of a registration in force and the application
// to lift it (13.5 to 13.10, 14.3; Form 2-9).
type Suspension struct {
	// The notice.
	Notice Reference `yaml:"notice"`
	// Clause that it rests on.
	Ground SuspensionGround `yaml:"ground"`
	// Day of the incident; deletion is possible a year later (18.2(6)).
	IncidentDate Date `yaml:"incident_date"`
	// Conditions for lifting a suspension under 13.7 (13.8), with how each was met (13.9).
	Conditions []LiftingCondition `yaml:"conditions"`
	// The application to lift it.
	Application Reinstatement `yaml:"application"`
}

// LiftingCondition is one condition and its answer (13.8, 13.9).
type LiftingCondition struct {
	// Number in the notice.
	No Text `yaml:"no"`
	// The condition.
	Content Text `yaml:"content"`
	// What was done.
	Measure Text `yaml:"measure"`
	// When it was done.
	Completed Date `yaml:"completed"`
	// Evidence.
	Evidence Text `yaml:"evidence"`
}

// Reinstatement is Form 2-9.
type Reinstatement struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the application.
	Date Date `yaml:"date"`
	// Whether a re-audit was asked for and made (16.6).
	ReAudited Answer `yaml:"re_audited"`
	// How recurrence is prevented.
	Prevention Text `yaml:"prevention"`
}
