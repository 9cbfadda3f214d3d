package casefile

// InternalAudit is the internal audit that Appendix 2 asks for (7.2; Form 2-3).
type InternalAudit struct {
	// Day of the report.
	Date Date `yaml:"date" ja:"報告書の日付" need:"1"`
	// Period that was audited.
	Period Period `yaml:"period" ja:"対象期間" need:"1"`
	// When the audit was carried out; records are kept three years from its end (7.6(7)).
	Conducted Period `yaml:"conducted" ja:"実施期間" need:"1"`
	// Who audited, the person in charge first.
	Auditors []Auditor `yaml:"auditors" ja:"監査責任者・監査人" need:"1"`
	// Criteria.
	Criteria Text `yaml:"criteria" ja:"監査の基準" need:"1"`
	// Scope.
	Scope Text `yaml:"scope" ja:"監査の範囲" need:"1"`
	// Method.
	Method Text `yaml:"method" ja:"監査の方法" need:"1"`
	// Controls that were audited.
	Controls []AuditedControl `yaml:"controls" ja:"対象管理策" need:"1"`
	// What was found.
	Findings []InternalFinding `yaml:"findings" ja:"内部監査の発見事項"`
	// Overall opinion.
	Conclusion Text `yaml:"conclusion" ja:"総合所見" need:"1"`
	// Day on which management was told.
	Reported Date `yaml:"reported" ja:"経営者への報告日" need:"1"`
	// Where the records are kept (7.6(7)).
	RecordPlace Text `yaml:"record_place" ja:"記録の保管場所" need:"1"`
	// Until when they are kept: three years from the end of the audit or longer (7.6(7)).
	RecordUntil Date `yaml:"record_until" ja:"記録の保管期限" need:"1"`
}

// Auditor is one internal auditor.
type Auditor struct {
	// Role in the audit: 監査責任者 or 監査人.
	Role Text `yaml:"role" ja:"役割" need:"1"`
	// Name.
	Name Text `yaml:"name" ja:"氏名" need:"1"`
	// Department.
	Affiliation Text `yaml:"affiliation" ja:"所属" need:"1"`
	// Why the auditor is independent of what is audited.
	Independence Text `yaml:"independence" ja:"独立性" need:"1"`
	// Competence and qualifications.
	Competence Text `yaml:"competence" ja:"力量・資格" need:"1"`
}

// AuditedControl is one control with what the internal audit did about it.
type AuditedControl struct {
	// Number in the Control Criteria.
	ID Text `yaml:"id" ja:"管理策番号" need:"1"`
	// What the auditor did.
	Procedure Text `yaml:"procedure" ja:"監査手続" need:"1"`
	// What came of it.
	Result Text `yaml:"result" ja:"結果" need:"1"`
	// Evidence.
	Evidence Text `yaml:"evidence" ja:"証跡"`
}

// InternalFinding is one finding of the internal audit.
type InternalFinding struct {
	// Number.
	No Text `yaml:"no" ja:"番号" need:"1"`
	// What was found.
	Content Text `yaml:"content" ja:"内容" need:"1"`
	// How grave it is.
	Severity Text `yaml:"severity" ja:"重要度" need:"1"`
	// How it will be corrected.
	Plan Text `yaml:"plan" ja:"是正計画" need:"1"`
	// By when.
	Due Date `yaml:"due" ja:"是正期限" need:"1"`
	// How far it is.
	Status Text `yaml:"status" ja:"状況" need:"1"`
}

// Assessment is the assessor's work and report (7.3, 8.1(4)).
type Assessment struct {
	// Name of the assessor.
	Assessor Text `yaml:"assessor" ja:"監査機関の名称" need:"1"`
	// Its number on the list of assessors.
	AssessorNumber Text `yaml:"assessor_number" ja:"監査機関の登録番号"`
	// Assessment period as the report gives it; the same as the statement's.
	Period Period `yaml:"period" ja:"監査対象期間" need:"1"`
	// Date of the Assessment Report: within three months of the period's end (7.3).
	ReportDate Date `yaml:"report_date" ja:"実施結果報告書の日付" need:"1"`
	// Whether the report has findings.
	HasFindings Answer `yaml:"has_findings" ja:"発見事項の有無" need:"1"`
	// The findings.
	Findings []AuditFinding `yaml:"findings" ja:"発見事項"`
	// Assessment period of the application before; this one follows on it (7.14).
	PreviousPeriod Period `yaml:"previous_period" ja:"前回の監査対象期間（更新の場合）"`
	// What changed after that period (12.3).
	Changes []AssessedChange `yaml:"changes" ja:"前回の監査対象期間後の変更"`
}

// AuditFinding is one finding of the Assessment Report (10.1(2) to (4)).
type AuditFinding struct {
	// Number in the report.
	No Text `yaml:"no" ja:"番号" need:"1"`
	// Control that it is about.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// Criteria that the control belongs to; governance and management may have none (10.1(2)).
	Criteria Criteria `yaml:"criteria" ja:"基準の区分" need:"1"`
	// What was found.
	Content Text `yaml:"content" ja:"内容" need:"1"`
	// How grave the assessor holds it to be.
	Severity Text `yaml:"severity" ja:"重要度"`
}

// AssessedChange is one change after the period of the application before (12.3).
type AssessedChange struct {
	// What changed.
	Content Text `yaml:"content" ja:"変更の内容" need:"1"`
	// Day of the change.
	Date Date `yaml:"date" ja:"変更日" need:"1"`
	// Day on which the assessor was told.
	Told Date `yaml:"told" ja:"監査機関への伝達日"`
}

// ImprovementPlan answers the findings of the Assessment Report (7.4).
type ImprovementPlan struct {
	// Day of the plan.
	Date Date `yaml:"date" ja:"作成日" need:"1"`
	// Who is responsible for the plan as a whole.
	Responsible Person `yaml:"responsible" ja:"統括責任者" need:"1"`
	// One entry per finding.
	Items []Improvement `yaml:"items" ja:"改善の項目" need:"1"`
}

// Improvement is how one finding is improved.
type Improvement struct {
	// Number of the finding in the report.
	Finding Text `yaml:"finding" ja:"発見事項の番号" need:"1"`
	// Control.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// What was found.
	Content Text `yaml:"content" ja:"発見事項の内容" need:"1"`
	// Why it came about.
	Cause Text `yaml:"cause" ja:"原因" need:"1"`
	// What will be done.
	Measure Text `yaml:"measure" ja:"改善内容" need:"1"`
	// Who does it.
	Responsible Text `yaml:"responsible" ja:"責任者" need:"1"`
	// By when: within two months of the report's date (10.1(4)).
	Due Date `yaml:"due" ja:"改善期限" need:"1"`
	// How far it is.
	Status Text `yaml:"status" ja:"状況" need:"1"`
	// Day on which it was done.
	Completed Date `yaml:"completed" ja:"完了日"`
}
