package schema

import "strings"

// skeletonKind is one kind of submission with what its skeleton holds.
type skeletonKind struct {
	Kind  string // as on the command line
	title string
	parts string // paths of the case, with all below them; "-" before one takes it out again
	fill  map[string]string
}

// always is in the skeleton of every kind.
const always = "id program revision applicant contact service"

// registration is what an application for registration needs (8.1).
const registration = "prior -prior.receipt -prior.review statement -statement.notice representation internal_audit " +
	"assessment improvement_plan information pledges declarations application -application.receipt attachments omissions "

// SkeletonKinds are the kinds of submission in the order in which they come up.
var SkeletonKinds = []skeletonKind{
	{"prior-application", "事前申請", "prior -prior.receipt -prior.review -prior.result", map[string]string{"prior.kind": "new"}},
	{"registration", "登録申請", registration + "-prior.previous_registration -representation.changes_communicated " +
		"-assessment.previous_period -assessment.changes -application.previous_registration -application.previous_expiry",
		map[string]string{"prior.kind": "new", "application.kind": "new"}},
	{"renewal", "登録更新申請", "registration " + registration, map[string]string{"prior.kind": "renewal", "application.kind": "renewal"}},
	{"hold-intent", "登録保留に係る意向の提出", "hold.notice hold.intent", nil},
	{"hold-application", "登録保留に係る審査の申請", "hold attachments", nil},
	{"reinstatement", "登録の一時停止の解除の申請", "registration suspension re_audit attachments", nil},
	{"re-audit", "再監査の結果の提出", "registration re_audit attachments", nil},
	{"incident-urgent", "情報セキュリティインシデントの速報",
		"registration incident_reports -incident_reports.follow_up -incident_reports.previous",
		map[string]string{"incident_reports.kind": "urgent"}},
	{"incident-confirmed", "情報セキュリティインシデントの確報", "registration incident_reports",
		map[string]string{"incident_reports.kind": "confirmed"}},
	{"control-change", "重要な統制の変更の届出", "registration control_changes", nil},
	{"list-change", "登録内容の変更の届出", "registration list_changes", nil},
	{"withdrawal", "登録の取下げの届出", "registration withdrawal", nil},
	{"appeal", "異議申立て", "prior_appeals appeals", nil},
	{"monitoring-reply", "モニタリングへの回答", "registration monitoring_notices attachments", nil},
}

// holds reports whether the skeleton has the value of a path, or something below it.
func (k skeletonKind) holds(path string) bool {
	held := false
	for part := range strings.FieldsSeq(always + " " + k.parts) {
		if out, negative := strings.CutPrefix(part, "-"); negative {
			held = held && !below(path, out)
		} else {
			held = held || below(path, part) || below(part, path)
		}
	}
	return held
}

// below reports whether path is base or lies below it.
func below(path, base string) bool {
	return path == base || strings.HasPrefix(path, base+".")
}
