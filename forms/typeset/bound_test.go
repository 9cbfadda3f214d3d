package typeset_test

import (
	"strings"
	"testing"

	"yoshiki/forms/typeset"
)

// Parts tells where a naive breaker would end a line within a day or a number, and nowhere else.
func TestParts(t *testing.T) {
	for name, c := range map[string]struct {
		text           string
		width, spacing float64
		want           bool
	}{
		"a day in the middle of the first line": {"提出は令和8年10月15日までとする。", 20, 0, false},
		"a day over the end of a line":          {"提出の期限は、特に定めのない限り令和8年10月15日とする。", 20, 0, true},
		"a day that ends with the line":         {strings.Repeat("あ", 12) + "令和8年10月15日とする。", 20, 0, false},
		"the same where white is added":         {strings.Repeat("あ", 12) + "令和8年10月15日とする。", 20, 0.2, true},
		"a line feed before a day":              {strings.Repeat("あ", 16) + "\n令和8年10月15日とする。", 20, 0, false},
		"the number of a form":                  {strings.Repeat("あ", 18) + "様式2-21を提出する。", 20, 0, true},
		"the number of a control":               {strings.Repeat("あ", 18) + "8.1.5.4.PBを実施する。", 20, 0, false},
		"a first line that is shorter":          {strings.Repeat("あ", 18) + "年、様式2-1の提出", 24, 0, false},
		"no such word":                          {strings.Repeat("あ。", 40) + "年", 20, 0, false},
		"nothing":                               {"", 20, 0, false},
		"a measure of no width":                 {"様式2-1 8.1.2.PB", 0, 0, true},
	} {
		if got := typeset.Parts(c.text, c.width, 0, c.spacing); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if !typeset.Parts(strings.Repeat("あ", 17)+"年、様式2-1の提出", 24, 4, 0) {
		t.Error("the first line is not shorter")
	}
}
