package casefile

// Hold is Suspended Registration 登録保留: the decision waits for an audit of improved
// controls (10.6 to 10.11). It is not the suspension of a registration in force.
type Hold struct {
	// Notice of the hold (10.6; Form 2-19).
	Notice HoldNotice `yaml:"notice" ja:"登録保留の通知" need:"1"`
	// Letter of intent (10.8; Form 2-20).
	Intent HoldIntent `yaml:"intent" ja:"意向書"`
	// Statement on the controls that the notice names (10.8(2); Form 2-1).
	Statement Statement `yaml:"statement" ja:"登録保留に係る言明書"`
	// Management's confirmation for it (10.8(2); Form 2-2).
	Representation Representation `yaml:"representation" ja:"登録保留に係る経営者確認書"`
	// The additional audit and its report (10.8(1), (3)).
	Assessment Assessment `yaml:"assessment" ja:"登録保留に係る監査"`
	// Application for the examination (10.8(4); Form 2-21).
	Application HoldApplication `yaml:"application" ja:"登録保留に係る審査の申請"`
}

// HoldNotice is Form 2-19.
type HoldNotice struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notice; the letter of intent follows within one month (10.8).
	Date Date `yaml:"date" ja:"通知日" need:"1"`
	// The application that is held.
	Application Reference `yaml:"application" ja:"保留に係る登録申請" need:"1"`
	// Why it is held.
	Reason Text `yaml:"reason" ja:"保留の理由" need:"1"`
	// Controls that need an audit.
	Controls []HeldControl `yaml:"controls" ja:"監査を要する統制" need:"1"`
}

// HeldControl is one control that needs an audit (10.6).
type HeldControl struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// The finding.
	Finding Text `yaml:"finding" ja:"発見事項" need:"1"`
	// Why an audit is needed.
	Reason Text `yaml:"reason" ja:"監査を要する理由" need:"1"`
}

// HoldIntent is Form 2-20.
type HoldIntent struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the letter.
	Date Date `yaml:"date" ja:"提出日" need:"1"`
	// Whether the examination will be requested.
	Request Answer `yaml:"request" ja:"審査を求める意向" need:"1"`
	// Assessor planned.
	Assessor Text `yaml:"assessor" ja:"予定する監査機関"`
	// Assessment period planned: three months or more (10.8(1)(a)).
	Period Period `yaml:"period" ja:"予定する監査対象期間"`
	// When the report is expected (10.8(3)).
	ReportPlanned Date `yaml:"report_planned" ja:"実施結果報告書の予定日"`
	// When the application is planned (10.8(4)).
	ApplicationPlanned Date `yaml:"application_planned" ja:"審査申請の予定日"`
	// Anything to add.
	Remarks Text `yaml:"remarks" ja:"備考"`
}

// HoldApplication is Form 2-21.
type HoldApplication struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the application: within one month of the new report's date (10.8(4)).
	Date Date `yaml:"date" ja:"申請日" need:"1"`
	// Improvements, control by control.
	Improvements []HoldImprovement `yaml:"improvements" ja:"統制ごとの改善" need:"1"`
}

// HoldImprovement is how one held control was improved (10.8(1)(b)).
type HoldImprovement struct {
	// Number in the Control Criteria.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// The finding.
	Finding Text `yaml:"finding" ja:"発見事項" need:"1"`
	// What was improved.
	Content Text `yaml:"content" ja:"改善内容" need:"1"`
	// Since when it operates: the first day of the assessment period at the latest.
	Operating Date `yaml:"operating" ja:"運用開始日" need:"1"`
}
