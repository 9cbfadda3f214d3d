package casefile

// ControlChangeNotice is Form 2-10 (14.1).
type ControlChangeNotice struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the notification.
	Date Date `yaml:"date"`
	// The changes; none when only an event that could lead to one is notified (14.1).
	Changes []ControlChange `yaml:"changes"`
	// Events that could lead to a change (14.1).
	Events Text `yaml:"events"`
	// What users were told.
	UserNotice Text `yaml:"user_notice"`
}

// ControlChange is one change to an important control.
type ControlChange struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control"`
	// Before.
	Before Text `yaml:"before"`
	// After.
	After Text `yaml:"after"`
	// Day of the change, done or planned.
	Date Date `yaml:"date"`
	// Why.
	Reason Text `yaml:"reason"`
	// What it affects.
	Effect Text `yaml:"effect"`
	// What it means for the statement.
	StatementEffect Text `yaml:"statement_effect"`
	// What the assessor was told.
	AssessorTold Text `yaml:"assessor_told"`
}

// ListChangeNotice is Form 2-11 (14.2).
type ListChangeNotice struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the notification.
	Date Date `yaml:"date"`
	// The changes.
	Changes []ListChange `yaml:"changes"`
}

// ListChange is one change to an item of the list (11.5).
type ListChange struct {
	// Item of the list.
	Item ListItem `yaml:"item"`
	// Before.
	Before Text `yaml:"before"`
	// After.
	After Text `yaml:"after"`
	// Day of the change.
	Date Date `yaml:"date"`
	// Why.
	Reason Text `yaml:"reason"`
	// Documents that prove it.
	Evidence Text `yaml:"evidence"`
}

// MonitoringNotice is Form 2-12 (15.2(1)) and the written reply (15.2(2)).
type MonitoringNotice struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the notice.
	Date Date `yaml:"date"`
	// Which of 15.1(1) to (3) is the ground.
	Ground MonitoringGround `yaml:"ground"`
	// The ground in words.
	Reason Text `yaml:"reason"`
	// Matters to be confirmed.
	Matters []MonitoringMatter `yaml:"matters"`
	// Day by which to reply.
	Due Date `yaml:"due"`
	// How to reply.
	Method Text `yaml:"method"`
	// Day of the registrant's reply.
	Replied Date `yaml:"replied"`
	// Document number of the reply.
	ReplyNumber Text `yaml:"reply_number"`
}

// MonitoringMatter is one matter to be confirmed, with the reply to it.
type MonitoringMatter struct {
	// Number.
	No Text `yaml:"no"`
	// What is to be confirmed.
	Content Text `yaml:"content"`
	// Clause of chapter 7.
	Clause Text `yaml:"clause"`
	// Material asked for.
	Material Text `yaml:"material"`
	// The registrant's reply.
	Reply Text `yaml:"reply"`
}

// MonitoringResult is Form 2-13 (15.2(4)(5), 16.1, 16.3).
type MonitoringResult struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the notice.
	Date Date `yaml:"date"`
	// The notice of monitoring or request for re-auditing that it follows.
	Notice Reference `yaml:"notice"`
	// What was confirmed and what not.
	Matters []ConfirmedMatter `yaml:"matters"`
	// What follows.
	Conclusion MonitoringConclusion `yaml:"conclusion"`
	// Controls or sections to be re-audited (16.1).
	Sections []ReAuditSection `yaml:"sections"`
	// Day by which the re-audit or re-application is due (16.2).
	Due Date `yaml:"due"`
}

// ConfirmedMatter is the result for one matter.
type ConfirmedMatter struct {
	// Number in the notice.
	No Text `yaml:"no"`
	// The matter.
	Content Text `yaml:"content"`
	// Whether it was confirmed.
	Confirmed Confirmation `yaml:"confirmed"`
	// Whether it lies within the scope of the statement (15.2(5)(a)).
	InStatement Answer `yaml:"in_statement"`
	// Reasons.
	Reason Text `yaml:"reason"`
}

// ReAuditSection is one control or section to be re-audited.
type ReAuditSection struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control"`
	// What is to be re-audited, or the condition to be met.
	Content Text `yaml:"content"`
}

// ReAudit is one re-audit, asked for with Form 2-14 (16.5) or by a result of monitoring
// (16.1), and what was made of it (16.2, 16.6). What the result says stands there; its
// statement quotes which it answers.
type ReAudit struct {
	// Document number of Form 2-14.
	Number Text `yaml:"number"`
	// Day of Form 2-14.
	Date Date `yaml:"date"`
	// Sections that Form 2-14 names.
	Sections []ReAuditSection `yaml:"sections"`
	// Day by which (16.6).
	Due Date `yaml:"due"`
	// Statement on those sections (16.2, 16.6; Form 2-1).
	Statement Statement `yaml:"statement"`
	// Management's confirmation for it (Form 2-2).
	Representation Representation `yaml:"representation"`
	// The re-audit and its report.
	Assessment Assessment `yaml:"assessment"`
}

// Withdrawal is Form 2-15 (18.1).
type Withdrawal struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the notice.
	Date Date `yaml:"date"`
	// End of the service, or registration cannot be kept (18.1(1), (2)).
	Ground WithdrawalGround `yaml:"ground"`
	// The reason in words.
	Reason Text `yaml:"reason"`
	// Day on which the service ends or the withdrawal is wished.
	End Date `yaml:"end"`
	// Word to the ministries and agencies that use the service, if any do (7.6(5)).
	Notices []AgencyNotice `yaml:"notices"`
	// What becomes of the users' information.
	DataReturn Text `yaml:"data_return"`
}

// AgencyNotice is word to one user.
type AgencyNotice struct {
	// Ministry or agency.
	Agency Text `yaml:"agency"`
	// When.
	Date Date `yaml:"date"`
	// How.
	Method Text `yaml:"method"`
}

// ReApplication is Form 2-16 (18.3).
type ReApplication struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the request.
	Date Date `yaml:"date"`
	// Which of 18.2(3) to (6) applies.
	Ground DeletionGround `yaml:"ground"`
	// In what way.
	Content Text `yaml:"content"`
	// What becomes of the registration.
	Handling Text `yaml:"handling"`
	// What is asked for.
	Procedure Text `yaml:"procedure"`
	// By when.
	Due Date `yaml:"due"`
}

// Appeal is an objection (6.1, 19.1; Forms 1-5 and 2-17).
type Appeal struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the objection.
	Date Date `yaml:"date"`
	// The measure objected to.
	Measure Reference `yaml:"measure"`
	// What is objected.
	Purport Text `yaml:"purport"`
	// Why.
	Grounds Text `yaml:"grounds"`
	// What is asked for.
	Relief Text `yaml:"relief"`
	// Evidence.
	Evidence []Evidence `yaml:"evidence"`
}

// Evidence is one document handed in with an objection.
type Evidence struct {
	// Number.
	No Text `yaml:"no"`
	// Title.
	Title Text `yaml:"title"`
	// What it shows.
	Content Text `yaml:"content"`
}

// AppealAnswer is the answer to an objection (6.2, 19.2; Forms 1-6 and 2-18).
type AppealAnswer struct {
	// Document number.
	Number Text `yaml:"number"`
	// Day of the answer.
	Date Date `yaml:"date"`
	// The objection that is answered.
	Appeal Reference `yaml:"appeal"`
	// Upheld, upheld in part, or not.
	Conclusion AppealConclusion `yaml:"conclusion"`
	// Why.
	Reason Text `yaml:"reason"`
	// What will be done.
	Handling Text `yaml:"handling"`
}
