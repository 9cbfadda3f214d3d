package workbook_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// spoiled are workbooks to which people did what one does to workbooks, with what is said of
// it: id, sheet and pointer; and whether the case is still what it was.
var spoiled = []struct {
	name string
	do   func(t *testing.T, book *excelize.File, f *decode.File)
	want []string
	same bool
}{
	{"nothing", func(*testing.T, *excelize.File, *decode.File) {}, nil, true},
	{"a column put in before all", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.InsertCols("対象サービス", "A", 1), b.InsertCols("対象サービス", "D", 2))
	}, nil, true},
	{"a sheet renamed and moved", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.SetSheetName("申請者／登録者", "会社"), b.MoveSheet("会社", "案件"))
	}, nil, true},
	{"a row put into a list", func(t *testing.T, b *excelize.File, f *decode.File) {
		done(t, b.InsertRows("対象サービス", lineOf(f, "/service/functions/1"), 1))
	}, nil, true},
	{"a sheet deleted", func(t *testing.T, b *excelize.File, _ *decode.File) { done(t, b.DeleteSheet("宣言")) },
		[]string{"workbook:no-sheet /declarations"}, false},
	{"a row deleted", func(t *testing.T, b *excelize.File, f *decode.File) {
		done(t, b.RemoveRow("対象サービス", lineOf(f, "/service/url")))
	},
		[]string{"workbook:no-row /service/url"}, false},
	{"an entry deleted", func(t *testing.T, b *excelize.File, f *decode.File) {
		done(t, b.RemoveRow("対象サービス", lineOf(f, "/service/functions/0")))
	}, nil, false},
	{"a column of a list deleted", func(t *testing.T, b *excelize.File, _ *decode.File) { done(t, b.RemoveCol("対象サービス", "E")) },
		[]string{"workbook:no-column 対象サービス /service/functions"}, false},
	{"a formula", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.SetCellFormula("対象サービス", "C6", `"a"&"b"`))
	}, []string{"controls:formula 対象サービス /service/name_english"}, false},
	{"a formula with a result", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.SetCellValue("対象サービス", "C5", "つむぎ研修クラウド"), b.SetCellFormula("対象サービス", "C5", `A1`))
	}, []string{"workbook:computed 対象サービス /service/name"}, false},
	{"merged cells", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.MergeCell("対象サービス", "C5", "C6"))
	},
		[]string{"workbook:merged 対象サービス /service/name_english"}, false},
	{"an impossible day", func(t *testing.T, b *excelize.File, f *decode.File) {
		typeIn(t, b, f, "/service/started", "2021-02-30")
	},
		[]string{"case:date 対象サービス /service/started"}, false},
	{"a day as text", func(t *testing.T, b *excelize.File, f *decode.File) {
		typeIn(t, b, f, "/service/started", "令和3年4月1日")
	},
		[]string{"case:understood 対象サービス /service/started"}, true},
	{"an ambiguous day", func(t *testing.T, b *excelize.File, f *decode.File) { typeIn(t, b, f, "/service/started", "4/1/2021") },
		[]string{"case:ambiguous 対象サービス /service/started"}, false},
	{"a word that cannot be chosen", func(t *testing.T, b *excelize.File, f *decode.File) {
		typeIn(t, b, f, "/declarations/compliance", "たぶん")
	},
		[]string{"case:choice 宣言 /declarations/compliance"}, false},
	{"a number for a text", func(t *testing.T, b *excelize.File, f *decode.File) { typeIn(t, b, f, "/contact/phone", 312345678) },
		[]string{"workbook:typed 連絡先 /contact/phone"}, false},
	{"a control character", func(t *testing.T, b *excelize.File, f *decode.File) { typeIn(t, b, f, "/service/name", "a\u202Eb") },
		[]string{"case:control-character 対象サービス /service/name"}, false},
	{"words outside", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.SetCellValue("対象サービス", "H5", "あとで"), b.SetCellValue("対象サービス", "D5", "自社の説明"),
			b.SetCellValue("対象サービス", "D6", "はい"), b.SetCellValue("対象サービス", "B7", "サービスの概要"))
	}, slices.Repeat([]string{"workbook:outside 対象サービス"}, 4), true},
	{"many words outside", func(t *testing.T, b *excelize.File, _ *decode.File) {
		for i := range 3000 {
			done(t, b.SetCellValue("対象サービス", "H"+number10(i+1), "あとで"))
		}
	}, append(slices.Repeat([]string{"workbook:outside 対象サービス"}, 20), "workbook:outside-more 対象サービス"), true},
	{"a sheet of one's own", func(t *testing.T, b *excelize.File, _ *decode.File) {
		_, err := b.NewSheet("計算")
		done(t, err, b.SetCellValue("計算", "A1", "売上"))
	}, []string{"workbook:extra-sheet 計算"}, true},
	{"notes", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.SetCellValue("メモ", "B4", "部長に確認"))
	},
		[]string{"workbook:notes メモ"}, true},
	{"a row twice", func(t *testing.T, b *excelize.File, f *decode.File) {
		done(t, b.DuplicateRow("対象サービス", lineOf(f, "/service/url")))
	}, []string{"workbook:outside 対象サービス", "workbook:twice 対象サービス /service/url"}, true},
	{"without its memory", func(t *testing.T, b *excelize.File, _ *decode.File) { done(t, b.DeleteSheet("yoshiki")) },
		[]string{"workbook:memory"}, false},
	{"with another memory", func(t *testing.T, b *excelize.File, _ *decode.File) { done(t, b.SetCellValue("yoshiki", "A2", "AAAA")) },
		[]string{"workbook:memory"}, false},
	{"of a later edition", func(t *testing.T, b *excelize.File, _ *decode.File) { done(t, b.SetCellValue("yoshiki", "B1", "9")) },
		[]string{"workbook:edition"}, false},
	{"a field that no case has", func(t *testing.T, b *excelize.File, _ *decode.File) {
		done(t, b.SetCellValue("対象サービス", "A5", "/service/nam"))
	},
		[]string{"workbook:no-row /service/name", "workbook:outside 対象サービス", "case:unknown-key 対象サービス /service/nam", "workbook:outside 対象サービス", "workbook:outside 対象サービス"}, false},
}

func done(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func lineOf(f *decode.File, pointer string) int {
	return f.Locate(casefile.Finding{Pointer: pointer}).Line
}

// TestSpoiled: what people do to a workbook is read, or told with its place; nothing of it
// goes without a word.
func TestSpoiled(t *testing.T) {
	own := &casefile.Case{}
	for _, s := range samples(t) {
		if c := s.full; s.name == "small-saas" {
			*own = casefile.Case{ID: c.ID, Program: c.Program, Revision: c.Revision, Applicant: c.Applicant, Contact: c.Contact, Service: c.Service,
				Declarations: c.Declarations, Attachments: c.Attachments}
		}
	}
	data := write(t, layout(t, own, "list-change", "ja"))
	before, _ := read(data, nil)
	for _, c := range spoiled {
		book := open(t, data)
		c.do(t, book, before)
		file, found := read(save(t, book), nil)
		var got []string
		for _, f := range found {
			got = append(got, strings.Join(strings.Fields(strings.Join([]string{f.ID, f.Sheet, f.Pointer}, " ")), " "))
			if f.ID != "workbook:edition" && f.ID != "workbook:memory" && !strings.HasPrefix(f.ID, "workbook:no-") && f.Line == 0 {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if c.same && (file == nil || encode(t, file.Case) != encode(t, own)) {
			t.Errorf("%s: another case", c.name)
		}
	}
}
