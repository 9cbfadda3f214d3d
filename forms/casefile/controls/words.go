package controls

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Values of a control that a case holds.
const (
	yes       = "yes"
	no        = "no"
	objective = "objective"
	detail    = "detail"
)

// answers are what people write for adopted and not adopted. Marks like ○ and × are meant
// for these columns alone.
var answers = map[string]string{
	"採用": yes, "採用する": yes, "選択": yes, "選択する": yes, "適用": yes, "適用する": yes, "実施": yes, "実施する": yes, "該当": yes,
	"○": yes, "〇": yes, "◯": yes, "◎": yes, "●": yes, "✓": yes, "✔": yes, "☑": yes, "レ": yes, "はい": yes, "有": yes,
	"yes": yes, "y": yes, "true": yes, "1": yes, "adopted": yes,
	"不採用": no, "採用しない": no, "非選択": no, "選択しない": no, "適用除外": no, "不適用": no, "適用しない": no, "対象外": no, "実施しない": no, "非該当": no,
	"×": no, "✕": no, "✗": no, "✖": no, "いいえ": no, "無": no,
	"no": no, "n": no, "false": no, "0": no, "x": no, "not adopted": no,
}

// unmarked are what people write into a column of marks where there is none.
var unmarked = map[string]bool{"": true, "-": true, "−": true, "―": true, "–": true, "ー": true}

// kinds are what people write for the kinds of a control.
var kinds = map[string]string{
	"objective": objective, "統制目標": objective, "control objective": objective, "3桁": objective, "三桁": objective,
	"detail": detail, "詳細管理策": detail, "detailed control": detail, "4桁": detail, "四桁": detail,
}

// meant gives the value that a word stands for, or the word itself when nobody knows it.
func meant(words map[string]string, found string) string {
	if value, known := words[strings.ToLower(strings.TrimSpace(norm.NFKC.String(found)))]; known {
		return value
	}
	return found
}

// printed are the words that a table shows, by language.
var printed = map[string]map[string]string{
	"ja": {yes: "採用", no: "不採用", objective: "統制目標", detail: "詳細管理策"},
	"en": {yes: "adopted", no: "not adopted", objective: "control objective", detail: "detailed control"},
}
