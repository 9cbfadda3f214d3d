package casefile

// PriorApplication is what Form 1-1 says and what the authorities made of it (3.1 to 5.5).
type PriorApplication struct {
	// The applicant's own document number, if it keeps a register.
	Number Text `yaml:"number"`
	// New, or for a renewal (3.4).
	Kind PriorKind `yaml:"kind"`
	// Day of the prior application; impact evaluations may be up to one year older (3.3).
	Date Date `yaml:"date"`
	// Registration number so far, for a renewal.
	PreviousRegistration Text `yaml:"previous_registration"`
	// Why the service is SaaS within the meaning of 2.1.
	SaaSReason Text `yaml:"saas_reason"`
	// Operations that the service is offered for (5.1(1), (2)).
	Operations []TargetOperation `yaml:"operations"`
	// One evaluation per government institution (3.3; Form 1-2 each).
	Evaluations []Evaluation `yaml:"evaluations"`
	// Whether a registration was deleted before, in this programme or in ISMAP (5.1(4)).
	PastDeletion Answer `yaml:"past_deletion"`
	// Why, if so: only certain grounds stand in the way (5.1(4)).
	PastDeletionGround PastDeletionGround `yaml:"past_deletion_ground"`
	// When and why, if so.
	PastDeletionDetail Text `yaml:"past_deletion_detail"`
	// That nothing learnt through the prior application is divulged (3.2).
	Confidentiality Answer `yaml:"confidentiality"`
	// How the Operations Support Organization took it in (4.1 to 4.3).
	Receipt Receipt `yaml:"receipt"`
	// Its report to the ministries responsible (5.1; Form 1-3).
	Review PriorReview `yaml:"review"`
	// The judgement as notified (5.4; Form 1-4).
	Result PriorResult `yaml:"result"`
}

// TargetOperation is one operation that the service is offered for (2.8).
type TargetOperation struct {
	// Number on the List of Target Operations; empty when it is not on the list.
	ListNumber Text `yaml:"list_number"`
	// Name of the operation.
	Name Text `yaml:"name"`
	// Functions of the service that serve it.
	Functions Text `yaml:"functions"`
	// Why the impact is low although the operation is not on the list (5.1(2)).
	LowImpactReason Text `yaml:"low_impact_reason"`
}

// Evaluation is one institution's evaluation of operations and information (3.3; Form 1-2).
type Evaluation struct {
	// Name of the ministry or agency.
	Institution Text `yaml:"institution"`
	// Bureau or division.
	Bureau Text `yaml:"bureau"`
	// Who is responsible for the evaluation.
	Evaluator Person `yaml:"evaluator"`
	// Day of the evaluation.
	Date Date `yaml:"date"`
	// Operations that the institution would use the service for.
	Operations []EvaluatedOperation `yaml:"operations"`
	// Information that the service would handle in them.
	Information []EvaluatedInformation `yaml:"information"`
	// Impact of the operations.
	OperationImpact Impact `yaml:"operation_impact"`
	// The evaluation as a whole; only low makes a service eligible (5.1(1)).
	Overall Impact `yaml:"overall"`
	// Reasons for it.
	Reason Text `yaml:"reason"`
}

// EvaluatedOperation is one operation on Form 1-2.
type EvaluatedOperation struct {
	// Name of the operation.
	Name Text `yaml:"name"`
	// What is done in it.
	Summary Text `yaml:"summary"`
	// Number on the List of Target Operations; empty when it is not on the list.
	ListNumber Text `yaml:"list_number"`
	// Functions of the service that are used.
	Functions Text `yaml:"functions"`
}

// EvaluatedInformation is one kind of information on Form 1-2, graded as in the common
// standards of government agencies.
type EvaluatedInformation struct {
	// Name of the information.
	Name Text `yaml:"name"`
	// What it holds.
	Content Text `yaml:"content"`
	// Functions of the service that handle it (5.1(3)).
	Functions Text `yaml:"functions"`
	// Grade of confidentiality.
	Confidentiality ConfidentialityGrade `yaml:"confidentiality"`
	// Grade of integrity.
	Integrity TwoGrade `yaml:"integrity"`
	// Grade of availability.
	Availability TwoGrade `yaml:"availability"`
	// Whether it holds personal information.
	Personal Answer `yaml:"personal"`
	// What leakage, falsification or an outage would do.
	Harm Text `yaml:"harm"`
	// Impact of this information.
	Impact Impact `yaml:"impact"`
}

// Receipt is how an application was taken in (4.1 to 4.3, 9.1 to 9.3).
type Receipt struct {
	// Number given by the Operations Support Organization.
	Number Text `yaml:"number"`
	// Day on which the documents arrived; they are checked within two weeks (4.3, 9.3).
	Received Date `yaml:"received"`
	// Day of acceptance; the decision follows within six months (10.5).
	Accepted Date `yaml:"accepted"`
}

// PriorReview is the report on a prior application (5.1; Form 1-3).
type PriorReview struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the report.
	Date Date `yaml:"date"`
	// The four matters of 5.1(1) to (4), in order.
	Checks []PriorCheck `yaml:"checks"`
	// Information asked for on the way (5.2).
	Inquiries []Inquiry `yaml:"inquiries"`
	// Whether the operations are on the List of Target Operations.
	OnList Answer `yaml:"on_list"`
	// When the ministries judge (5.3).
	Timing JudgementTiming `yaml:"timing"`
	// Opinion on eligibility.
	Opinion Eligibility `yaml:"opinion"`
	// Reasons for the opinion.
	OpinionReason Text `yaml:"opinion_reason"`
}

// PriorCheck is one matter that the review of a prior application confirms (5.1).
type PriorCheck struct {
	// The matter.
	Item PriorCheckItem `yaml:"item"`
	// What came of it.
	Result CheckResult `yaml:"result"`
	// Documents that it rests on.
	Evidence Text `yaml:"evidence"`
	// What the examiner observed.
	Remarks Text `yaml:"remarks"`
}

// Check is one matter that an examination confirms (10.1).
type Check struct {
	// The matter.
	Item CheckItem `yaml:"item"`
	// Which other matter it is, beyond those that the rules name.
	Matter Text `yaml:"matter"`
	// What came of it.
	Result CheckResult `yaml:"result"`
	// Documents that it rests on.
	Evidence Text `yaml:"evidence"`
	// What the examiner observed.
	Remarks Text `yaml:"remarks"`
}

// Inquiry is information asked for during an examination (4.5, 5.2, 9.5, 10.2, 10.3). What
// the applicant was asked and answered makes a letter of reply.
type Inquiry struct {
	// Day of the request.
	Date Date `yaml:"date"`
	// Whom it went to; 申請者 where it is the applicant.
	To Text `yaml:"to"`
	// What was asked.
	Content Text `yaml:"content"`
	// What was answered.
	Answer Text `yaml:"answer"`
	// Day of the answer; in principle within two weeks (10.3).
	Answered Date `yaml:"answered"`
	// Document number of the answer.
	AnswerNumber Text `yaml:"answer_number"`
}

// PriorResult is the notice of the ministries' judgement (5.4; Form 1-4).
type PriorResult struct {
	// Document number; Form 2-4 quotes it.
	Number Text `yaml:"number"`
	// Day of the notice.
	Date Date `yaml:"date"`
	// The judgement.
	Decision Eligibility `yaml:"decision"`
	// Reasons; needed when the service is not eligible.
	Reason Text `yaml:"reason"`
	// Functions and operations judged eligible; the application must be for the same (9.1(5)).
	Scope []JudgedScope `yaml:"scope"`
	// Conditions attached.
	Conditions Text `yaml:"conditions"`
}

// JudgedScope is one function with the operation for which it was judged eligible.
type JudgedScope struct {
	// Function of the service.
	Function Text `yaml:"function"`
	// Operation.
	Operation Text `yaml:"operation"`
}
