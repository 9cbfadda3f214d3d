package casefile

// Statement is what the provider states about its security measures (7.1; Form 2-1).
type Statement struct {
	// Day of the statement.
	Date Date `yaml:"date"`
	// Who bears the final responsibility for governing the service's information security.
	Responsible Person `yaml:"responsible"`
	// Why that person may state, when it is not the representative.
	Authority Text `yaml:"authority"`
	// Overview of the provider.
	ProviderOverview Text `yaml:"provider_overview"`
	// Overview of the service.
	ServiceOverview Text `yaml:"service_overview"`
	// Outline of the system.
	Outline Text `yaml:"outline"`
	// Logical structure, from the physical layer to the application.
	LogicalStructure []Layer `yaml:"logical_structure"`
	// What the statement covers (7.9(2), 11.5(6)).
	Scope Scope `yaml:"scope"`
	// How far into the logical structure the statement reaches.
	Extent Text `yaml:"extent"`
	// What it leaves out.
	Excluded Text `yaml:"excluded"`
	// Contractors and other cloud services that the service rests on (7.6(6)).
	Suppliers []Supplier `yaml:"suppliers"`
	// Services that are used but not covered.
	Uncovered []Uncovered `yaml:"uncovered"`
	// State of internal control, in detail.
	InternalControl Text `yaml:"internal_control"`
	// Groups that the assessor treats as one population.
	Populations []Population `yaml:"populations"`
	// That every item of the Governance Criteria is carried out.
	Governance Answer `yaml:"governance"`
	// That every item of the Management Criteria is carried out.
	Management Answer `yaml:"management"`
	// Assessment period (7.9(4), 11.5(8)); a year at most.
	Period Period `yaml:"period"`
	// Subsequent events, or that there are none (7.9(5), 11.5(9)).
	SubsequentEvents Text `yaml:"subsequent_events"`
	// Special notes.
	SpecialNotes Text `yaml:"special_notes"`
	// Notice that names the controls, for a statement under 10.8(2) or 16.2.
	Notice Reference `yaml:"notice"`
	// The controls, one by one (別添). Either these or controls_file.
	Controls []Control `yaml:"controls"`
	// CSV or Excel file beside the case that lists the controls instead.
	ControlsFile Text `yaml:"controls_file"`
}

// Scope is what a statement covers.
type Scope struct {
	// Which of several services are covered.
	Services Text `yaml:"services"`
	// Regions covered.
	Regions []Text `yaml:"regions"`
	// Organisation.
	Organisation Text `yaml:"organisation"`
	// Sites and data centres.
	Locations []Location `yaml:"locations"`
	// People.
	Personnel Text `yaml:"personnel"`
	// Functions offered.
	Functions Text `yaml:"functions"`
	// Where the user's responsibility ends and the provider's begins.
	Responsibility Text `yaml:"responsibility"`
}

// Location is one site.
type Location struct {
	// Name or use of the site.
	Name Text `yaml:"name"`
	// Country.
	Country Text `yaml:"country"`
}

// Supplier is a contractor or another cloud service.
type Supplier struct {
	// Name.
	Name Text `yaml:"name"`
	// What it does for the service.
	Role Text `yaml:"role"`
	// Its registration with ISMAP, if any.
	Registration Text `yaml:"registration"`
}

// Uncovered is a service that is used but not covered by the statement.
type Uncovered struct {
	// Name.
	Name Text `yaml:"name"`
	// What it is used for.
	Use Text `yaml:"use"`
	// That it is not covered.
	Statement Answer `yaml:"statement"`
}

// Layer is one layer of the logical structure.
type Layer struct {
	// Name.
	Name Text `yaml:"name"`
	// What it consists of.
	Content Text `yaml:"content"`
	// Who runs it.
	Operator Text `yaml:"operator"`
}

// Population is a group that the assessor treats as one population.
type Population struct {
	// Name.
	Name Text `yaml:"name"`
	// What belongs to it.
	Members Text `yaml:"members"`
	// Why it is one.
	Reason Text `yaml:"reason"`
}

// Control is one control of the Control Criteria as the provider handles it.
type Control struct {
	// Number in the Control Criteria: "8.1.5.4.P".
	ID Text `yaml:"id"`
	// Name of the control.
	Name Text `yaml:"name"`
	// Control objective (three digits) or detailed control (four digits).
	Kind ControlKind `yaml:"kind"`
	// Whether it is adopted.
	Adopted Answer `yaml:"adopted"`
	// Why not, when it is not.
	Reason Text `yaml:"reason"`
	// What is done.
	Implementation Text `yaml:"implementation"`
	// Since when that applies, where it changed within the period.
	Since Date `yaml:"since"`
	// What applied earlier in the period, oldest first.
	Versions []ControlVersion `yaml:"versions"`
	// Department in charge.
	Department Text `yaml:"department"`
	// Related documents.
	Documents Text `yaml:"documents"`
	// What changed since the statement before (12.3).
	Change Text `yaml:"change"`
	// Registered service underneath that it is taken over from.
	TakenOver TakenOver `yaml:"taken_over"`
}

// ControlVersion is an individual control as it was for a part of the assessment period.
type ControlVersion struct {
	// What was done.
	Implementation Text `yaml:"implementation"`
	// First day on which it applied.
	From Date `yaml:"from"`
	// Last day.
	To Date `yaml:"to"`
}

// TakenOver is the registered service underneath that a control is taken over from.
type TakenOver struct {
	// Name.
	Service Text `yaml:"service"`
	// Registration number.
	Registration Text `yaml:"registration"`
}

// Representation is what management confirms to the assessor (7.1; Form 2-2).
type Representation struct {
	// Day of the confirmation.
	Date Date `yaml:"date"`
	// Who signs for the management.
	Signatory Person `yaml:"signatory"`
	// That management answers for selecting and establishing the control and for the statement.
	SelectionResponsibility Answer `yaml:"selection_responsibility"`
	// That the statement is evaluated independently.
	IndependentEvaluation Answer `yaml:"independent_evaluation"`
	// That management answers for the interpretation of the criteria.
	InterpretationResponsibility Answer `yaml:"interpretation_responsibility"`
	// That management knows which criteria the audit follows.
	AuditCriteria Answer `yaml:"audit_criteria"`
	// That management knows the use of the report to be restricted.
	RestrictedUse Answer `yaml:"restricted_use"`
	// That all information, interviews and chances to ask were given.
	InformationProvided Answer `yaml:"information_provided"`
	// Whether anything material happened since the end of the period.
	LaterEvents Answer `yaml:"later_events"`
	// What happened.
	LaterEventsDetail Text `yaml:"later_events_detail"`
	// Whether fraud or illegal acts are known.
	Fraud Answer `yaml:"fraud"`
	// What is known of them.
	FraudDetail Text `yaml:"fraud_detail"`
	// On renewal: that all changes since the period before were told to the assessor (12.3).
	ChangesCommunicated Answer `yaml:"changes_communicated"`
	// Exceptions, if any.
	Exceptions Text `yaml:"exceptions"`
}
