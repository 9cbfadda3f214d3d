package casefile

// Case is one case file. Every leaf is a text (Text, Date, Time, Number, Answer or a
// choice); an empty text, list or group means that nothing is known. Text is kept byte
// for byte as given.
type Case struct {
	// Name of this case in the store and in packages: lower-case letters, digits and hyphens, at most 40.
	ID CaseID `yaml:"id"`
	// Programme whose rules govern the case.
	Program Program `yaml:"program"`
	// Revision of those rules: the day it came into force. Nothing upgrades it silently.
	Revision Date `yaml:"revision"`

	// File beside the case that holds applicant, contact and offices for several services.
	// The decoder takes them from it; a Case that it gives never names it.
	Company Text `yaml:"company"`

	// Who applies or is registered (2.2, 2.3).
	Applicant Applicant `yaml:"applicant"`
	// Whom the Operations Support Organization writes to (7.10: in Japanese).
	Contact Contact `yaml:"contact"`
	// The cloud service that the case is about (2.1).
	Service Service `yaml:"service"`
	// Names printed as sender of the authorities' notices; the catalogue's names stand in where empty.
	Offices Offices `yaml:"offices"`

	// Prior application and what came of it (chapters 3 to 5; Forms 1-1 to 1-4).
	Prior PriorApplication `yaml:"prior"`
	// Objections to the handling of the prior application (6.1; Form 1-5).
	PriorAppeals []Appeal `yaml:"prior_appeals"`
	// Answers to them (6.2; Form 1-6).
	PriorAppealAnswers []AppealAnswer `yaml:"prior_appeal_answers"`

	// The statement of security measures (7.1; Form 2-1).
	Statement Statement `yaml:"statement"`
	// What management confirms to the assessor (7.1; Form 2-2).
	Representation Representation `yaml:"representation"`
	// The internal audit (7.2, Appendix 2; Form 2-3).
	InternalAudit InternalAudit `yaml:"internal_audit"`
	// The assessor's Assessment Report (7.3, 8.1(4)).
	Assessment Assessment `yaml:"assessment"`
	// Plan that answers the report's findings (7.4, 8.1(5)).
	ImprovementPlan ImprovementPlan `yaml:"improvement_plan"`
	// The four kinds of information (7.5(1) to (4), 8.1(6)).
	Information Information `yaml:"information"`
	// The written oath (7.6(1) to (7), 8.1(7)).
	Pledges Pledges `yaml:"pledges"`
	// The applicant's declarations (7.1, 7.7, 7.11 to 7.13).
	Declarations Declarations `yaml:"declarations"`
	// The registration application (8.1; Form 2-4).
	Application Application `yaml:"application"`
	// Examination of that application (10.1 to 10.5; Form 2-5).
	Review Review `yaml:"review"`
	// The registration in force, as notified (11.1 to 11.5; Form 2-6).
	Registration Registration `yaml:"registration"`
	// Notice that the service is not registered (11.4; Form 2-7).
	Rejection Rejection `yaml:"rejection"`

	// Suspended Registration 登録保留 (10.6 to 10.11; Forms 2-19 to 2-21).
	Holds []Hold `yaml:"hold"`

	// Reports on information security incidents, in the order filed (13.2 to 13.4; Form 2-8).
	IncidentReports []IncidentReport `yaml:"incident_reports"`
	// Suspension of the registration 一時停止 and the way back (13.5 to 13.12; Form 2-9).
	Suspensions []Suspension `yaml:"suspension"`
	// Notifications of changes to important controls (14.1; Form 2-10).
	ControlChanges []ControlChangeNotice `yaml:"control_changes"`
	// Notifications of other changes to listed items (14.2; Form 2-11).
	ListChanges []ListChangeNotice `yaml:"list_changes"`
	// Notices that monitoring is carried out (15.2(1); Form 2-12) and the written replies (15.2(2)).
	MonitoringNotices []MonitoringNotice `yaml:"monitoring_notices"`
	// Results of monitoring and re-auditing (15.2(4)(5), 16.1, 16.3; Form 2-13).
	MonitoringResults []MonitoringResult `yaml:"monitoring_results"`
	// Re-audits asked for after monitoring or an incident, in the order asked for (16.1 to 16.6; Form 2-14).
	ReAudits []ReAudit `yaml:"re_audit"`
	// Withdrawal of the registration (18.1; Form 2-15).
	Withdrawal Withdrawal `yaml:"withdrawal"`
	// Request for re-application (18.3; Form 2-16).
	ReApplication ReApplication `yaml:"re_application"`
	// Objections related to registration (19.1; Form 2-17).
	Appeals []Appeal `yaml:"appeals"`
	// Answers to them (19.2; Form 2-18).
	AppealAnswers []AppealAnswer `yaml:"appeal_answers"`

	// Files that go into a package beside the forms (8.1, 10.8(4), 16.2).
	Attachments []Attachment `yaml:"attachments"`
	// Documents of a package that are left out, and why (8.1(1) allows it for the certificate).
	Omissions []Omission `yaml:"omissions"`
}

// Attachment is one file handed over with the forms.
type Attachment struct {
	// Name of the paper, among those of the package, that the file is: "assessment-report".
	Paper Text `yaml:"paper"`
	// Name of the document as it stands on the list of documents.
	Title Text `yaml:"title"`
	// Path of the file, relative to the case file and inside its folder.
	File Text `yaml:"file"`
	// Language of the document (7.10).
	Language Language `yaml:"language"`
	// Whether a Japanese reference translation is attached to an English document (7.10).
	Translation Answer `yaml:"translation"`
	// Date that the document bears.
	Date Date `yaml:"date"`
	// Anything that the reader of the list should know.
	Remarks Text `yaml:"remarks"`
}

// Omission is one document of a package that is left out.
type Omission struct {
	// Name of the paper that is left out: "registry-certificate".
	Paper Text `yaml:"paper"`
	// Why it may be left out.
	Reason Text `yaml:"reason"`
}
