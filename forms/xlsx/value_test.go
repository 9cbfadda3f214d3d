package xlsx

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
)

func TestNumberFormat(t *testing.T) {
	for _, c := range []struct {
		text string
		n    float64
		want string // "" is a text
	}{
		{"0", 0, "#,##0"},
		{"12", 12, "#,##0"},
		{"1,234,567", 1234567, "#,##0"},
		{"1234567", 1234567, "0"},
		{"2026年", 2026, `0"年"`},
		{"1,000円", 1000, `#,##0"円"`},
		{"¥1,000", 1000, `"¥"#,##0`},
		{"12.50%", 12.5, `#,##0.00"%"`},
		{"-1,234", -1234, `#,##0;"-"#,##0`},
		{"▲1,234千円", -1234, `#,##0"千円";"▲"#,##0"千円"`},
		{"0.1", 0.1, "#,##0.0"},
		{"999,999,999,999", 999999999999, "#,##0"},
		{"12,34", 1234, ""},
		{"1,234", 1235, ""},
		{"12.5", 12.54, ""},
		{"1e5", 1e5, ""},
		{"007", 7, ""},
		{"1234", -1234, ""},
		{"１２", 12, ""},
		{"3から5", 3, ""},
		{`12"`, 12, ""},
		{"12\n", 12, ""},
		{"なし", 0, ""},
		{"", 0, ""},
		{"9,007,199,254,740,993", 9007199254740993, ""},
	} {
		if got := numberFormat(c.text, c.n); got != c.want {
			t.Errorf("%q, %g: %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestDateCell(t *testing.T) {
	const first = `[<43586][$-411]ggge"年"m"月"d"日";[<43831][$-411]ggg"元年"m"月"d"日";[$-411]ggge"年"m"月"d"日"`
	const heisei = `[<32516][$-411]ggge"年"m"月"d"日";[<32874][$-411]ggg"元年"m"月"d"日";[$-411]ggge"年"m"月"d"日"`
	for _, c := range []struct {
		text, date string
		serial     float64
		format     string // "" is a text
	}{
		{"令和8年4月15日", "2026-04-15", 46127, first},
		{"令和元年5月1日", "2019-05-01", 43586, first},
		{"令和元年12月31日", "2019-12-31", 43830, first},
		{"平成31年4月30日", "2019-04-30", 43585, first},
		{"平成元年1月8日", "1989-01-08", 32516, heisei},
		{"昭和64年1月7日", "1989-01-07", 32515, first},
		{"明治33年3月1日", "1900-03-01", 61, first},
		{"2026年4月15日", "2026-04-15", 46127, kanjiDate},
		{"2026-04-15", "2026-04-15", 46127, isoDate},
		{"明治33年2月28日", "1900-02-28", 0, ""},
		{"平成31年5月1日", "2019-05-01", 0, ""},
		{"令和1年5月1日", "2019-05-01", 0, ""},
		{"令和８年４月１５日", "2026-04-15", 0, ""},
		{"令和8年4月15日まで", "2026-04-15", 0, ""},
	} {
		serial, format := dateCell(c.text, c.date)
		if serial != c.serial || format != c.format {
			t.Errorf("%s: %g %q, want %g %q", c.text, serial, format, c.serial, c.format)
		}
	}
}

// TestBlank finds cells to be filled in ready for what belongs there.
func TestBlank(t *testing.T) {
	for kind, want := range map[document.Kind]string{document.Text: asText, document.Number: grouped, document.Date: eras[0].format(), document.Choice: asText} {
		if cell, format := typed(document.Value{Kind: kind}); cell != nil || format != want {
			t.Errorf("kind %d: %v %q", kind, cell, format)
		}
	}
}

func TestLiterally(t *testing.T) {
	runs := func(texts ...string) (runs []excelize.RichTextRun) {
		for _, text := range texts {
			runs = append(runs, excelize.RichTextRun{Text: text})
		}
		return runs
	}
	for text, want := range map[string]any{
		"=1+1":             "=1+1",
		"_x":               "_x",
		"_x004_":           "_x004_",
		"_x0041_":          runs("_x0041", "_"),
		"a_x0041_x00e9_b":  runs("a_x0041", "_x00e9", "_b"),
		"_x005F_x0041_終わり": runs("_x005F", "_x0041", "_終わり"),
	} {
		if diff := cmp.Diff(want, Literally(text)); diff != "" {
			t.Errorf("%s: -want +got\n%s", text, diff)
		}
	}
}
