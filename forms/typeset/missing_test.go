package typeset_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/typeset"
)

func TestMissing(t *testing.T) {
	tests := map[string][]string{
		"":       nil,
		"登録\n申請": nil,
		"𠮷野𩸽髙﨑㈱①⑳ｶﾞ㋿神\uFA19か\u3099は\u309A": nil,
		"葛\U000E0100葛\U000E0101":           nil,
		"葛\U000E01EF城葛\U000E01EF":          {"葛\U000E01EF"},
		"👍a👍👨‍👩‍👧":                         {"👍", "👨‍👩‍👧"},
		"a\tb\r\nc\x00":                    {"\t", "\r", "\x00"},
		"\u200B\u202E\u00AD\uFEFF":         {"\u200B", "\u202E", "\u00AD", "\uFEFF"},
		"\xffあ":                            {"\xff"},
		"\U000E0100":                       {"\U000E0100"},
		"שלום":                             {"ש", "ל", "ו", "ם"},
		"\uE000":                           {"\uE000"},
	}
	for text, want := range tests {
		if diff := cmp.Diff(want, fonts(t).Missing(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestWidth(t *testing.T) {
	tests := map[string]float64{
		"": 0, "登録": 20, "ab": 10, "登a\n登録": 20, "ｶﾞ": 10, "か\u3099": 10, "葛\U000E0100": 10, "\n": 0,
	}
	for text, want := range tests {
		if got := fonts(t).Width(text, typeset.Gothic, 10); got != want {
			t.Errorf("%q is %g wide, not %g", text, got, want)
		}
	}
}
