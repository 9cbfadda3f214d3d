package xlsx

import (
	"fmt"
	"strings"

	"yoshiki/forms/document"
)

func text(s string) document.Value { return document.Value{Text: s, Path: "/x"} }

func choice(s string, of ...string) document.Value {
	return document.Value{Text: s, Kind: document.Choice, Choices: of, Path: "/c"}
}

func date(text, day string) document.Value {
	return document.Value{Text: text, Kind: document.Date, Date: day, Path: "/d"}
}

func count(text string, n float64) document.Value {
	return document.Value{Text: text, Kind: document.Number, Number: n, Path: "/n"}
}

// letter is an application: letter, ruled sheet and a small table in one section, a
// table of several pages in another.
func letter() *document.Document {
	return &document.Document{
		Form:    "2-4",
		Number:  "様式2-4",
		Title:   "登録申請書",
		Edition: "ISMAP-LIUクラウドサービス登録規則（令和5年11月10日改正）",
		Note:    "題名は英語版からの訳であり、確認されていません。",
		Author:  "株式会社みらいクラウド & Co.",
		Date:    "2026-04-15",
		Draft:   true,
		Sections: []document.Section{
			{Name: "登録申請書", Blocks: letterBlocks()},
			{Name: "別添1 O'Neil", Blocks: sheetBlocks()},
			{Name: "管理策一覧", Landscape: true, Blocks: controls(60)},
		},
	}
}

func letterBlocks() []document.Block {
	return []document.Block{
		document.Paragraph{Text: "申請第12号", Align: document.Right},
		document.Paragraph{Text: "令和8年4月15日", Align: document.Right, Indent: 1, Path: "/date"},
		document.Paragraph{Text: "ISMAP運営委員会　御中"},
		document.Sender{Rows: []document.Field{
			{Label: "所在地", Value: text("東京都千代田区霞が関一丁目1番1号　霞が関みらいビルディング十五階")},
			{Label: "名称", Value: text("株式会社みらいクラウド")},
			{Label: "代表者の役職・氏名", Value: text("代表取締役社長　𠮷田　葛󠄀子")},
		}},
		document.Title{Text: "登録申請書"},
		document.Paragraph{Text: "　ISMAP-LIUクラウドサービス登録規則第8条第1項の規定に基づき、下記のクラウドサービスについて、関係書類を添えて登録を申請します。", First: 0},
		document.Paragraph{Text: "なお、この申請書及び添付書類の記載内容は、事実に相違ありません。", First: 1},
		document.Paragraph{Text: "記", Align: document.Center},
		document.Item{Marker: "1", Text: "対象サービス　みらいワークフロー"},
		document.Item{Marker: "(1)", Level: 1, Text: "クラウドサービスの概要は、申請や稟議を電子的に回付する業務支援サービスであり、府省庁等の職員が利用端末のブラウザから利用するものである。", Path: "/summary"},
		document.Item{Marker: "ア", Level: 2, Text: "データは国内の二か所のデータセンターに保存する。"},
		document.Item{Marker: "10", Text: "監査対象期間　令和7年4月1日から令和8年3月31日まで"},
		document.Paragraph{Text: "以上", Align: document.Right, Indent: 1},
		document.Paragraph{Text: "（注）添付書類は別添のとおり。", Small: true, Indent: 2},
	}
}

func sheetBlocks() []document.Block {
	return []document.Block{
		document.Heading{Level: 1, Text: "別添1　資本関係及び役員等の情報"},
		document.Fields{Rows: []document.Field{
			{Label: "法人番号", Value: text("0123456789012"), Half: true},
			{Label: "資本金", Value: count("100,000,000円", 1e8), Half: true},
			{Label: "登録日", Value: date("令和元年5月1日", "2019-05-01"), Half: true},
			{Label: "有効期限", Value: date("令和8年4月15日", "2026-04-15"), Half: true},
			{Label: "設立日", Value: date("明治5年9月13日", "1872-09-13"), Half: true},
			{Label: "前回の日付", Value: date("平成元年1月8日", "1989-01-08"), Half: true},
			{Label: "申請の区分", Value: choice("新規", "新規", "更新", "再申請")},
			{Label: "言明責任者の役職・氏名及び権限の根拠となる規程", Value: text("")},
			{Label: "概要", Value: text("一行目\n二行目　" + strings.Repeat("長い説明が続きます。", 20) + "\n\n最後の行")},
			{Label: "利益", Value: count("▲1,234.50千円", -1234.5)},
		}},
		document.Heading{Level: 2, Text: "主要株主"},
		document.Table{
			Caption: "表1　主要株主の一覧",
			Columns: []document.Column{{Label: "番号", Width: 8, Align: document.Center}, {Label: "名称", Width: 50}, {Label: "国", Width: 22, Align: document.Center}, {Label: "比率", Width: 20, Align: document.Right}},
			Rows: [][]document.Value{
				{count("1", 1), text("みらいホールディングス株式会社"), choice("日本", "日本", "その他"), count("60.5%", 60.5)},
				{count("2", 2), text("Mirai Investment Partners (Cayman) Limited Liability Partnership"), choice("その他", "日本", "その他"), count("39.5%", 39.5)},
			},
		},
		document.Table{Columns: []document.Column{{Label: "役職", Width: 1}, {Label: "氏名", Width: 2}}, Empty: "該当なし"},
	}
}

func controls(rows int) []document.Block {
	t := document.Table{Columns: []document.Column{
		{Label: "管理策番号", Width: 10}, {Label: "管理策の名称", Width: 22}, {Label: "区分", Width: 10, Align: document.Center},
		{Label: "採否", Width: 7, Align: document.Center}, {Label: "採用しない理由", Width: 16}, {Label: "実施内容", Width: 35},
		{Label: "責任部署", Width: 12}, {Label: "確認日", Width: 13},
	}}
	for i := range rows {
		t.Rows = append(t.Rows, []document.Value{
			{Text: fmt.Sprintf("%d.%d.%d", 5+i/40, 1+i/8%5, 1+i%8), Path: fmt.Sprintf("/controls/%d/id", i), Fixed: true},
			{Text: "情報セキュリティのための方針群を定めること", Fixed: true},
			choice("詳細管理策", "統制目標", "詳細管理策"),
			choice("採用", "採用", "不採用"),
			text(""),
			text(fmt.Sprintf("情報セキュリティ基本方針を定め、経営者の承認を受けて公表し、年%d回以上見直している。", i+1)),
			text("情報システム部"),
			date(fmt.Sprintf("令和8年4月%d日", 1+i%28), fmt.Sprintf("2026-04-%02d", 1+i%28)),
		})
	}
	return []document.Block{document.Heading{Level: 1, Text: "別添　管理策一覧"}, t}
}

// hostile holds what a person may type and a program may stumble over.
func hostile() *document.Document {
	long := strings.Repeat("監査の手続と結果を、証跡とともに漏れなく記録する。", 120)
	choices := make([]string, 60)
	for i := range choices {
		choices[i] = fmt.Sprintf("選択肢その%d, \"引用\" & <b>", i)
	}
	words := []string{
		"=1+1", "+81-3-1234-5678", "-1", "@SUM(A1)", "<&]]>", "_x000D_", "_x0041_x0042_x0043_", "_x005F_x0041_", "_x",
		"  前後  空白  ", "\t", "行\r\n末", "𠮷野家𩸽", "葛\U000E0100城", "ｶﾞｷﾞ", "神\uFA19", "零\u200B幅", "😀", "'引用", "0012", "１２３", "TRUE", "1e5",
		strings.Repeat("無", 255), strings.Repeat("無", 256), "a\n\n\nb\n", strings.Repeat("W", 300), "http://example.com/" + strings.Repeat("path/", 60),
	}
	var rows []document.Field
	var cells [][]document.Value
	for i, w := range words {
		rows = append(rows, document.Field{Label: fmt.Sprintf("項目%d", i), Value: text(w), Half: i%3 != 0})
		cells = append(cells, []document.Value{text(w), text(""), text(w)})
	}
	rows = append(rows,
		document.Field{Label: "長い値", Value: text(long)},
		document.Field{Label: "長い値と短い値", Value: text(long + "終"), Half: true},
		document.Field{Label: "短い値", Value: text("短い"), Half: true},
		document.Field{Label: "長い選択", Value: choice(choices[7], choices...)},
		document.Field{Label: "区切りのある選択", Value: choice("ア,イ", "ア,イ", "=ウ")},
		document.Field{Label: strings.Repeat("長い名前", 50), Value: text(strings.Repeat("氏名", 100))},
		document.Field{Label: "数でない数", Value: count("約１００", 100)},
		document.Field{Label: "日でない日", Value: date("2026年4月頃", "2026-04-01")},
		document.Field{Label: "段落の多い値", Value: text(strings.Repeat("段落です。\n", 70))},
	)
	cells = append(cells, []document.Value{text("1"), text(long), text("2")})
	return &document.Document{
		Number: "様式<1>", Title: "=HYPERLINK(\"x\")", Edition: "2023&年", Author: "", Date: "",
		Note: strings.Repeat("長い注記。", 60),
		Sections: []document.Section{
			{Name: "='1'!A1 <&>", Blocks: []document.Block{
				document.Title{Text: strings.Repeat("題名", 100)},
				document.Fields{Rows: rows},
				document.Paragraph{Text: strings.Repeat(long, 15), Path: "/p", First: 1},
				document.Item{Marker: "(100)", Text: long + long, Level: 4},
			}},
			{Name: "表", Blocks: []document.Block{document.Table{
				Columns: []document.Column{{Label: "狭い", Width: 0.001}, {Label: strings.Repeat("見出し", 30), Width: 1}, {Label: "", Width: 3}},
				Rows:    cells,
			}}},
			{Name: "選択肢"},
		},
	}
}

// timeline is a chart of rows procedures over several pages: bars and diamonds of every
// tone at every place, a label behind, before and below its bar.
func timeline(rows int) *document.Document {
	t := document.Timeline{Caption: "手続と期限の見取り図", Width: 60, Today: document.Tick{At: 0.7, Label: "基準日 令和8年6月20日（土）"}}
	for i := range document.MaxTicks {
		t.Scale = append(t.Scale, document.Tick{At: float64(i) / document.MaxTicks, Label: fmt.Sprintf("%d月", i+1)})
	}
	for i := range rows {
		at := float64(i%10) / 10
		t.Rows = append(t.Rows, document.TimelineRow{Label: fmt.Sprintf("手続%d", i+1), Lanes: 4, Spans: []document.Span{
			{From: at / 2, To: at, Due: true, Tone: document.Tone(i % 4), Label: "実施結果報告書　令和8年6月29日", At: min(at, 0.6) + 0.02, LabelLane: max(i%2, i%10/7)},
			{From: 0.9, To: 1, Due: i%3 == 0, Tone: document.Tone(i % 3), Label: "登録の判断　あと12日", At: 0.5, Lane: 2, LabelLane: 2},
			{From: 0, To: 0, Tone: document.Fact, Label: "", At: 0, Lane: 3, LabelLane: 3},
			{From: 0, To: 1, Tone: document.Fact, Label: "<監査> & 対象期間", At: 0, Lane: 2, LabelLane: 3},
		}})
	}
	t.Rows = append(t.Rows, document.TimelineRow{Label: "記録のない手続", Lanes: 1})
	bare := document.Timeline{Width: 30, Rows: []document.TimelineRow{{Lanes: 1, Spans: []document.Span{{Label: "一つ", At: 0.5}}}}}
	return &document.Document{
		Form: "findings", Title: "確認結果", Edition: "ISMAP-LIU", Date: "2026-06-20",
		Sections: []document.Section{
			{Name: "横", Landscape: true, Blocks: []document.Block{document.Title{Text: "確認結果"}, t, document.Paragraph{Text: "終わり"}}},
			{Name: "縦", Blocks: []document.Block{t, bare}},
		},
	}
}
