package casefile

// PriorApplication is what Form 1-1 says and what the authorities made of it (3.1 to 5.5).
type PriorApplication struct {
	// The applicant's own document number, if it keeps a register.
	Number Text `yaml:"number" ja:"文書番号"`
	// New, or for a renewal (3.4).
	Kind PriorKind `yaml:"kind" ja:"申請の区分" need:"1"`
	// Day of the prior application; impact evaluations may be up to one year older (3.3).
	Date Date `yaml:"date" ja:"事前申請日" need:"1"`
	// Registration number so far, for a renewal.
	PreviousRegistration Text `yaml:"previous_registration" ja:"更新前の登録番号"`
	// Why the service is SaaS within the meaning of 2.1.
	SaaSReason Text `yaml:"saas_reason" ja:"SaaSに該当する理由" need:"1"`
	// Operations that the service is offered for (5.1(1), (2)).
	Operations []TargetOperation `yaml:"operations" ja:"該当する対象業務" need:"1"`
	// One evaluation per government institution (3.3; Form 1-2 each).
	Evaluations []Evaluation `yaml:"evaluations" ja:"影響度評価" need:"1"`
	// Whether a registration was deleted before, in this programme or in ISMAP (5.1(4)).
	PastDeletion Answer `yaml:"past_deletion" ja:"過去の登録削除の有無" need:"1"`
	// When and why, if so.
	PastDeletionDetail Text `yaml:"past_deletion_detail" ja:"登録削除の時期及び理由"`
	// That nothing learnt through the prior application is divulged (3.2).
	Confidentiality Answer `yaml:"confidentiality" ja:"守秘の確認" need:"1"`
	// How the Operations Support Organization took it in (4.1 to 4.3).
	Receipt Receipt `yaml:"receipt" ja:"受付"`
	// Its report to the ministries responsible (5.1; Form 1-3).
	Review PriorReview `yaml:"review" ja:"事前申請の審査"`
	// The judgement as notified (5.4; Form 1-4).
	Result PriorResult `yaml:"result" ja:"事前申請の結果"`
}

// TargetOperation is one operation that the service is offered for (2.8).
type TargetOperation struct {
	// Number on the List of Target Operations; empty when it is not on the list.
	ListNumber Text `yaml:"list_number" ja:"対象業務一覧の番号（該当しない場合は空欄）"`
	// Name of the operation.
	Name Text `yaml:"name" ja:"業務名" need:"1"`
	// Functions of the service that serve it.
	Functions Text `yaml:"functions" ja:"対応する機能（番号又は名称。例：F1、F2）" need:"1"`
	// Why the impact is low although the operation is not on the list (5.1(2)).
	LowImpactReason Text `yaml:"low_impact_reason" ja:"影響度が低いと考える理由（一覧に該当しない場合）"`
}

// Evaluation is one institution's evaluation of operations and information (3.3; Form 1-2).
type Evaluation struct {
	// Name of the ministry or agency.
	Institution Text `yaml:"institution" ja:"府省庁等名" need:"1"`
	// Bureau or division.
	Bureau Text `yaml:"bureau" ja:"部局"`
	// Who is responsible for the evaluation.
	Evaluator Person `yaml:"evaluator" ja:"評価責任者" need:"1"`
	// Day of the evaluation.
	Date Date `yaml:"date" ja:"評価日" need:"1"`
	// Operations that the institution would use the service for.
	Operations []EvaluatedOperation `yaml:"operations" ja:"利用予定業務" need:"1"`
	// Information that the service would handle in them.
	Information []EvaluatedInformation `yaml:"information" ja:"取り扱う情報" need:"1"`
	// Impact of the operations.
	OperationImpact Impact `yaml:"operation_impact" ja:"業務の影響度" need:"1"`
	// The evaluation as a whole; only low makes a service eligible (5.1(1)).
	Overall Impact `yaml:"overall" ja:"総合評価" need:"1"`
	// Reasons for it.
	Reason Text `yaml:"reason" ja:"評価の理由" need:"1"`
}

// EvaluatedOperation is one operation on Form 1-2.
type EvaluatedOperation struct {
	// Name of the operation.
	Name Text `yaml:"name" ja:"業務名" need:"1"`
	// What is done in it.
	Summary Text `yaml:"summary" ja:"業務の概要" need:"1"`
	// Number on the List of Target Operations; empty when it is not on the list.
	ListNumber Text `yaml:"list_number" ja:"対象業務一覧の番号（該当しない場合は空欄）"`
	// Functions of the service that are used.
	Functions Text `yaml:"functions" ja:"利用する機能（番号又は名称。例：F1、F2）" need:"1"`
}

// EvaluatedInformation is one kind of information on Form 1-2, graded as in the common
// standards of government agencies.
type EvaluatedInformation struct {
	// Name of the information.
	Name Text `yaml:"name" ja:"情報の名称" need:"1"`
	// What it holds.
	Content Text `yaml:"content" ja:"内容" need:"1"`
	// Functions of the service that handle it (5.1(3)).
	Functions Text `yaml:"functions" ja:"取り扱う機能（番号又は名称。例：F1、F2）"`
	// Grade of confidentiality.
	Confidentiality ConfidentialityGrade `yaml:"confidentiality" ja:"機密性の格付" need:"1"`
	// Grade of integrity.
	Integrity TwoGrade `yaml:"integrity" ja:"完全性の格付" need:"1"`
	// Grade of availability.
	Availability TwoGrade `yaml:"availability" ja:"可用性の格付" need:"1"`
	// Whether it holds personal information.
	Personal Answer `yaml:"personal" ja:"個人情報の有無" need:"1"`
	// What leakage, falsification or an outage would do.
	Harm Text `yaml:"harm" ja:"漏えい・改ざん・停止時の影響" need:"1"`
	// Impact of this information.
	Impact Impact `yaml:"impact" ja:"影響度" need:"1"`
}

// Receipt is how an application was taken in (4.1 to 4.3, 9.1 to 9.3).
type Receipt struct {
	// Number given by the Operations Support Organization.
	Number Text `yaml:"number" ja:"受付番号" need:"1"`
	// Day on which the documents arrived; they are checked within two weeks (4.3, 9.3).
	Received Date `yaml:"received" ja:"受付日" need:"1"`
	// Day of acceptance; the decision follows within six months (10.5).
	Accepted Date `yaml:"accepted" ja:"受理日"`
}

// PriorReview is the report on a prior application (5.1; Form 1-3).
type PriorReview struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the report.
	Date Date `yaml:"date" ja:"報告日" need:"1"`
	// The four matters of 5.1(1) to (4), in order.
	Checks []PriorCheck `yaml:"checks" ja:"確認事項" need:"1"`
	// Information asked for on the way (5.2).
	Inquiries []Inquiry `yaml:"inquiries" ja:"追加で求めた情報"`
	// Whether the operations are on the List of Target Operations.
	OnList Answer `yaml:"on_list" ja:"対象業務一覧への該当" need:"1"`
	// When the ministries judge (5.3).
	Timing JudgementTiming `yaml:"timing" ja:"判断時期" need:"1"`
	// Opinion on eligibility.
	Opinion Eligibility `yaml:"opinion" ja:"ISMAP-LIU該当性に関する意見" need:"1"`
	// Reasons for the opinion.
	OpinionReason Text `yaml:"opinion_reason" ja:"意見の理由" need:"1"`
}

// PriorCheck is one matter that the review of a prior application confirms (5.1).
type PriorCheck struct {
	// The matter.
	Item PriorCheckItem `yaml:"item" ja:"確認事項" need:"1"`
	// What came of it.
	Result CheckResult `yaml:"result" ja:"結果" need:"1"`
	// Documents that it rests on.
	Evidence Text `yaml:"evidence" ja:"根拠資料"`
	// What the examiner observed.
	Remarks Text `yaml:"remarks" ja:"所見"`
}

// Check is one matter that an examination confirms (10.1).
type Check struct {
	// The matter.
	Item CheckItem `yaml:"item" ja:"確認事項" need:"1"`
	// Which other matter it is, beyond those that the rules name.
	Matter Text `yaml:"matter" ja:"その他の事項の内容"`
	// What came of it.
	Result CheckResult `yaml:"result" ja:"結果" need:"1"`
	// Documents that it rests on.
	Evidence Text `yaml:"evidence" ja:"根拠資料"`
	// What the examiner observed.
	Remarks Text `yaml:"remarks" ja:"所見"`
}

// Inquiry is information asked for during an examination (4.5, 5.2, 9.5, 10.2, 10.3). What
// the applicant was asked and answered makes a letter of reply.
type Inquiry struct {
	// Day of the request.
	Date Date `yaml:"date" ja:"求めた日" need:"1"`
	// Whom it went to; 申請者 where it is the applicant.
	To Text `yaml:"to" ja:"相手（申請者、監査機関又は府省庁等名）" need:"1"`
	// What was asked.
	Content Text `yaml:"content" ja:"内容" need:"1"`
	// What was answered.
	Answer Text `yaml:"answer" ja:"回答"`
	// Day of the answer; in principle within two weeks (10.3).
	Answered Date `yaml:"answered" ja:"回答日"`
	// Document number of the answer.
	AnswerNumber Text `yaml:"answer_number" ja:"回答の文書番号"`
}

// PriorResult is the notice of the ministries' judgement (5.4; Form 1-4).
type PriorResult struct {
	// Document number; Form 2-4 quotes it.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notice.
	Date Date `yaml:"date" ja:"通知日" need:"1"`
	// The judgement.
	Decision Eligibility `yaml:"decision" ja:"判断結果" need:"1"`
	// Reasons; needed when the service is not eligible.
	Reason Text `yaml:"reason" ja:"理由"`
	// Functions and operations judged eligible; the application must be for the same (9.1(5)).
	Scope []JudgedScope `yaml:"scope" ja:"該当と判断された範囲"`
	// Conditions attached.
	Conditions Text `yaml:"conditions" ja:"条件"`
}

// JudgedScope is one function with the operation for which it was judged eligible.
type JudgedScope struct {
	// Function of the service.
	Function Text `yaml:"function" ja:"機能" need:"1"`
	// Operation.
	Operation Text `yaml:"operation" ja:"業務" need:"1"`
}
