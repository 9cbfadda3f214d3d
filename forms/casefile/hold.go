package casefile

// Hold is Suspended Registration 登録保留: the decision waits for an audit of improved
// controls (10.6 to 10.11). It is not the suspension of a registration in force.
type Hold struct {
	// Notice of the hold (10.6; Form 2-19).
	Notice HoldNotice `yaml:"notice"`
	// Letter of intent (10.8; Form 2-20).
	Intent HoldIntent `yaml:"intent"`
	// Statement on the controls that the notice names (10.8(2); Form 2-1).
	Statement Statement `yaml:"statement"`
	// Management's confirmation for it (10.8(2); Form 2-2).
	Representation Representation `yaml:"representation"`
	// The additional audit and its report (10.8(1), (3)).
	Assessment Assessment `yaml:"assessment"`
	// Application for the examination (10.8(4); Form 2-21).
	Application HoldApplication `yaml:"application"`
	// The examination of it (10.11; Form 2-5).
	Review Review `yaml:"review"`
}

// HoldNotice is Form 2-19.
type HoldNotice struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the notice; the letter of intent follows within one month (10.8).
	Date Date `yaml:"date"`
	// The application that is held.
	Application Reference `yaml:"application"`
	// Why it is held.
	Reason Text `yaml:"reason"`
	// Controls that need an audit.
	Controls []HeldControl `yaml:"controls"`
}

// HeldControl is one control that needs an audit (10.6).
type HeldControl struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control"`
	// The finding.
	Finding Text `yaml:"finding"`
	// Why an audit is needed.
	Reason Text `yaml:"reason"`
}

// HoldIntent is Form 2-20.
type HoldIntent struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the letter.
	Date Date `yaml:"date"`
	// Whether the examination will be requested.
	Request Answer `yaml:"request"`
	// Assessor planned.
	Assessor Text `yaml:"assessor"`
	// Assessment period planned: three months or more (10.8(1)(a)).
	Period Period `yaml:"period"`
	// When the report is expected (10.8(3)).
	ReportPlanned Date `yaml:"report_planned"`
	// When the application is planned (10.8(4)).
	ApplicationPlanned Date `yaml:"application_planned"`
	// Anything to add.
	Remarks Text `yaml:"remarks"`
}

// HoldApplication is Form 2-21.
type HoldApplication struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the application: within one month of the new report's date (10.8(4)).
	Date Date `yaml:"date"`
	// Improvements, control by control.
	Improvements []HoldImprovement `yaml:"improvements"`
	// How it was taken in (10.11, as 9.3).
	Receipt Receipt `yaml:"receipt"`
}

// HoldImprovement is how one held control was improved (10.8(1)(b)).
type HoldImprovement struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control"`
	// The finding.
	Finding Text `yaml:"finding"`
	// What was improved.
	Content Text `yaml:"content"`
	// Since when it operates: the first day of the assessment period at the latest.
	Operating Date `yaml:"operating"`
}
