package controls

import (
	"slices"

	"yoshiki/forms/casefile"
)

// column is one column of a table of controls: the key under which a case holds what
// stands in it, its heading as we write it, and as others do.
type column struct {
	key    string
	ja, en string
	others []string // further headings that mean nothing else
	weak   []string // headings that mean it when no column has a better one
}

// columns are those of an annex, in the order in which they are written. Keys with a dot
// are of groups in the control; those of versions may stand in several rows.
var columns = []column{
	{key: "id", ja: "管理策番号", en: "Number",
		others: []string{"管理策No", "管理策ID", "管理策の番号", "管理基準番号", "管理策基準番号", "詳細管理策番号", "詳細管理策No", "4桁管理策番号", "四桁管理策番号", "統制番号", "Control number", "Control ID", "Control No"},
		weak:   []string{"番号", "No", "項番", "項目番号", "ID", "Control"}},
	{key: "name", ja: "管理策の名称", en: "Name",
		others: []string{"管理策名", "管理策の内容", "管理策内容", "管理策名称", "管理基準の内容", "詳細管理策", "詳細管理策の内容", "詳細管理策内容", "4桁管理策", "Name of the control", "Control name", "Control text", "Requirement"},
		weak:   []string{"管理策", "管理基準", "名称", "内容", "項目", "要求事項", "本文", "Text", "Description"}},
	{key: "kind", ja: "区分", en: "Kind",
		others: []string{"管理策の区分", "管理策区分", "管理策の種別", "Kind of control"}, weak: []string{"種別", "種類", "Type"}},
	{key: "adopted", ja: "採否", en: "Adopted",
		others: []string{"採用の有無", "採用有無", "採用/不採用", "採否の別", "選択の有無", "選択有無", "選択/非選択", "適用の有無", "適用有無", "適用可否", "適用/適用除外", "実施の有無", "実施有無", "Selected", "Adopted or not"},
		weak:   []string{"採用", "採用する", "選択", "選択する", "適用", "適用する", "実施", "実施する"}},
	{key: "reason", ja: "採用しない理由", en: "Why not",
		others: []string{"不採用の理由", "不採用理由", "採用しない場合の理由", "非選択の理由", "非選択理由", "選択しない理由", "適用除外の理由", "適用除外理由", "除外理由", "除外の理由", "対象外の理由", "対象外理由", "Reason for not adopting it", "Justification for exclusion"},
		weak:   []string{"理由", "Reason"}},
	{key: "implementation", ja: "実施内容", en: "What is done",
		others: []string{"個別管理策", "個別管理策の内容", "個別管理策内容", "実施している内容", "実施状況", "対応内容", "統制の内容", "変更後の実施内容", "変更後実施内容", "変更後の個別管理策", "現在の実施内容", "Implementation", "Individual control"}},
	{key: "department", ja: "責任部署", en: "Department",
		others: []string{"担当部署", "所管部署", "主管部署", "実施部署", "責任部門", "Department in charge"}, weak: []string{"部署", "担当"}},
	{key: "documents", ja: "関連文書", en: "Documents",
		others: []string{"関連規程", "関連規程類", "参照文書", "根拠文書", "規程・手順書", "Related documents"}},
	{key: "change", ja: "前回からの変更", en: "Change",
		others: []string{"前回からの変更点", "前回との差分", "前回言明からの変更", "Change since the last statement"}, weak: []string{"変更点"}},
	{key: "since", ja: "現在の実施内容の適用開始日", en: "Applies since",
		others: []string{"変更後の適用開始日", "変更後適用開始日", "現行の適用開始日", "Since when the present one applies", "Since"}, weak: []string{"適用開始日"}},
	{key: "versions.implementation", ja: "変更前の実施内容", en: "What was done before",
		others: []string{"変更前実施内容", "変更前の個別管理策", "変更前の内容", "Earlier implementation"}},
	{key: "versions.from", ja: "変更前の適用開始日", en: "Applied from", others: []string{"変更前適用開始日", "変更前の適用期間の始め"}},
	{key: "versions.to", ja: "変更前の適用終了日", en: "Applied to", others: []string{"変更前適用終了日", "変更前の適用期間の終わり"}},
	{key: "taken_over.service", ja: "引継元のクラウドサービス", en: "Taken over from",
		others: []string{"引継元のサービス", "引継元サービス", "登録済みのサービスの名称", "Registered service"}},
	{key: "taken_over.registration", ja: "引継元の登録番号", en: "Its registration",
		others: []string{"引継元登録番号", "Registration number"}, weak: []string{"登録番号"}},
}

// readOnly are columns that others have and an annex has not: the control objective beside
// its detailed controls, a mark in one of two columns, and what the last merge told.
var readOnly = []column{
	{key: objectiveID, others: []string{"統制目標番号", "統制目標No", "統制目標の番号", "3桁管理策番号", "三桁管理策番号", "Objective number", "Control objective number"}},
	{key: objectiveName, others: []string{"統制目標", "統制目標の内容", "統制目標内容", "3桁管理策", "Control objective", "Objective"}},
	{key: adoptedYes, others: []string{"採用欄", "採用する場合"}},
	{key: adoptedNo, others: []string{"不採用", "採用しない", "非選択", "選択しない", "適用除外", "不適用", "適用しない", "Not adopted"}},
	{key: versionsText, others: []string{"変更前の個別管理策及びその適用期間", "変更前の実施内容及びその適用期間"}},
	noteColumn,
}

// noteColumn says what a merge did. It is written anew with each, and never read.
var noteColumn = column{key: editionNote, ja: "新しい版との違い", en: "Difference to the new edition"}

// Keys of columns that are only read.
const (
	objectiveID   = "objective.id"
	objectiveName = "objective.name"
	adoptedYes    = "adopted.yes"
	adoptedNo     = "adopted.no"
	versionsText  = "versions.text" // all earlier versions in one cell, each below its period
	editionNote   = "edition"       // what the last merge told of a row
)

// Keys are the keys of the columns that [Options] can name.
func Keys() []string {
	var keys []string
	for _, c := range slices.Concat(columns, readOnly) {
		if c.key != editionNote {
			keys = append(keys, c.key)
		}
	}
	return keys
}

// heading is what stands above the column in a language, "ja" or "en".
func (c column) heading(language string) string {
	if language == "en" {
		return c.en
	}
	return c.ja
}

// translate gives the findings that name headings the headings of each language.
func translate(list []casefile.Finding) {
	var allowed casefile.Words
	for i, c := range columns {
		between := map[bool]string{false: ", "}[i == 0]
		allowed.Ja += between + c.ja
		allowed.En += between + c.en
	}
	for i, f := range list {
		switch f.ID {
		case "controls:no-headings", "controls:unused-columns", "case:controls-columns":
			list[i].Terms = map[string]casefile.Words{"allowed": allowed}
		}
		if k := slices.IndexFunc(columns, func(c column) bool { return c.key == f.Args["missing"] }); k >= 0 {
			list[i].Terms["column"] = casefile.Words{Ja: columns[k].ja, En: columns[k].en}
		}
	}
}
