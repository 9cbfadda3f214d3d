package docx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"yoshiki/forms/document"
	"yoshiki/templates"
)

func newRenderer(t testing.TB) *Renderer {
	t.Helper()
	r, err := New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func render(t testing.TB, r *Renderer, d *document.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := r.Render(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// samples are the documents that every reader of the tests is given.
func samples() map[string]*document.Document {
	return map[string]*document.Document{
		"letter":   letter(),
		"form":     form(64),
		"table":    table(120, 8),
		"hostile":  hostile(),
		"timeline": timeline(12),
		"bare":     {Title: "空の様式", Sections: []document.Section{{Name: "空"}}},
	}
}

func letter() *document.Document {
	return &document.Document{
		Form: "2-1", Number: "様式2-1", Title: "登録申請書", Edition: "ISMAP-LIU 令和5年11月10日版",
		Note: "この様式の標題は公表資料から復元したもので、公式の様式集では確かめていません。", Author: "株式会社青空クラウド", Date: "2026-04-15", Draft: true,
		Sections: []document.Section{
			{Name: "登録申請書", Blocks: []document.Block{
				document.Paragraph{Text: "青空発第12号", Align: document.Right, Indent: 1},
				document.Paragraph{Text: "令和8年4月15日", Align: document.Right, Indent: 1},
				document.Paragraph{Text: "ＩＳＭＡＰ運営委員会　御中"},
				document.Sender{Rows: []document.Field{
					{Label: "住所", Value: document.Value{Text: "東京都千代田区霞が関二丁目1番2号　中央合同庁舎第2号館　青空クラウドビルディング12階"}},
					{Label: "名称", Value: document.Value{Text: "株式会社青空クラウド"}},
					{Label: "代表者", Value: document.Value{Text: "代表取締役社長　𠮷野　葛\U000E0100子"}},
					{Label: "署名", Value: document.Value{}},
				}},
				document.Title{Text: "クラウドサービスの登録申請について"},
				document.Paragraph{Text: "「政府情報システムのためのセキュリティ評価制度（ISMAP）クラウドサービス登録規則」第3章の規定に基づき、下記のとおり、クラウドサービスの登録を申請します。なお、申請に当たっては、同規則に定める事項を遵守することを誓約します。", Align: document.Justify, First: 1, Path: "/letter/body"},
				document.Paragraph{Text: "記", Align: document.Center},
				document.Item{Marker: "1", Text: "申請者は、次に掲げる事項を確認し、これらの全てを満たしている。申請の内容に変更が生じたときは、遅滞なく、書面により届け出なければならない。"},
				document.Item{Marker: "(1)", Level: 1, Text: "言明書に記載した統制目標が、実施されていること。"},
				document.Item{Marker: "(10)", Level: 1, Text: "監査の対象となる期間が、1年を超えないこと（3か月以上であること。）。期間の末日が休日に当たるときは、その翌日をもって末日とみなす。"},
				document.Item{Marker: "ア", Level: 2, Text: "詳細管理策 8.1.5.4.P の実施状況\n改行の後"},
				document.Item{Marker: "2", Text: "添付書類　別添のとおり"},
				document.Paragraph{Text: "以上", Align: document.Right, Indent: 1},
				document.Paragraph{Text: "（注）担当者の連絡先は、別紙に記入すること。", Small: true, Indent: 2},
			}},
			{Name: "別紙 担当者の連絡先（1）", Blocks: []document.Block{
				document.Heading{Level: 1, Text: "担当者の連絡先"},
				document.Fields{Rows: form(4).Sections[0].Blocks[2].(document.Fields).Rows},
			}},
		},
	}
}

// form is a grid of n fields of every kind.
func form(n int) *document.Document {
	kinds := []document.Field{
		{Label: "申請者の名称", Value: document.Value{Text: "株式会社青空クラウド", Path: "/applicant/name"}},
		{Label: "法人番号", Half: true, Value: document.Value{Text: "1234567890123", Path: "/applicant/number"}},
		{Label: "登録日", Half: true, Value: document.Value{Text: "令和8年4月15日", Kind: document.Date, Date: "2026-04-15", Path: "/registered"}},
		{Label: "申請の区分", Value: document.Value{Text: "更新", Kind: document.Choice, Choices: []string{"新規", "更新", "変更"}, Path: "/kind"}},
		{Label: "利用者の数", Half: true, Value: document.Value{Text: "12,345人", Kind: document.Number, Number: 12345, Path: "/users"}},
		{Label: "未選択の区分", Half: true, Value: document.Value{Kind: document.Choice, Choices: []string{"はい", "いいえ"}, Path: "/choice"}},
		{Label: "クラウドサービスの概要及び対象とする範囲", Value: document.Value{Text: "業務文書を保管し、共同で編集するサービス。\n利用者の認証、ログの保存、暗号化された保管を含む。データは国内の二つのデータセンターに置かれ、相互に複製される。", Path: "/service/outline"}},
		{Label: "備考", Half: true, Value: document.Value{Path: "/note"}},
		{Label: "受付日", Half: true, Value: document.Value{Kind: document.Date, Path: "/received"}},
	}
	rows := make([]document.Field, n)
	for i := range rows {
		rows[i] = kinds[i%len(kinds)]
	}
	return &document.Document{
		Form: "2-4", Number: "様式2-4", Title: "クラウドサービス登録申請書", Edition: "ISMAP-LIU 令和5年11月10日版", Author: "株式会社青空クラウド", Date: "2026-04-15",
		Sections: []document.Section{{Name: "登録申請書", Blocks: []document.Block{
			document.Title{Text: "クラウドサービス登録申請書"},
			document.Heading{Level: 2, Text: "1　申請者及びサービス"},
			document.Fields{Rows: rows},
		}}},
	}
}

// table is a landscape page of n rows, with an empty table beside.
func table(rows, columns int) *document.Document {
	labels := []string{"番号", "管理策", "採否", "実施状況", "担当", "証跡", "確認日", "備考"}
	t := document.Table{Caption: "表1　詳細管理策の実施状況"}
	for i := range columns {
		t.Columns = append(t.Columns, document.Column{Label: labels[i%len(labels)], Width: float64(1 + i%3), Align: document.Align(i % 4)})
	}
	for i := range rows {
		row := make([]document.Value, columns)
		for j := range row {
			row[j] = document.Value{Text: fmt.Sprintf("管理策%d.%dの状況", i+1, j+1), Path: fmt.Sprintf("/rows/%d/%d", i, j)}
		}
		t.Rows = append(t.Rows, row)
	}
	return &document.Document{
		Form: "2-5", Number: "様式2-5", Title: "管理策一覧", Edition: "ISMAP-LIU", Date: "2026-04-15",
		Sections: []document.Section{{Name: "管理策", Landscape: true, Blocks: []document.Block{
			document.Title{Text: "管理策一覧"},
			t,
			document.Table{Caption: "表2　対象外", Columns: t.Columns, Empty: "該当なし"},
		}}},
	}
}

// hostile holds what people really paste, and what nobody should.
func hostile() *document.Document {
	long := strings.Repeat("統制目標の実施状況を、記録により確認した。", 150)
	name := strings.Repeat("長い名称の株式会社", 22)
	texts := []string{
		"<&]]>\"'", "{{x}} ${y} &amp; &#10;", "=1+1", "𠮷野家　𩸽　葛\U000E0100城 葛\U000E0101飾", "ｶﾞｷﾞ 神\uFA19 塚\uFA10 﨑 髙 ㈱ ① Ⅳ ㍿",
		"שלום مرحبا", "👩‍👩‍👧 😀", " 前後に空白 ", "a\u200Bb\u00ADc", "\n先頭の改行\n\n二つ\n", "https://example.jp/" + strings.Repeat("long/", 60), "\uFFFD",
	}
	d := &document.Document{
		Number: "様式<9>", Title: "<題名> & \"引用\"", Edition: "版 <&> " + name, Note: "注\n記", Author: "\"A\" & <B>", Draft: true,
		Sections: []document.Section{{Name: "1 <&> 節"}, {Name: "1_<&> 節", Landscape: true}, {Name: "１ <&> 節"}},
	}
	for i := range d.Sections {
		d.Sections[i].Blocks = hostileBlocks(texts, name, long)
	}
	return d
}

func hostileBlocks(texts []string, name, long string) []document.Block {
	columns := []document.Column{{Label: name, Width: 1}, {Label: "", Width: 3}, {Label: "選択", Width: 0}}
	grid := document.Table{Caption: name, Columns: columns}
	fields := document.Fields{}
	blocks := []document.Block{document.Title{Text: name}, document.Heading{Level: 7, Text: name}, document.Title{}}
	for i, s := range texts {
		choice := document.Value{Text: s, Kind: document.Choice, Choices: []string{s, "", "甲", s}, Path: "/" + name}
		grid.Rows = append(grid.Rows, []document.Value{{Text: s}, {Text: s, Fixed: true}, choice})
		fields.Rows = append(fields.Rows, document.Field{Label: s, Value: document.Value{Text: s}, Half: i%3 != 0})
		blocks = append(blocks, document.Item{Marker: s, Text: s, Level: i}, document.Paragraph{Text: s, Align: document.Align(i % 5), Indent: float64(i * i), First: float64(-i), Small: i%2 == 0})
	}
	grid.Rows = append(grid.Rows, []document.Value{{Text: long}, {}, {Kind: document.Choice}})
	fields.Rows = append(fields.Rows, document.Field{Label: name, Value: document.Value{Text: long}}, document.Field{})
	return append(blocks, fields, fields, grid, document.Sender(fields), document.Fields{}, document.Sender{})
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
