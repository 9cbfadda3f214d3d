package workbook

import "yoshiki/forms/casefile"

// The keys of columns that are none of a case.
const (
	keyValue    = "yoshiki:value"
	keyFindings = "yoshiki:findings"
	keyText     = "yoshiki:text" // of a list of texts
)

// fieldKeys are the keys of the columns of fields.
var fieldKeys = [fieldColumns]string{"yoshiki:label", keyValue, "yoshiki:help", "yoshiki:clause"}

// words are those of the workbook that belong to no field.
var words = struct {
	general, generalHelp, other, otherHelp, nth, more, cover, notes, notesHelp, findings, contents, title, kind, rules, yellow, white, gray, files, choices, pick casefile.Words
	heads                                                                                                                                                         [fieldColumns]casefile.Words
	steps                                                                                                                                                         []casefile.Words
}{
	general:     casefile.Words{Ja: "案件", En: "Case"},
	generalHelp: casefile.Words{Ja: "この案件の名前と、適用する規則です。制度と改定日は、作成したときのままとし、変更できません。", En: "What the case is called, and whose rules govern it. Programme and revision stay as they were when the workbook was made."},
	other:       casefile.Words{Ja: "その他", En: "Other"},
	otherHelp:   casefile.Words{Ja: "この制度と改定の規則では用いない項目ですが、案件に書かれているため、そのまま残しています。", En: "The rules have no use for these; they are kept because the case has them."},
	nth:         casefile.Words{Ja: "%d件目", En: "no. %d"},
	more: casefile.Words{Ja: "行が足りないときは、yoshiki case sheet に このブックを渡すと、空いた行の付いた新しいブックができます。［校閲］－［シート保護の解除］の後、この行より上に行を挿入しても読み込みます。",
		En: "When the rows run out, hand this workbook to yoshiki case sheet: it makes one with empty rows again. Rows inserted above this one after unprotecting the sheet are read, too."},
	cover:     casefile.Words{Ja: "はじめに", En: "Read me"},
	notes:     casefile.Words{Ja: "メモ", En: "Notes"},
	notesHelp: casefile.Words{Ja: "作業の覚えや相談したいことを自由に書くところです。案件には取り込まれず、様式にも印字されません。", En: "For your own notes and questions. Nothing here becomes part of the case or of a form."},
	findings:  casefile.Words{Ja: "点検結果", En: "Findings"},
	contents:  casefile.Words{Ja: "シートの一覧", En: "Sheets"},
	title:     casefile.Words{Ja: "案件 記入ブック", En: "Intake workbook of a case"},
	kind:      casefile.Words{Ja: "手続", En: "Procedure"},
	rules:     casefile.Words{Ja: "適用する規則", En: "Rules"},
	yellow:    casefile.Words{Ja: "黄色のセル：必ず記入するところで、まだ空欄のもの（記入すると白になります）", En: "Yellow: needed and still empty; it turns white once filled in."},
	white:     casefile.Words{Ja: "白いセル：記入できるところ。必要なときに記入します。", En: "White: may be filled in."},
	gray:      casefile.Words{Ja: "灰色のセル：説明です。変更できないように保護しています。", En: "Grey: explanations; they are protected."},
	files: casefile.Words{Ja: "ファイルは、このブックと同じフォルダー（又はその下）に置き、その名前を書きます。この手続で添付する書類：",
		En: "Put the files into the folder of this workbook, or below it, and write their names. Papers that this procedure asks for: "},
	choices: casefile.Words{Ja: "選択肢", En: "Choices"},
	pick:    casefile.Words{Ja: "一覧から選んでください。", En: "Pick one from the list."},
	heads:   [fieldColumns]casefile.Words{{Ja: "項目", En: "Field"}, {Ja: "記入欄", En: "Value"}, {Ja: "説明", En: "Help"}, {Ja: "条項", En: "Clause"}},
	steps: []casefile.Words{
		{Ja: "左のシートから順に、白と黄色のセルに記入します。「＊」の付いた項目は必須です。任意のまとまりや表では、その中のどれかを書くときに必須となります。",
			En: "Go through the sheets from the left and fill in the white and yellow cells. \"＊\" marks what is needed; in a group or row that is optional, once anything in it is written."},
		{Ja: "▼の出るセルでは、一覧から選びます。日付は 2026/4/1、令和8年4月1日 のどちらの書き方でも読み取ります。書き方が分からないときは、右の「説明」をご覧ください。",
			En: "Where a list drops down, pick from it. Days may be written as 2026/4/1 or 令和8年4月1日. The help beside each field says what to write."},
		{Ja: "セルの中で改行するには、Alt＋Enter を押します。長い文章は何行でも書けます。", En: "Alt+Enter begins a new line in a cell. A long text may have any number of lines."},
		{Ja: "何件も書く表には、空いた行を用意しています。使わない行は空欄のままで構いません。", En: "Lists have empty rows to fill in. Rows that are not used may stay empty."},
		{Ja: "書き終えたら、保存して次のように確かめます。", En: "Save it, and check it:"},
		{Ja: "次のようにすると、点検結果がそれぞれの欄の右に書き込まれます。", En: "This writes the findings beside the cells:"},
		{Ja: "案件ファイルに取り込むときは、次のようにします。何人かで分担したときは、ブックを並べて渡すと、項目ごとに合わせます。",
			En: "This takes it into a case file. When several people filled in copies, name all of them: they are merged field by field."},
	},
}
