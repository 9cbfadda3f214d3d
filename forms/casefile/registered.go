package casefile

// ControlChangeNotice is Form 2-10 (14.1).
type ControlChangeNotice struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notification.
	Date Date `yaml:"date" ja:"届出日" need:"1"`
	// The changes; none when only an event that could lead to one is notified (14.1).
	Changes []ControlChange `yaml:"changes" ja:"変更（変更につながり得る事象だけの場合は空欄）"`
	// Events that could lead to a change (14.1).
	Events Text `yaml:"events" ja:"変更につながり得る事象"`
	// What users were told.
	UserNotice Text `yaml:"user_notice" ja:"利用者への周知" need:"1"`
}

// ControlChange is one change to an important control.
type ControlChange struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// Before.
	Before Text `yaml:"before" ja:"変更前" need:"1"`
	// After.
	After Text `yaml:"after" ja:"変更後" need:"1"`
	// Day of the change, done or planned.
	Date Date `yaml:"date" ja:"変更日又は予定日" need:"1"`
	// Why.
	Reason Text `yaml:"reason" ja:"理由" need:"1"`
	// What it affects.
	Effect Text `yaml:"effect" ja:"影響" need:"1"`
	// What it means for the statement.
	StatementEffect Text `yaml:"statement_effect" ja:"言明書への影響" need:"1"`
	// What the assessor was told.
	AssessorTold Text `yaml:"assessor_told" ja:"監査機関への連絡" need:"1"`
}

// ListChangeNotice is Form 2-11 (14.2).
type ListChangeNotice struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notification.
	Date Date `yaml:"date" ja:"届出日" need:"1"`
	// The changes.
	Changes []ListChange `yaml:"changes" ja:"変更" need:"1"`
}

// ListChange is one change to an item of the list (11.5).
type ListChange struct {
	// Item of the list.
	Item ListItem `yaml:"item" ja:"項目（11.5(1)〜(13)）" need:"1"`
	// Before.
	Before Text `yaml:"before" ja:"変更前" need:"1"`
	// After.
	After Text `yaml:"after" ja:"変更後" need:"1"`
	// Day of the change.
	Date Date `yaml:"date" ja:"変更日" need:"1"`
	// Why.
	Reason Text `yaml:"reason" ja:"理由" need:"1"`
	// Documents that prove it.
	Evidence Text `yaml:"evidence" ja:"証明資料"`
}

// MonitoringNotice is Form 2-12 (15.2(1)) and the written reply (15.2(2)).
type MonitoringNotice struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notice.
	Date Date `yaml:"date" ja:"通知日" need:"1"`
	// Which of 15.1(1) to (3) is the ground.
	Ground MonitoringGround `yaml:"ground" ja:"実施の理由（15.1）" need:"1"`
	// The ground in words.
	Reason Text `yaml:"reason" ja:"理由の詳細" need:"1"`
	// Matters to be confirmed.
	Matters []MonitoringMatter `yaml:"matters" ja:"確認事項" need:"1"`
	// Day by which to reply.
	Due Date `yaml:"due" ja:"回答期限" need:"1"`
	// How to reply.
	Method Text `yaml:"method" ja:"回答方法" need:"1"`
	// Day of the registrant's reply.
	Replied Date `yaml:"replied" ja:"回答日"`
	// Document number of the reply.
	ReplyNumber Text `yaml:"reply_number" ja:"回答の文書番号"`
}

// MonitoringMatter is one matter to be confirmed, with the reply to it.
type MonitoringMatter struct {
	// Number.
	No Text `yaml:"no" ja:"番号" need:"1"`
	// What is to be confirmed.
	Content Text `yaml:"content" ja:"内容" need:"1"`
	// Clause of chapter 7.
	Clause Text `yaml:"clause" ja:"根拠条項" need:"1"`
	// Material asked for.
	Material Text `yaml:"material" ja:"求める資料" need:"1"`
	// The registrant's reply.
	Reply Text `yaml:"reply" ja:"回答"`
}

// MonitoringResult is Form 2-13 (15.2(4)(5), 16.1, 16.3).
type MonitoringResult struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notice.
	Date Date `yaml:"date" ja:"通知日" need:"1"`
	// The notice of monitoring or request for re-auditing that it follows.
	Notice Reference `yaml:"notice" ja:"対象となる通知" need:"1"`
	// What was confirmed and what not.
	Matters []ConfirmedMatter `yaml:"matters" ja:"確認結果" need:"1"`
	// What follows.
	Conclusion MonitoringConclusion `yaml:"conclusion" ja:"結論" need:"1"`
	// Controls or sections to be re-audited (16.1).
	Sections []ReAuditSection `yaml:"sections" ja:"再監査の対象箇所"`
	// Day by which the re-audit or re-application is due (16.2).
	Due Date `yaml:"due" ja:"期限"`
}

// ConfirmedMatter is the result for one matter.
type ConfirmedMatter struct {
	// Number in the notice.
	No Text `yaml:"no" ja:"番号" need:"1"`
	// The matter.
	Content Text `yaml:"content" ja:"事項" need:"1"`
	// Whether it was confirmed.
	Confirmed Confirmation `yaml:"confirmed" ja:"確認結果" need:"1"`
	// Whether it lies within the scope of the statement (15.2(5)(a)).
	InStatement Answer `yaml:"in_statement" ja:"言明の範囲内か"`
	// Reasons.
	Reason Text `yaml:"reason" ja:"理由"`
}

// ReAuditSection is one control or section to be re-audited.
type ReAuditSection struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// What is to be re-audited, or the condition to be met.
	Content Text `yaml:"content" ja:"対象箇所・条件" need:"1"`
}

// ReAudit is re-auditing, asked for with Form 2-14 (16.5) or by a result of monitoring
// (16.1), and what was made of it (16.2, 16.6). What the result says stands there.
type ReAudit struct {
	// Document number of Form 2-14.
	Number Text `yaml:"number" ja:"再監査要求書の文書番号"`
	// Day of Form 2-14.
	Date Date `yaml:"date" ja:"要求日（様式2-14による場合）"`
	// Sections that Form 2-14 names.
	Sections []ReAuditSection `yaml:"sections" ja:"再監査の対象箇所（様式2-14による場合）"`
	// Day by which (16.6).
	Due Date `yaml:"due" ja:"期限（様式2-14による場合）"`
	// Statement on those sections (16.2, 16.6; Form 2-1).
	Statement Statement `yaml:"statement" ja:"再監査に係る言明書"`
	// Management's confirmation for it (Form 2-2).
	Representation Representation `yaml:"representation" ja:"再監査に係る経営者確認書"`
	// The re-audit and its report.
	Assessment Assessment `yaml:"assessment" ja:"再監査の実施結果報告書"`
}

// Withdrawal is Form 2-15 (18.1).
type Withdrawal struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notice.
	Date Date `yaml:"date" ja:"届出日" need:"1"`
	// End of the service, or registration cannot be kept (18.1(1), (2)).
	Ground WithdrawalGround `yaml:"ground" ja:"取下げの理由の区分" need:"1"`
	// The reason in words.
	Reason Text `yaml:"reason" ja:"理由の内容" need:"1"`
	// Day on which the service ends or the withdrawal is wished.
	End Date `yaml:"end" ja:"サービス終了日又は取下希望日" need:"1"`
	// Word to the ministries and agencies that use the service, if any do (7.6(5)).
	Notices []AgencyNotice `yaml:"notices" ja:"利用府省庁等への通知"`
	// What becomes of the users' information.
	DataReturn Text `yaml:"data_return" ja:"情報の返却・消去" need:"1"`
}

// AgencyNotice is word to one user.
type AgencyNotice struct {
	// Ministry or agency.
	Agency Text `yaml:"agency" ja:"府省庁等名" need:"1"`
	// When.
	Date Date `yaml:"date" ja:"通知日" need:"1"`
	// How.
	Method Text `yaml:"method" ja:"方法" need:"1"`
}

// ReApplication is Form 2-16 (18.3).
type ReApplication struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the request.
	Date Date `yaml:"date" ja:"要求日" need:"1"`
	// Which of 18.2(3) to (6) applies.
	Ground DeletionGround `yaml:"ground" ja:"該当事由（18.2）" need:"1"`
	// In what way.
	Content Text `yaml:"content" ja:"内容" need:"1"`
	// What becomes of the registration.
	Handling Text `yaml:"handling" ja:"登録の取扱い" need:"1"`
	// What is asked for.
	Procedure Text `yaml:"procedure" ja:"求める手続" need:"1"`
	// By when.
	Due Date `yaml:"due" ja:"期限" need:"1"`
}

// Appeal is an objection (6.1, 19.1; Forms 1-5 and 2-17).
type Appeal struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the objection.
	Date Date `yaml:"date" ja:"申立日" need:"1"`
	// The measure objected to.
	Measure Reference `yaml:"measure" ja:"対象となる措置" need:"1"`
	// What is objected.
	Purport Text `yaml:"purport" ja:"異議の趣旨" need:"1"`
	// Why.
	Grounds Text `yaml:"grounds" ja:"異議の理由" need:"1"`
	// What is asked for.
	Relief Text `yaml:"relief" ja:"求める措置" need:"1"`
	// Evidence.
	Evidence []Evidence `yaml:"evidence" ja:"証拠書類"`
}

// Evidence is one document handed in with an objection.
type Evidence struct {
	// Number.
	No Text `yaml:"no" ja:"番号" need:"1"`
	// Title.
	Title Text `yaml:"title" ja:"書類名" need:"1"`
	// What it shows.
	Content Text `yaml:"content" ja:"立証する事項"`
}

// AppealAnswer is the answer to an objection (6.2, 19.2; Forms 1-6 and 2-18).
type AppealAnswer struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the answer.
	Date Date `yaml:"date" ja:"回答日" need:"1"`
	// The objection that is answered.
	Appeal Reference `yaml:"appeal" ja:"異議申立書" need:"1"`
	// Upheld, upheld in part, or not.
	Conclusion AppealConclusion `yaml:"conclusion" ja:"結論" need:"1"`
	// Why.
	Reason Text `yaml:"reason" ja:"理由" need:"1"`
	// What will be done.
	Handling Text `yaml:"handling" ja:"今後の取扱い" need:"1"`
}
