package pdf_test

import (
	"fmt"
	"strings"

	"yoshiki/forms/document"
)

const sentence = "当社は、ISMAP-LIU登録規則（令和4年11月1日）第8条の規定に基づき、下記のクラウドサービスについて「登録」を申請します。"

func letter() *document.Document {
	return &document.Document{
		Form: "2-4", Number: "様式2-4", Title: "登録申請書", Author: "株式会社かもめクラウド", Date: "2026-04-15",
		Edition: "ISMAP-LIU 登録規則（2023年11月10日改定）", Note: "この様式の題名は未確認です。",
		Sections: []document.Section{{Name: "登録申請書", Blocks: []document.Block{
			document.Paragraph{Text: "文書番号：かも総第123号", Align: document.Right},
			document.Paragraph{Text: "令和8年4月15日", Align: document.Right, Path: "/date"},
			document.Paragraph{Text: "ISMAP運営委員会　御中"},
			document.Sender{Rows: []document.Field{
				{Label: "所在地", Value: document.Value{Text: "東京都千代田区霞が関1丁目2番3号 かもめビルディング12階", Path: "/applicant/address"}},
				{Label: "法人番号", Value: document.Value{Text: "1234567890123"}},
				{Label: "名称", Value: document.Value{Text: "株式会社かもめクラウド"}},
				{Label: "代表者", Value: document.Value{Text: "代表取締役　髙橋　神\u3000𠮷男"}},
			}},
			document.Title{Text: "ISMAP-LIUクラウドサービスリスト登録申請書"},
			document.Paragraph{Text: sentence + "なお、申請に係る書類の記載事項は、事実と相違ありません。", Align: document.Justify, First: 1},
			document.Paragraph{Text: "また、登録後は、規則第12条に定める義務を遵守し、変更が生じた場合には遅滞なく届け出ることを誓約いたします。", Align: document.Justify, First: 1},
			document.Paragraph{Text: "記", Align: document.Center},
			document.Item{Marker: "1", Text: "申請するサービスの名称　かもめストレージ（Kamome Storage）"},
			document.Item{Marker: "2", Text: "提出する書類は、次のとおりである。" + sentence},
			document.Item{Marker: "(1)", Text: "様式2-1（経営者確認書）", Level: 1},
			document.Item{Marker: "(10)", Text: "様式2-7（言明書）" + sentence, Level: 1},
			document.Paragraph{Text: "以上", Align: document.Right},
			document.Paragraph{Text: "（注）用紙の大きさは、日本産業規格A列4番とする。", Small: true},
		}}},
	}
}

func form() *document.Document {
	rows := []document.Field{}
	for i := range 60 {
		f := document.Field{Label: fmt.Sprintf("項目%d", i+1), Value: document.Value{Text: "かもめストレージ 第" + fmt.Sprint(i) + "版"}}
		switch {
		case i%7 < 2:
			f.Half = true
		case i == 9:
			f.Label, f.Value.Text = "クラウドサービスの利用者に関する情報の取扱い及び所在地", strings.Repeat(sentence, 4)
		case i == 12:
			f.Value.Text = ""
		case i == 17:
			f.Value.Text = "https://www.example.go.jp/service/storage/kamome/documents/security/whitepaper-2026.pdf?lang=ja&version=12#section-4"
		}
		rows = append(rows, f)
	}
	return &document.Document{
		Form: "2-1", Number: "様式2-1", Title: "申請者情報", Edition: "ISMAP-LIU", Date: "2026-04-15",
		Sections: []document.Section{{Name: "申請者情報", Blocks: []document.Block{
			document.Title{Text: "申請者及びクラウドサービスに関する情報"},
			document.Heading{Level: 1, Text: "1 申請者"},
			document.Fields{Rows: rows[:30]},
			document.Heading{Level: 2, Text: "(1) サービス"},
			document.Fields{Rows: rows[30:]},
		}}},
	}
}

func table(rows int) *document.Document {
	t := document.Table{Caption: "表1　管理策の実施状況", Empty: "該当なし", Columns: []document.Column{
		{Label: "番号", Width: 1.2, Align: document.Center}, {Label: "管理策", Width: 1.6}, {Label: "区分", Width: 1, Align: document.Center},
		{Label: "実施の状況及びその理由", Width: 4}, {Label: "担当", Width: 1.5}, {Label: "期限", Width: 1.6}, {Label: "金額（円）", Width: 1.2, Align: document.Right}, {Label: "備考", Width: 1},
	}}
	for i := range rows {
		text := "実施済み"
		if i%5 == 3 {
			text = sentence
		}
		var row []document.Value
		for k, s := range []string{fmt.Sprint(i + 1), fmt.Sprintf("8.1.%d.%d.P", i/9, i%9), "必須", text, "情報管理部", "令和8年4月15日", fmt.Sprintf("%d,000", i%97+1), ""} {
			row = append(row, document.Value{Text: s, Path: fmt.Sprintf("/controls/%d/%d", i, k)})
		}
		t.Rows = append(t.Rows, row)
	}
	return &document.Document{
		Form: "2-9", Number: "様式2-9", Title: "管理策一覧", Edition: "ISMAP-LIU", Date: "2026-04-15",
		Sections: []document.Section{{Name: "管理策一覧", Landscape: true, Blocks: []document.Block{
			document.Title{Text: "管理策の実施状況一覧"}, document.Heading{Level: 1, Text: "管理策"}, t,
		}}},
	}
}

// hostile is a document of extremes: long names, long runs, rows higher than a page.
func hostile() *document.Document {
	long := strings.Repeat(sentence, 50)
	fields := []document.Field{
		{Label: strings.Repeat("長い見出し", 20), Value: document.Value{Text: "短い"}},
		{Label: "異体字", Value: document.Value{Text: "葛\U000E0100飾区の葛\U000E0101城さん、神\uFA19髙﨑𠮷㈱①⑳ｶﾞｷﾞ か\u3099き\u3099", Path: "/name"}},
		{Label: "長い値", Value: document.Value{Text: long}},
		{Label: "半分", Half: true, Value: document.Value{Text: strings.Repeat("あ", 200)}},
		{Label: "半分" + strings.Repeat("の", 40), Half: true, Value: document.Value{Text: strings.Repeat("x", 200)}},
		{Label: "括弧", Value: document.Value{Text: strings.Repeat("）", 300)}},
		{Label: "空白", Value: document.Value{Text: "あ" + strings.Repeat(" ", 300) + "い" + strings.Repeat("　", 300) + "う"}},
	}
	narrow := document.Table{Caption: strings.Repeat("長い表題", 30)}
	row := []document.Value{}
	for i := range 24 {
		narrow.Columns = append(narrow.Columns, document.Column{Label: fmt.Sprintf("欄%d", i), Width: float64(1 + i%3*20)})
		row = append(row, document.Value{Text: "値段12,345円ⅷ"})
	}
	narrow.Rows = [][]document.Value{row, row}
	return &document.Document{
		Form: "x", Number: "様式9-99", Title: "極端", Draft: true, Date: "2026-04-15", Edition: strings.Repeat("改定", 90), Note: strings.Repeat("注記", 90),
		Sections: []document.Section{
			{Name: "一", Blocks: []document.Block{
				document.Title{Text: strings.Repeat("長い題名の申請書及び", 7) + "届出書"},
				document.Heading{Level: 1, Text: strings.Repeat("見出しが長い", 12)},
				document.Fields{Rows: fields},
				document.Item{Marker: strings.Repeat("(千)", 20), Text: string([]rune(long)[:300]), Level: 3},
				document.Item{Marker: "ア", Text: string([]rune(long)[:100]), Level: document.MaxIndent},
				document.Paragraph{Text: long, Align: document.Justify, Indent: 3, First: 1},
				document.Sender{Rows: []document.Field{{Label: strings.Repeat("名称", 20), Value: document.Value{Text: long}}}},
			}},
			{Name: "二", Landscape: true, Blocks: []document.Block{
				narrow,
				document.Heading{Level: 2, Text: "空の表"},
				document.Table{Columns: []document.Column{{Label: "甲", Width: 1}, {Label: "乙", Width: 2}}, Empty: "該当なし"},
				document.Table{Caption: "高い行", Columns: []document.Column{{Label: "甲", Width: 1}, {Label: "乙", Width: 2}},
					Rows: [][]document.Value{{{Text: "前"}, {Text: "前"}}, {{Text: long}, {Text: long}}, {{Text: "後"}, {Text: "後"}}}},
			}},
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
