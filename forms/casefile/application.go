package casefile

// Application is the registration application (8.1, 8.2; Form 2-4).
type Application struct {
	// The applicant's own document number, if it keeps a register.
	Number Text `yaml:"number" ja:"文書番号"`
	// New, renewal, or re-application (17.1).
	Kind ApplicationKind `yaml:"kind" ja:"申請の区分" need:"1"`
	// Day of the application: within one month of the report's date (8.2).
	Date Date `yaml:"date" ja:"申請日" need:"1"`
	// Registration number so far, for a renewal.
	PreviousRegistration Text `yaml:"previous_registration" ja:"更新前の登録番号"`
	// Expiry of the registration so far: the renewal is filed by then (12.1).
	PreviousExpiry Date `yaml:"previous_expiry" ja:"更新前の登録の有効期限"`
	// Whether anything changed since the prior application (9.1(5)).
	ChangedSincePrior Answer `yaml:"changed_since_prior" ja:"事前申請時からの変更の有無" need:"1"`
	// What changed.
	ChangeDetail Text `yaml:"change_detail" ja:"変更の内容"`
	// Whether a registration was revoked for want of a response (ISMAP 6.1(7)).
	PastDeletion Answer `yaml:"past_deletion" ja:"求めに応じなかったことによる登録削除の有無"`
	// When and why, if so.
	PastDeletionDetail Text `yaml:"past_deletion_detail" ja:"登録削除の時期及び理由"`
	// Whether there is an improvement plan (7.9, 11.5(10)).
	ImprovementPlan Answer `yaml:"improvement_plan" ja:"改善計画書の有無" need:"1"`
	// How the Operations Support Organization took it in (9.1 to 9.3).
	Receipt Receipt `yaml:"receipt" ja:"受付"`
}

// Information is what the applicant tells beside the statement (7.5).
type Information struct {
	// Capital ties and officers at the time of application (7.5(1)).
	Capital Capital `yaml:"capital" ja:"資本関係及び役員等の情報" need:"1"`
	// Risk from laws other than domestic ones (7.5(2)).
	ForeignLaw ForeignLaw `yaml:"foreign_law" ja:"国内法以外の法令の適用に関する情報" need:"1"`
	// Governing law and jurisdiction in the contract (7.5(3)).
	Contract Contract `yaml:"contract" ja:"準拠法・裁判管轄に関する情報" need:"1"`
	// Third-party inspections (7.5(4)).
	Inspections Inspections `yaml:"inspections" ja:"第三者による検査に関する情報" need:"1"`
}

// Capital is the applicant's capital ties and officers (7.5(1)).
type Capital struct {
	// Day on which this held.
	AsOf Date `yaml:"as_of" ja:"基準日" need:"1"`
	// Stated capital in yen.
	Amount Number `yaml:"amount" ja:"資本金（円）" need:"1"`
	// Major shareholders.
	Shareholders []Shareholder `yaml:"shareholders" ja:"主要株主" need:"1"`
	// Parent companies.
	Parents []Company `yaml:"parents" ja:"親会社"`
	// Subsidiaries.
	Subsidiaries []Company `yaml:"subsidiaries" ja:"子会社"`
	// Officers.
	Officers []Officer `yaml:"officers" ja:"役員" need:"1"`
	// Countries of the officers' nationalities, not linked to persons (7.6(1)).
	OfficerNationalities []Text `yaml:"officer_nationalities" ja:"役員の国籍（国名のみ。個人と結び付けない）"`
}

// Shareholder is one major shareholder.
type Shareholder struct {
	// Name.
	Name Text `yaml:"name" ja:"名称又は氏名" need:"1"`
	// Country.
	Country Text `yaml:"country" ja:"国" need:"1"`
	// Share of votes in percent.
	Ratio Number `yaml:"ratio" ja:"議決権比率（％）" need:"1"`
}

// Company is one parent or subsidiary.
type Company struct {
	// Name.
	Name Text `yaml:"name" ja:"名称" need:"1"`
	// Country.
	Country Text `yaml:"country" ja:"国" need:"1"`
	// Share of votes in percent.
	Ratio Number `yaml:"ratio" ja:"議決権比率（％）"`
	// What it does.
	Business Text `yaml:"business" ja:"事業内容"`
}

// Officer is one officer; nationality is kept apart.
type Officer struct {
	// Office.
	Title Text `yaml:"title" ja:"役職" need:"1"`
	// Name, kept to the character.
	Name Text `yaml:"name" ja:"氏名" need:"1"`
}

// ForeignLaw is what is needed to judge the risk of unintended access through laws
// other than domestic ones (7.5(2)).
type ForeignLaw struct {
	// Whether such a law can apply.
	Applicable Answer `yaml:"applicable" ja:"国内法以外の法令が適用される可能性" need:"1"`
	// Laws that can.
	Laws []Law `yaml:"laws" ja:"適用され得る国・法令"`
	// Where the information lies.
	Locations []DataLocation `yaml:"locations" ja:"情報の所在地" need:"1"`
	// Who could reach it.
	Parties []AccessParty `yaml:"parties" ja:"情報にアクセスされ得る主体"`
	// What is done when disclosure is demanded.
	Policy Text `yaml:"policy" ja:"開示要求への対応方針" need:"1"`
	// Demands so far.
	Record Text `yaml:"record" ja:"過去の開示要求の実績" need:"1"`
	// What lowers the risk.
	Mitigation Text `yaml:"mitigation" ja:"リスク低減策" need:"1"`
}

// Law is one law of another country.
type Law struct {
	// Country.
	Country Text `yaml:"country" ja:"国" need:"1"`
	// Name of the law.
	Name Text `yaml:"name" ja:"法令" need:"1"`
	// What it allows.
	Summary Text `yaml:"summary" ja:"概要" need:"1"`
}

// DataLocation is one place where information lies.
type DataLocation struct {
	// Country.
	Country Text `yaml:"country" ja:"国" need:"1"`
	// Region or site.
	Place Text `yaml:"place" ja:"場所" need:"1"`
	// What lies there.
	Content Text `yaml:"content" ja:"保管・処理する情報" need:"1"`
}

// AccessParty is someone who could reach the information.
type AccessParty struct {
	// Name.
	Name Text `yaml:"name" ja:"名称" need:"1"`
	// Country.
	Country Text `yaml:"country" ja:"国" need:"1"`
	// On what occasion.
	Occasion Text `yaml:"occasion" ja:"アクセスされ得る場合" need:"1"`
}

// Contract is what the contract says of law and courts (7.5(3)).
type Contract struct {
	// Governing law.
	GoverningLaw Text `yaml:"governing_law" ja:"準拠法" need:"1"`
	// Court with jurisdiction.
	Jurisdiction Text `yaml:"jurisdiction" ja:"管轄裁判所" need:"1"`
	// Clauses of the contract that say so.
	Clauses Text `yaml:"clauses" ja:"該当する契約条項" need:"1"`
	// Whether they can be changed by agreement.
	Negotiable Text `yaml:"negotiable" ja:"変更の可否" need:"1"`
}

// Inspections are third-party inspections made and accepted (7.5(4)).
type Inspections struct {
	// What was inspected.
	Items []Inspection `yaml:"items" ja:"実施状況"`
	// Whether users may inspect.
	Accepted Answer `yaml:"accepted" ja:"利用者による検査の受入可否" need:"1"`
	// Under which conditions.
	Conditions Text `yaml:"conditions" ja:"受入の条件" need:"1"`
}

// Inspection is one third-party inspection.
type Inspection struct {
	// Penetration test, vulnerability assessment or other.
	Kind InspectionKind `yaml:"kind" ja:"種別" need:"1"`
	// Who inspected.
	By Text `yaml:"by" ja:"実施者" need:"1"`
	// When.
	When Text `yaml:"when" ja:"実施時期" need:"1"`
	// What.
	Scope Text `yaml:"scope" ja:"範囲" need:"1"`
	// What came of it.
	Summary Text `yaml:"summary" ja:"結果の概要" need:"1"`
	// What was done about it.
	Response Text `yaml:"response" ja:"対応" need:"1"`
}

// Pledges is the written oath, item by item (7.6).
type Pledges struct {
	// Day of the oath.
	Date Date `yaml:"date" ja:"誓約日" need:"1"`
	// Who signs it.
	Signatory Person `yaml:"signatory" ja:"誓約者" need:"1"`
	// Statement details and facts about staff on request at procurement (7.6(1)).
	Details Answer `yaml:"details" ja:"7.6(1) 言明の詳細及び従事者に関する情報の提供" need:"1"`
	// Reporting incidents and answering enquiries about them (7.6(2)).
	Incidents Answer `yaml:"incidents" ja:"7.6(2) インシデントの報告及び確認への回答" need:"1"`
	// Notifying changes (7.6(3)).
	Changes Answer `yaml:"changes" ja:"7.6(3) 変更の届出" need:"1"`
	// Following monitoring, re-auditing and re-application (7.6(4)).
	Monitoring Answer `yaml:"monitoring" ja:"7.6(4) モニタリング・再監査・再申請" need:"1"`
	// Telling users of suspension or deletion (7.6(5)).
	Notice Answer `yaml:"notice" ja:"7.6(5) 一時停止・削除の周知" need:"1"`
	// Own responsibility towards users, contractors or not (7.6(6)).
	Responsibility Answer `yaml:"responsibility" ja:"7.6(6) 利用者に対する責任" need:"1"`
	// Keeping internal audit records three years and giving access (7.6(7)).
	Records Answer `yaml:"records" ja:"7.6(7) 内部監査記録の保管及び閲覧への協力" need:"1"`
}

// Declarations are what the applicant declares beside the oath.
type Declarations struct {
	// That nothing learnt through the audit contract is divulged (7.1).
	Confidentiality Answer `yaml:"confidentiality" ja:"7.1 守秘" need:"1"`
	// Cooperation with the agreement on IT procurement (7.7).
	Procurement Answer `yaml:"procurement" ja:"7.7 IT調達申合せへの協力" need:"1"`
	// That the service is provided under the applicant's own name (7.11).
	OwnName Answer `yaml:"own_name" ja:"7.11 自らの名義によるサービス提供" need:"1"`
	// That laws and rules are kept and the information is true (7.12).
	Compliance Answer `yaml:"compliance" ja:"7.12 法令等の遵守及び情報の真実性" need:"1"`
	// That the applicant is not an anti-social force (7.13).
	AntiSocial Answer `yaml:"anti_social" ja:"7.13 反社会的勢力に該当しないこと" need:"1"`
}

// Review is the examination of a registration application (10.1; Form 2-5).
type Review struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the report.
	Date Date `yaml:"date" ja:"報告日" need:"1"`
	// The eight matters of 10.1(1) to (8), in order.
	Checks []Check `yaml:"checks" ja:"確認事項" need:"1"`
	// Whether each finding is minor (10.1(4)).
	Findings []FindingReview `yaml:"findings" ja:"発見事項の評価"`
	// Information asked for (10.2, 10.3).
	Inquiries []Inquiry `yaml:"inquiries" ja:"追加情報の求め"`
	// Hearings on findings (10.4).
	Hearings []Hearing `yaml:"hearings" ja:"ヒアリング"`
	// Opinion on registration.
	Opinion RegistrationOpinion `yaml:"opinion" ja:"登録の可否に関する意見" need:"1"`
	// Reasons for it.
	OpinionReason Text `yaml:"opinion_reason" ja:"意見の理由" need:"1"`
}

// FindingReview is the examiner's view of one finding (10.1(4)).
type FindingReview struct {
	// Number of the finding in the report.
	Finding Text `yaml:"finding" ja:"発見事項の番号" need:"1"`
	// Control.
	ControlID Text `yaml:"control" ja:"管理策番号" need:"1"`
	// Whether it is minor.
	Minor Answer `yaml:"minor" ja:"軽微か" need:"1"`
	// What the improvement plan says.
	Plan Text `yaml:"plan" ja:"改善計画" need:"1"`
	// By when.
	Due Date `yaml:"due" ja:"改善期限" need:"1"`
	// How far it is.
	Status Text `yaml:"status" ja:"状況" need:"1"`
}

// Hearing is one hearing on findings (10.4).
type Hearing struct {
	// Day.
	Date Date `yaml:"date" ja:"実施日" need:"1"`
	// Who was there.
	Attendees Text `yaml:"attendees" ja:"出席者" need:"1"`
	// What was said.
	Content Text `yaml:"content" ja:"内容" need:"1"`
}

// Registration is the registration as notified and as it stands in the list (11.1, 11.5; Form 2-6).
type Registration struct {
	// Number of the notice.
	NoticeNumber Text `yaml:"notice_number" ja:"通知の文書番号"`
	// Day of the notice.
	NoticeDate Date `yaml:"notice_date" ja:"通知日" need:"1"`
	// New registration or renewal.
	Kind RegistrationKind `yaml:"kind" ja:"区分" need:"1"`
	// Registration number.
	Number Text `yaml:"number" ja:"登録番号" need:"1"`
	// Day of registration (11.5(4)).
	Date Date `yaml:"date" ja:"登録日" need:"1"`
	// Last day of the registration (11.5(5), 12.1).
	Expiry Date `yaml:"expiry" ja:"登録の有効期限" need:"1"`
	// Special notes (11.5(12)).
	Notes Text `yaml:"notes" ja:"特記事項"`
	// Number of institutions that use the service (11.5(13)).
	Agencies Number `yaml:"agencies" ja:"利用する政府機関等の数" need:"1"`
}

// Rejection is the notice that the service is not registered (11.4; Form 2-7).
type Rejection struct {
	// Document number.
	Number Text `yaml:"number" ja:"文書番号"`
	// Day of the notice.
	Date Date `yaml:"date" ja:"通知日" need:"1"`
	// Requirements that are not met.
	Reasons []RejectionReason `yaml:"reasons" ja:"理由" need:"1"`
}

// RejectionReason is one requirement that is not met.
type RejectionReason struct {
	// Clause.
	Clause Text `yaml:"clause" ja:"該当条項" need:"1"`
	// In what way.
	Content Text `yaml:"content" ja:"内容" need:"1"`
}
