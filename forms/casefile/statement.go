package casefile

// Statement is what the provider states about its security measures (7.1; Form 2-1).
type Statement struct {
	// Day of the statement.
	Date Date `yaml:"date" ja:"言明日" need:"1"`
	// Who bears the final responsibility for governing the service's information security.
	Responsible Person `yaml:"responsible" ja:"言明責任者" need:"1"`
	// Why that person may state, when it is not the representative.
	Authority Text `yaml:"authority" ja:"言明責任者の権限の根拠（代表者以外の場合）"`
	// Overview of the provider.
	ProviderOverview Text `yaml:"provider_overview" ja:"事業者の概要"`
	// Overview of the service.
	ServiceOverview Text `yaml:"service_overview" ja:"サービスの概要"`
	// Outline of the system.
	Outline Text `yaml:"outline" ja:"システムの概要" need:"1"`
	// Logical structure, from the physical layer to the application.
	LogicalStructure []Layer `yaml:"logical_structure" ja:"論理的な構成（物理層からアプリケーション層まで）"`
	// What the statement covers (7.9(2), 11.5(6)).
	Scope Scope `yaml:"scope" ja:"言明の対象範囲" need:"1"`
	// How far into the logical structure the statement reaches.
	Extent Text `yaml:"extent" ja:"対象となるサービスの範囲"`
	// What it leaves out.
	Excluded Text `yaml:"excluded" ja:"対象外とするもの"`
	// Contractors and other cloud services that the service rests on (7.6(6)).
	Suppliers []Supplier `yaml:"suppliers" ja:"再委託先・利用する他のクラウドサービス"`
	// Services that are used but not covered.
	Uncovered []Uncovered `yaml:"uncovered" ja:"利用しているが言明の対象としないサービス"`
	// State of internal control, in detail.
	InternalControl Text `yaml:"internal_control" ja:"内部統制の状況"`
	// Groups that the assessor treats as one population.
	Populations []Population `yaml:"populations" ja:"同一の母集団として扱うもの"`
	// That every item of the Governance Criteria is carried out.
	Governance Answer `yaml:"governance" ja:"ガバナンス基準の全項目の実施" need:"1"`
	// That every item of the Management Criteria is carried out.
	Management Answer `yaml:"management" ja:"マネジメント基準の全項目の実施" need:"1"`
	// Assessment period (7.9(4), 11.5(8)); a year at most.
	Period Period `yaml:"period" ja:"監査対象期間" need:"1"`
	// Subsequent events, or that there are none (7.9(5), 11.5(9)).
	SubsequentEvents Text `yaml:"subsequent_events" ja:"後発事象（ない場合は「なし」）" need:"1"`
	// Special notes.
	SpecialNotes Text `yaml:"special_notes" ja:"特記事項"`
	// Notice that names the controls, for a statement under 10.8(2) or 16.2.
	Notice Reference `yaml:"notice" ja:"対象の統制を定めた通知（登録保留・再監査の場合）"`
	// The controls, one by one (別添). Either these or controls_file.
	Controls []Control `yaml:"controls" ja:"管理策"`
	// CSV or Excel file beside the case that lists the controls instead.
	ControlsFile Text `yaml:"controls_file" ja:"管理策の一覧ファイル（CSV又はExcel）"`
}

// Scope is what a statement covers.
type Scope struct {
	// Which of several services are covered.
	Services Text `yaml:"services" ja:"対象とするサービス（複数のサービスを提供している場合）"`
	// Regions covered.
	Regions []Text `yaml:"regions" ja:"対象のリージョン"`
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

// Uncovered is a service that is used but not covered by the statement.
type Uncovered struct {
	// Name.
	Name Text `yaml:"name" ja:"サービスの名称" need:"1"`
	// What it is used for.
	Use Text `yaml:"use" ja:"利用の内容" need:"1"`
	// That it is not covered.
	Statement Answer `yaml:"statement" ja:"言明の対象でない旨の言明" need:"1"`
}

// Layer is one layer of the logical structure.
type Layer struct {
	// Name.
	Name Text `yaml:"name" ja:"層" need:"1"`
	// What it consists of.
	Content Text `yaml:"content" ja:"構成要素" need:"1"`
	// Who runs it.
	Operator Text `yaml:"operator" ja:"運用する者" need:"1"`
}

// Population is a group that the assessor treats as one population.
type Population struct {
	// Name.
	Name Text `yaml:"name" ja:"母集団の名称" need:"1"`
	// What belongs to it.
	Members Text `yaml:"members" ja:"含まれるもの" need:"1"`
	// Why it is one.
	Reason Text `yaml:"reason" ja:"同一の母集団とする理由" need:"1"`
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
	// Since when that applies, where it changed within the period.
	Since Date `yaml:"since" ja:"現在の実施内容の適用開始日"`
	// What applied earlier in the period, oldest first.
	Versions []ControlVersion `yaml:"versions" ja:"期間中の変更前の実施内容"`
	// Department in charge.
	Department Text `yaml:"department" ja:"責任部署"`
	// Related documents.
	Documents Text `yaml:"documents" ja:"関連文書"`
	// What changed since the statement before (12.3).
	Change Text `yaml:"change" ja:"前回からの変更"`
	// Registered service underneath that it is taken over from.
	TakenOver TakenOver `yaml:"taken_over" ja:"利用するサービスから引き継ぐ管理策"`
}

// ControlVersion is an individual control as it was for a part of the assessment period.
type ControlVersion struct {
	// What was done.
	Implementation Text `yaml:"implementation" ja:"変更前の実施内容" need:"1"`
	// First day on which it applied.
	From Date `yaml:"from" ja:"適用開始日" need:"1"`
	// Last day.
	To Date `yaml:"to" ja:"適用終了日" need:"1"`
}

// TakenOver is the registered service underneath that a control is taken over from.
type TakenOver struct {
	// Name.
	Service Text `yaml:"service" ja:"登録済みのサービスの名称" need:"1"`
	// Registration number.
	Registration Text `yaml:"registration" ja:"登録番号" need:"1"`
}

// Representation is what management confirms to the assessor (7.1; Form 2-2).
type Representation struct {
	// Day of the confirmation.
	Date Date `yaml:"date" ja:"確認日" need:"1"`
	// Who signs for the management.
	Signatory Person `yaml:"signatory" ja:"署名者" need:"1"`
	// That management answers for selecting and establishing the control and for the statement.
	SelectionResponsibility Answer `yaml:"selection_responsibility" ja:"統制の選択、整備及び言明に係る責任" need:"1"`
	// That the statement is evaluated independently.
	IndependentEvaluation Answer `yaml:"independent_evaluation" ja:"独立した評価の体制とその実施" need:"1"`
	// That management answers for the interpretation of the criteria.
	InterpretationResponsibility Answer `yaml:"interpretation_responsibility" ja:"管理基準の解釈に係る責任" need:"1"`
	// That management knows which criteria the audit follows.
	AuditCriteria Answer `yaml:"audit_criteria" ja:"情報セキュリティ監査基準に従うことの了知" need:"1"`
	// That management knows the use of the report to be restricted.
	RestrictedUse Answer `yaml:"restricted_use" ja:"報告書の配布及び利用の制限の了知" need:"1"`
	// That all information, interviews and chances to ask were given.
	InformationProvided Answer `yaml:"information_provided" ja:"情報の提供、質問への対応及び機会の確保" need:"1"`
	// Whether anything material happened since the end of the period.
	LaterEvents Answer `yaml:"later_events" ja:"期間の終わりから確認日までの重要な事象の有無" need:"1"`
	// What happened.
	LaterEventsDetail Text `yaml:"later_events_detail" ja:"重要な事象の内容"`
	// Whether fraud or illegal acts are known.
	Fraud Answer `yaml:"fraud" ja:"不正又は違法行為に関する情報の有無" need:"1"`
	// What is known of them.
	FraudDetail Text `yaml:"fraud_detail" ja:"不正又は違法行為の内容"`
	// On renewal: that all changes since the period before were told to the assessor (12.3).
	ChangesCommunicated Answer `yaml:"changes_communicated" ja:"前回監査対象期間後の変更の伝達（更新の場合）"`
	// Exceptions, if any.
	Exceptions Text `yaml:"exceptions" ja:"例外事項"`
}
