package casefile

import "reflect"

// Choice is one value that a choice may have.
type Choice struct {
	Value    string // as in the case file
	Japanese string // as printed
	English  string
}

// WordOf is the printed word of a choice.
func WordOf(value any) string {
	v := reflect.ValueOf(value)
	for _, c := range Choices[v.Type()] {
		if c.Value == v.String() {
			return c.Japanese
		}
	}
	return v.String()
}

// Choices lists the values of each choice type in the order in which forms print them.
var Choices = map[reflect.Type][]Choice{
	reflect.TypeFor[Answer]():    {{"yes", "はい", "yes"}, {"no", "いいえ", "no"}},
	reflect.TypeFor[Program]():   {{"ismap-liu", "ISMAP-LIU", "ISMAP-LIU"}, {"ismap", "ISMAP", "ISMAP"}},
	reflect.TypeFor[Language]():  {{"ja", "日本語", "Japanese"}, {"en", "英語", "English"}},
	reflect.TypeFor[PriorKind](): {{"new", "新規", "new"}, {"renewal", "更新", "renewal"}},
	reflect.TypeFor[Impact]():    {{"low", "低位", "low"}, {"middle", "中位", "middle"}, {"high", "高位", "high"}},
	reflect.TypeFor[ConfidentialityGrade](): {
		{"1", "1", "1"}, {"2", "2", "2"}, {"3", "3", "3"}},
	reflect.TypeFor[TwoGrade](): {{"1", "1", "1"}, {"2", "2", "2"}},
	reflect.TypeFor[PriorCheckItem](): {
		{"low-impact", "対象業務及び低位の影響度", "target operations and low impact"}, {"justified", "一覧にない業務の妥当性", "operations off the list justified"},
		{"reasonable", "評価の合理性", "evaluation reasonable"}, {"no-violation", "違反がないこと", "no violation"}},
	reflect.TypeFor[CheckItem](): {
		{"basic-requirements", "基本言明要件", "basic statement requirements"}, {"criteria-findings", "ガバナンス基準及びマネジメント基準の発見事項", "findings under governance and management"},
		{"control-findings", "管理策基準の発見事項", "findings under controls"}, {"minor-findings", "発見事項の軽微性", "findings are minor"},
		{"information", "情報の開示", "information disclosed"}, {"pledges", "誓約", "pledges"},
		{"internal-audit", "内部監査", "internal audit"}, {"past-deletion", "過去の登録の削除", "past deletion"},
		{"no-violation", "違反がないこと", "no violation"}, {"other", "その他の事項", "another matter"}},
	reflect.TypeFor[CheckResult](): {{"ok", "適", "met"}, {"ng", "否", "not met"}, {"open", "要確認", "to be confirmed"}},
	reflect.TypeFor[JudgementTiming](): {
		{"each", "逐次", "case by case"}, {"half-year", "半期一括", "together for the half year"}},
	reflect.TypeFor[Eligibility](): {{"eligible", "該当する", "eligible"}, {"ineligible", "該当しない", "not eligible"}},
	reflect.TypeFor[ControlKind](): {{"objective", "統制目標", "control objective"}, {"detail", "詳細管理策", "detailed control"}},
	reflect.TypeFor[Criteria](): {
		{"governance", "ガバナンス基準", "Governance Criteria"}, {"management", "マネジメント基準", "Management Criteria"},
		{"control", "管理策基準", "Operation (controls) Criteria"}},
	reflect.TypeFor[ApplicationKind](): {
		{"new", "新規", "new"}, {"renewal", "更新", "renewal"}, {"re-application", "再申請", "re-application"}},
	reflect.TypeFor[InspectionKind](): {
		{"penetration", "ペネトレーションテスト", "penetration test"}, {"vulnerability", "脆弱性診断", "vulnerability assessment"},
		{"other", "その他", "other"}},
	reflect.TypeFor[RegistrationOpinion](): {
		{"register", "登録が可能", "can be registered"}, {"hold", "登録保留が相当", "should be held"},
		{"reject", "登録は不可", "cannot be registered"}},
	reflect.TypeFor[RegistrationKind](): {{"new", "登録", "registration"}, {"renewal", "更新", "renewal"}},
	reflect.TypeFor[ReportKind](): {
		{"urgent", "速報", "urgent report"}, {"confirmed", "確報", "confirmed report"}, {"follow-up", "続報", "follow-up"}},
	reflect.TypeFor[IncidentJudge](): {
		{"registrant", "登録者（13.1(1)）", "registrant (13.1(1))"},
		{"operations-support", "ISMAP運用支援機関（13.1(2)）", "Operations Support Organization (13.1(2))"}},
	reflect.TypeFor[SuspensionGround](): {
		{"report-not-submitted", "13.5（報告の不提出）", "13.5 (report not submitted)"}, {"serious-incident", "13.7（特に重大な影響）", "13.7 (particularly serious impact)"},
		{"change-not-notified", "14.3（届出の不提出）", "14.3 (notice not submitted)"}},
	reflect.TypeFor[ListItem](): {
		{"service-name", "(1) クラウドサービスの名称", "(1) name of cloud service"},
		{"website", "(2) クラウドサービスのウェブサイトのURL", "(2) URL of the website"},
		{"provider", "(3) クラウドサービス事業者の名称及び所在地", "(3) name and address of the operator"},
		{"registration-date", "(4) 登録日", "(4) registration date"},
		{"expiry", "(5) 登録の有効期限", "(5) expiration date"},
		{"statement-scope", "(6) 言明の対象範囲", "(6) scope of the statement"},
		{"objectives", "(7) 実施している統制目標の管理策", "(7) control measures as control objectives"},
		{"assessment-period", "(8) 監査対象期間", "(8) assessment period"},
		{"subsequent-events", "(9) 後発事象", "(9) subsequent events"},
		{"improvement-plan", "(10) 改善計画書の有無", "(10) presence of an improvement plan"},
		{"information", "(11) 7.5により提供された情報", "(11) information under 7.5"},
		{"special-notes", "(12) 登録に係る特記事項", "(12) special notes"},
		{"institutions", "(13) 利用する政府機関等の数", "(13) number of institutions using the service"}},
	reflect.TypeFor[MonitoringGround](): {
		{"reports", "15.1(1) 報告・届出の内容を踏まえ必要と認めるため", "15.1(1) reports or notices"},
		{"outside-information", "15.1(2) 外部からの情報提供等により要件への適合に疑義が生じたため", "15.1(2) outside information"},
		{"pledge", "15.1(3) 誓約に照らし必要と認めるため", "15.1(3) the written oath"}},
	reflect.TypeFor[Confirmation](): {
		{"confirmed", "確認できた", "confirmed"}, {"unconfirmed", "確認できなかった", "not confirmed"}},
	reflect.TypeFor[MonitoringConclusion](): {
		{"closed", "モニタリング（再監査）の終了", "closed"}, {"re-audit", "再監査の求め（第16章）", "re-audit (chapter 16)"},
		{"re-application", "再申請の求め（第17章）", "re-application (chapter 17)"}},
	reflect.TypeFor[WithdrawalGround](): {
		{"service-ended", "18.1(1) サービスの提供の終了", "18.1(1) end of the service"},
		{"not-maintainable", "18.1(2) 登録を維持することができないと判断したため", "18.1(2) registration cannot be maintained"}},
	reflect.TypeFor[DeletionGround](): {
		{"renewal-rejected", "18.2(3) 更新の申請が認められなかったため", "18.2(3) renewal rejected"},
		{"re-application-requested", "18.2(4) 再申請を求められたため", "18.2(4) re-application requested"},
		{"no-response", "18.2(5) 正当な理由なく求めに応じなかったため", "18.2(5) no response without justifiable reason"},
		{"incident-unresolved", "18.2(6) インシデントの発生から1年を経過し、問題を解消できないと判断されたため", "18.2(6) one year since the incident"}},
	reflect.TypeFor[PaperAnswer](): {
		{"attached", "添付", "attached"}, {"omitted", "省略", "omitted"},
		{"not-needed", "該当なし", "not needed"}, {"missing", "不足", "missing"}},
	reflect.TypeFor[AppealConclusion](): {
		{"upheld", "認める", "upheld"}, {"partly", "一部認める", "upheld in part"}, {"dismissed", "認めない", "dismissed"}},
}
