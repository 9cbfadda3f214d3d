package casefile

// Statement is what the provider states about its security measures (7.1; Form 2-1).
type Statement struct {
	// Day of the statement.
	Date Date `yaml:"date" ja:"言明日" need:"1"`
	// Who bears the final responsibility for governing the service's information security.
	Responsible Person `yaml:"responsible" ja:"言明責任者" need:"1"`
	// Why that person may state, when it is not the representative.
	Authority Text `yaml:"authority" ja:"言明責任者の権限の根拠（代表者以外の場合）"`
	// Outline of the system.
	Outline Text `yaml:"outline" ja:"システムの概要" need:"1"`
	// What the statement covers (7.9(2), 11.5(6)).
	Scope Scope `yaml:"scope" ja:"言明の対象範囲" need:"1"`
	// What it leaves out.
	Excluded Text `yaml:"excluded" ja:"対象外とするもの"`
	// Contractors and other cloud services that the service rests on (7.6(6)).
	Suppliers []Supplier `yaml:"suppliers" ja:"再委託先・利用する他のクラウドサービス"`
	// That every item of the Governance Criteria is carried out.
	Governance Answer `yaml:"governance" ja:"ガバナンス基準の全項目の実施" need:"1"`
	// That every item of the Management Criteria is carried out.
	Management Answer `yaml:"management" ja:"マネジメント基準の全項目の実施" need:"1"`
	// Assessment period (7.9(4), 11.5(8)); a year at most.
	Period Period `yaml:"period" ja:"監査対象期間" need:"1"`
	// Subsequent events, or that there are none (7.9(5), 11.5(9)).
	SubsequentEvents Text `yaml:"subsequent_events" ja:"後発事象（ない場合は「なし」）" need:"1"`
	// Notice that names the controls, for a statement under 10.8(2) or 16.2.
	Notice Reference `yaml:"notice" ja:"対象の統制を定めた通知（登録保留・再監査の場合）"`
	// The controls, one by one (別添). Either these or controls_file.
	Controls []Control `yaml:"controls" ja:"管理策"`
	// CSV or Excel file beside the case that lists the controls instead.
	ControlsFile Text `yaml:"controls_file" ja:"管理策の一覧ファイル（CSV又はExcel）"`
}

// Scope is what a statement covers.
type Scope struct {
	// Organisation.
	Organisation Text `yaml:"organisation" ja:"組織" need:"1"`
	// Sites and data centres.
	Locations []Location `yaml:"locations" ja:"場所・データセンター" need:"1"`
	// People.
	Personnel Text `yaml:"personnel" ja:"人員" need:"1"`
	// Functions offered.
	Functions Text `yaml:"functions" ja:"提供機能" need:"1"`
	// Where the user's responsibility ends and the provider's begins.
	Responsibility Text `yaml:"responsibility" ja:"利用者と提供者の責任分界" need:"1"`
}

// Location is one site.
type Location struct {
	// Name or use of the site.
	Name Text `yaml:"name" ja:"名称・用途" need:"1"`
	// Country.
	Country Text `yaml:"country" ja:"国" need:"1"`
}

// Supplier is a contractor or another cloud service.
type Supplier struct {
	// Name.
	Name Text `yaml:"name" ja:"名称" need:"1"`
	// What it does for the service.
	Role Text `yaml:"role" ja:"役割" need:"1"`
	// Its registration with ISMAP, if any.
	Registration Text `yaml:"registration" ja:"ISMAP等の登録の有無"`
}

// Control is one control of the Control Criteria as the provider handles it.
type Control struct {
	// Number in the Control Criteria: "8.1.5.4.P".
	ID Text `yaml:"id" ja:"管理策番号" need:"1"`
	// Name of the control.
	Name Text `yaml:"name" ja:"管理策の名称" need:"1"`
	// Control objective (three digits) or detailed control (four digits).
	Kind ControlKind `yaml:"kind" ja:"区分（統制目標／詳細管理策）" need:"1"`
	// Whether it is adopted.
	Adopted Answer `yaml:"adopted" ja:"採否" need:"1"`
	// Why not, when it is not.
	Reason Text `yaml:"reason" ja:"採用しない理由"`
	// What is done.
	Implementation Text `yaml:"implementation" ja:"実施内容"`
	// Department in charge.
	Department Text `yaml:"department" ja:"責任部署"`
	// Related documents.
	Documents Text `yaml:"documents" ja:"関連文書"`
	// What changed since the statement before (12.3).
	Change Text `yaml:"change" ja:"前回からの変更"`
}

// Representation is what management confirms to the assessor (7.1; Form 2-2).
type Representation struct {
	// Day of the confirmation.
	Date Date `yaml:"date" ja:"確認日" need:"1"`
	// Who signs for the management.
	Signatory Person `yaml:"signatory" ja:"署名者" need:"1"`
	// That management is responsible for the statement.
	StatementResponsibility Answer `yaml:"statement_responsibility" ja:"言明書の作成責任" need:"1"`
	// That management is responsible for designing and operating the controls.
	ControlResponsibility Answer `yaml:"control_responsibility" ja:"統制の整備・運用の責任" need:"1"`
	// That all information needed for the audit was given.
	InformationProvided Answer `yaml:"information_provided" ja:"監査に必要な情報の提供" need:"1"`
	// That violations and incidents were disclosed.
	ViolationsDisclosed Answer `yaml:"violations_disclosed" ja:"違反・インシデントの開示" need:"1"`
	// That subsequent events were disclosed.
	EventsDisclosed Answer `yaml:"events_disclosed" ja:"後発事象の開示" need:"1"`
	// That no error or fraud is known that bears on the statement.
	NoErrors Answer `yaml:"no_errors" ja:"誤り・不正の不存在" need:"1"`
	// That no important change is left undisclosed.
	NoUndisclosedChanges Answer `yaml:"no_undisclosed_changes" ja:"未開示の重要な変更の不存在" need:"1"`
	// On renewal: that all changes since the period before were told to the assessor (12.3).
	ChangesCommunicated Answer `yaml:"changes_communicated" ja:"前回監査対象期間後の変更の伝達（更新の場合）"`
	// Exceptions, if any.
	Exceptions Text `yaml:"exceptions" ja:"例外事項"`
}
