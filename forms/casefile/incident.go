package casefile

// IncidentReport is one report on an incident (13.2 to 13.4; Form 2-8). An earlier
// report is never changed; a later one is added.
type IncidentReport struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Urgent report, confirmed report, or follow-up.
	Kind ReportKind `yaml:"kind" ja:"報告区分" need:"1"`
	// Which follow-up this is: 1 for 続報第1報.
	FollowUp Number `yaml:"follow_up" ja:"続報の番号（第n報）"`
	// Moment of the report.
	ReportedAt Time `yaml:"reported_at" ja:"報告日時" need:"1"`
	// The report before.
	Previous Reference `yaml:"previous" ja:"前回の報告"`
	// Moment when the occurrence was recognised: both clocks start here (13.2, 13.3).
	RecognizedAt Time `yaml:"recognized_at" ja:"認識日時" need:"1"`
	// Moment of the occurrence, as far as known.
	OccurredAt Time `yaml:"occurred_at" ja:"発生日時"`
	// Who judged that the impact could be serious (13.1(1), (2)).
	JudgedBy IncidentJudge `yaml:"judged_by" ja:"判断主体" need:"1"`
	// What happened.
	Summary Text `yaml:"summary" ja:"事象の概要" need:"1"`
	// How many persons among the users are affected; a confirmed report tells it (13.3),
	// before that it may not be known.
	Users Number `yaml:"users" ja:"影響を受けた利用者数（名）"`
	// Ministries and agencies affected.
	Agencies Text `yaml:"agencies" ja:"影響を受けた府省庁等" need:"1"`
	// Kinds and amounts of information affected.
	Information Text `yaml:"information" ja:"影響を受けた情報の種類及び件数" need:"1"`
	// Effect on confidentiality.
	Confidentiality Text `yaml:"confidentiality" ja:"機密性への影響" need:"1"`
	// Effect on integrity.
	Integrity Text `yaml:"integrity" ja:"完全性への影響" need:"1"`
	// Effect on availability.
	Availability Text `yaml:"availability" ja:"可用性への影響" need:"1"`
	// Why the impact could be serious.
	SeriousReason Text `yaml:"serious_reason" ja:"重大な影響と判断した理由" need:"1"`
	// What happened when.
	Timeline []TimelineEntry `yaml:"timeline" ja:"経緯"`
	// Cause, as far as known.
	Cause Text `yaml:"cause" ja:"原因（速報の場合は判明している範囲）" need:"1"`
	// What was done at once.
	Emergency Text `yaml:"emergency" ja:"応急措置" need:"1"`
	// Permanent measures against recurrence.
	Measures []IncidentMeasure `yaml:"measures" ja:"恒久対策・再発防止策"`
	// Controls concerned.
	Controls []RelatedControl `yaml:"controls" ja:"関係する管理策"`
	// Who was told, and what was published.
	Communications []Communication `yaml:"communications" ja:"利用者・関係機関への連絡及び公表"`
	// What comes next.
	Plan Text `yaml:"plan" ja:"今後の予定" need:"1"`
	// Who can be reached at any hour.
	Contact EmergencyContact `yaml:"contact" ja:"緊急連絡先" need:"1"`
}

// TimelineEntry is one moment of an incident.
type TimelineEntry struct {
	// When.
	At Time `yaml:"at" ja:"日時" need:"1"`
	// What happened.
	Event Text `yaml:"event" ja:"出来事" need:"1"`
	// What was done.
	Response Text `yaml:"response" ja:"対応"`
}

// IncidentMeasure is one measure against recurrence.
type IncidentMeasure struct {
	// What.
	Content Text `yaml:"content" ja:"内容" need:"1"`
	// By when.
	Due Date `yaml:"due" ja:"期限" need:"1"`
	// How far it is.
	Status Text `yaml:"status" ja:"状況" need:"1"`
}

// RelatedControl is a control that the incident bears on.
type RelatedControl struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// How.
	Content Text `yaml:"content" ja:"関係の内容" need:"1"`
}

// Communication is one word to users, authorities or the public.
type Communication struct {
	// When.
	At Time `yaml:"at" ja:"日時" need:"1"`
	// To whom.
	To Text `yaml:"to" ja:"相手" need:"1"`
	// How.
	Method Text `yaml:"method" ja:"方法" need:"1"`
	// What.
	Content Text `yaml:"content" ja:"内容" need:"1"`
}

// EmergencyContact can be reached at any hour.
type EmergencyContact struct {
	// Department.
	Department Text `yaml:"department" ja:"部署名" need:"1"`
	// Name.
	Name Text `yaml:"name" ja:"氏名" need:"1"`
	// Telephone number.
	Phone Text `yaml:"phone" ja:"電話番号" need:"1"`
	// Mail address.
	Email Text `yaml:"email" ja:"電子メールアドレス" need:"1"`
}

// Suspension is the suspension 一時停止 of a registration in force and the application
// to lift it (13.5 to 13.10, 14.3; Form 2-9).
type Suspension struct {
	// The notice.
	Notice Reference `yaml:"notice" ja:"一時停止の通知" need:"1"`
	// Clause that it rests on.
	Ground SuspensionGround `yaml:"ground" ja:"一時停止の根拠" need:"1"`
	// Day of the incident; deletion is possible a year later (18.2(6)).
	IncidentDate Date `yaml:"incident_date" ja:"インシデントの発生日"`
	// Conditions for lifting a suspension under 13.7 (13.8), with how each was met (13.9).
	Conditions []LiftingCondition `yaml:"conditions" ja:"解除条件（13.7の場合）"`
	// The application to lift it.
	Application Reinstatement `yaml:"application" ja:"一時停止の解除の申請"`
}

// LiftingCondition is one condition and its answer (13.8, 13.9).
type LiftingCondition struct {
	// Number in the notice.
	No Text `yaml:"no" ja:"番号" need:"1"`
	// The condition.
	Content Text `yaml:"content" ja:"解除条件" need:"1"`
	// What was done.
	Measure Text `yaml:"measure" ja:"講じた措置"`
	// When it was done.
	Completed Date `yaml:"completed" ja:"完了日"`
	// Evidence.
	Evidence Text `yaml:"evidence" ja:"証跡"`
}

// Reinstatement is Form 2-9.
type Reinstatement struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the application.
	Date Date `yaml:"date" ja:"申請日" need:"1"`
	// Whether a re-audit was asked for and made (16.6).
	ReAudited Answer `yaml:"re_audited" ja:"再監査の有無" need:"1"`
	// How recurrence is prevented.
	Prevention Text `yaml:"prevention" ja:"再発防止の状況" need:"1"`
}
