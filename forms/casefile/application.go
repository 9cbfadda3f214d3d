package casefile

// Application is the registration application (8.1, 8.2; Form 2-4).
type Application struct {
	// The applicant's own document number, if it keeps a register.
	Number Text `yaml:"number"`
	// New, renewal, or re-application (17.1).
	Kind ApplicationKind `yaml:"kind"`
	// Day of the application: within one month of the report's date (8.2).
	Date Date `yaml:"date"`
	// Registration number so far, for a renewal.
	PreviousRegistration Text `yaml:"previous_registration"`
	// Expiry of the registration so far: the renewal is filed by then (12.1).
	PreviousExpiry Date `yaml:"previous_expiry"`
	// Whether anything changed since the prior application (9.1(5)).
	ChangedSincePrior Answer `yaml:"changed_since_prior"`
	// What changed.
	ChangeDetail Text `yaml:"change_detail"`
	// Whether a registration was revoked for want of a response (ISMAP 6.1(7)).
	PastDeletion Answer `yaml:"past_deletion"`
	// When and why, if so.
	PastDeletionDetail Text `yaml:"past_deletion_detail"`
	// Whether there is an improvement plan (7.9, 11.5(10)).
	ImprovementPlan Answer `yaml:"improvement_plan"`
	// How the Operations Support Organization took it in (9.1 to 9.3).
	Receipt Receipt `yaml:"receipt"`
}

// Information is what the applicant tells beside the statement (7.5).
type Information struct {
	// Capital ties and officers at the time of application (7.5(1)).
	Capital Capital `yaml:"capital"`
	// Risk from laws other than domestic ones (7.5(2)).
	ForeignLaw ForeignLaw `yaml:"foreign_law"`
	// Governing law and jurisdiction in the contract (7.5(3)).
	Contract Contract `yaml:"contract"`
	// Third-party inspections (7.5(4)).
	Inspections Inspections `yaml:"inspections"`
}

// Capital is the applicant's capital ties and officers (7.5(1)).
type Capital struct {
	// Day on which this held.
	AsOf Date `yaml:"as_of"`
	// Stated capital; none where the applicant is not a company.
	Amount Number `yaml:"amount"`
	// Its currency; yen when empty.
	Currency Text `yaml:"currency"`
	// Major shareholders.
	Shareholders []Shareholder `yaml:"shareholders"`
	// Parent companies.
	Parents []Company `yaml:"parents"`
	// Subsidiaries.
	Subsidiaries []Company `yaml:"subsidiaries"`
	// Officers.
	Officers []Officer `yaml:"officers"`
	// Countries of the officers' nationalities, not linked to persons (7.6(1)).
	OfficerNationalities []Text `yaml:"officer_nationalities"`
}

// Shareholder is one major shareholder.
type Shareholder struct {
	// Name.
	Name Text `yaml:"name"`
	// Country.
	Country Text `yaml:"country"`
	// Share of votes in percent.
	Ratio Number `yaml:"ratio"`
}

// Company is one parent or subsidiary.
type Company struct {
	// Name.
	Name Text `yaml:"name"`
	// Country.
	Country Text `yaml:"country"`
	// Share of votes in percent.
	Ratio Number `yaml:"ratio"`
	// What it does.
	Business Text `yaml:"business"`
}

// Officer is one officer; nationality is kept apart.
type Officer struct {
	// Office.
	Title Text `yaml:"title"`
	// Name, kept to the character.
	Name Text `yaml:"name"`
}

// ForeignLaw is what is needed to judge the risk of unintended access through laws
// other than domestic ones (7.5(2)).
type ForeignLaw struct {
	// Whether such a law can apply.
	Applicable Answer `yaml:"applicable"`
	// Laws that can.
	Laws []Law `yaml:"laws"`
	// Where the information lies.
	Locations []DataLocation `yaml:"locations"`
	// Who could reach it.
	Parties []AccessParty `yaml:"parties"`
	// What is done when disclosure is demanded.
	Policy Text `yaml:"policy"`
	// Demands so far.
	Record Text `yaml:"record"`
	// What lowers the risk.
	Mitigation Text `yaml:"mitigation"`
}

// Law is one law of another country.
type Law struct {
	// Country.
	Country Text `yaml:"country"`
	// Name of the law.
	Name Text `yaml:"name"`
	// What it allows.
	Summary Text `yaml:"summary"`
}

// DataLocation is one place where information lies.
type DataLocation struct {
	// Country.
	Country Text `yaml:"country"`
	// Region or site.
	Place Text `yaml:"place"`
	// What lies there.
	Content Text `yaml:"content"`
}

// AccessParty is someone who could reach the information.
type AccessParty struct {
	// Name.
	Name Text `yaml:"name"`
	// Country.
	Country Text `yaml:"country"`
	// On what occasion.
	Occasion Text `yaml:"occasion"`
}

// Contract is what the contract says of law and courts (7.5(3)).
type Contract struct {
	// Governing law.
	GoverningLaw Text `yaml:"governing_law"`
	// Court with jurisdiction.
	Jurisdiction Text `yaml:"jurisdiction"`
	// Clauses of the contract that say so.
	Clauses Text `yaml:"clauses"`
	// Whether they can be changed by agreement.
	Negotiable Text `yaml:"negotiable"`
}

// Inspections are third-party inspections made and accepted (7.5(4)).
type Inspections struct {
	// What was inspected.
	Items []Inspection `yaml:"items"`
	// Whether users may inspect.
	Accepted Answer `yaml:"accepted"`
	// Under which conditions.
	Conditions Text `yaml:"conditions"`
}

// Inspection is one third-party inspection.
type Inspection struct {
	// Penetration test, vulnerability assessment or other.
	Kind InspectionKind `yaml:"kind"`
	// Who inspected.
	By Text `yaml:"by"`
	// When.
	When Text `yaml:"when"`
	// What.
	Scope Text `yaml:"scope"`
	// What came of it.
	Summary Text `yaml:"summary"`
	// What was done about it.
	Response Text `yaml:"response"`
}

// Pledges is the written oath, item by item (7.6).
type Pledges struct {
	// Day of the oath.
	Date Date `yaml:"date"`
	// Who signs it.
	Signatory Person `yaml:"signatory"`
	// Statement details and facts about staff on request at procurement (7.6(1)).
	Details Answer `yaml:"details"`
	// Reporting incidents and answering enquiries about them (7.6(2)).
	Incidents Answer `yaml:"incidents"`
	// Notifying changes (7.6(3)).
	Changes Answer `yaml:"changes"`
	// Following monitoring, re-auditing and re-application (7.6(4)).
	Monitoring Answer `yaml:"monitoring"`
	// Telling users of suspension or deletion (7.6(5)).
	Notice Answer `yaml:"notice"`
	// Own responsibility towards users, contractors or not (7.6(6)).
	Responsibility Answer `yaml:"responsibility"`
	// Keeping internal audit records three years and giving access (7.6(7)).
	Records Answer `yaml:"records"`
}

// Declarations are what the applicant declares beside the oath.
type Declarations struct {
	// That nothing learnt through the audit contract is divulged (7.1).
	Confidentiality Answer `yaml:"confidentiality"`
	// Cooperation with the agreement on IT procurement (7.7).
	Procurement Answer `yaml:"procurement"`
	// That the service is provided under the applicant's own name (7.11).
	OwnName Answer `yaml:"own_name"`
	// That laws and rules are kept and the information is true (7.12).
	Compliance Answer `yaml:"compliance"`
	// That the applicant is not an anti-social force (7.13).
	AntiSocial Answer `yaml:"anti_social"`
}

// Review is the examination of a registration application (10.1; Form 2-5).
type Review struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the report.
	Date Date `yaml:"date"`
	// The eight matters of 10.1(1) to (8), in order.
	Checks []Check `yaml:"checks"`
	// Whether each finding is minor (10.1(4)).
	Findings []FindingReview `yaml:"findings"`
	// Information asked for (10.2, 10.3).
	Inquiries []Inquiry `yaml:"inquiries"`
	// Hearings on findings (10.4).
	Hearings []Hearing `yaml:"hearings"`
	// Day on which the Steering Committee decided (10.5), where it is known.
	Decided Date `yaml:"decided"`
	// Opinion on registration.
	Opinion RegistrationOpinion `yaml:"opinion"`
	// Reasons for it.
	OpinionReason Text `yaml:"opinion_reason"`
}

// FindingReview is the examiner's view of one finding (10.1(4)).
type FindingReview struct {
	// Number of the finding in the report.
	Finding Text `yaml:"finding"`
	// Control.
	ControlID Text `yaml:"control"`
	// Whether it is minor.
	Minor Answer `yaml:"minor"`
	// What the improvement plan says.
	Plan Text `yaml:"plan"`
	// By when.
	Due Date `yaml:"due"`
	// How far it is.
	Status Text `yaml:"status"`
}

// Hearing is one hearing on findings (10.4).
type Hearing struct {
	// Day.
	Date Date `yaml:"date"`
	// Who was there.
	Attendees Text `yaml:"attendees"`
	// What was said.
	Content Text `yaml:"content"`
}

// Registration is the registration as notified and as it stands in the list (11.1, 11.5; Form 2-6).
type Registration struct {
	// Number of the notice.
	NoticeNumber Text `yaml:"notice_number"`
	// Day of the notice.
	NoticeDate Date `yaml:"notice_date"`
	// New registration or renewal.
	Kind RegistrationKind `yaml:"kind"`
	// Registration number.
	Number Text `yaml:"number"`
	// Day of registration (11.5(4)).
	Date Date `yaml:"date"`
	// Last day of the registration (11.5(5), 12.1).
	Expiry Date `yaml:"expiry"`
	// Special notes (11.5(12)).
	Notes Text `yaml:"notes"`
	// Number of institutions that use the service (11.5(13)).
	Agencies Number `yaml:"agencies"`
}

// Rejection is the notice that the service is not registered (11.4; Form 2-7).
type Rejection struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the notice.
	Date Date `yaml:"date"`
	// Requirements that are not met.
	Reasons []RejectionReason `yaml:"reasons"`
}

// RejectionReason is one requirement that is not met.
type RejectionReason struct {
	// Clause.
	Clause Text `yaml:"clause"`
	// In what way.
	Content Text `yaml:"content"`
}
