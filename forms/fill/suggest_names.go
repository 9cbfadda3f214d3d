package fill

import (
	"regexp"
	"strings"
	"unicode"

	"yoshiki/forms"
)

// sureness is how sure it is that a label names a field.
type sureness int

const (
	no      sureness = iota
	guessed          // it has the words of the field among others
	called           // it is what the value is called elsewhere
	sure             // it is the label of the field
)

// synonyms are what official sheets call values, by the last key of their paths.
var synonyms = map[string][]string{
	"name":             {"氏名", "名称", "商号", "法人名", "会社名", "事業者名", "申請者名", "名称又は商号", "氏名又は名称", "申請者の名称"},
	"address":          {"住所", "所在地", "本店所在地", "本社所在地", "主たる事務所の所在地"},
	"corporate_number": {"法人番号", "法人番号13桁"},
	"postal_code":      {"郵便番号", "〒"},
	"phone":            {"電話番号", "電話", "TEL", "連絡先電話番号"},
	"email":            {"メールアドレス", "電子メール", "電子メールアドレス", "EMAIL", "EMAILアドレス"},
	"department":       {"部署", "部署名", "所属", "所属部署", "担当部署"},
	"position":         {"役職", "役職名", "職名", "代表者の役職", "代表者役職"},
	"title":            {"役職", "役職名", "職名", "代表者の役職", "代表者役職", "標題", "件名"},
	"representative":   {"代表者", "代表者名", "代表者氏名", "代表者の氏名"},
	"kana":             {"フリガナ", "ふりがな"},
	"date":             {"日付", "記入日", "申請日", "提出日", "届出日", "作成日", "年月日"},
	"number":           {"番号", "文書番号"},
}

var (
	bracketed = regexp.MustCompile(`[（(【\[][^（(【）)】\]]*[）)】\]]`)
	numbering = regexp.MustCompile(`^[0-9]+[.)．）-]*|^[①-⑳]|^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][.．]?`)
)

// plainLabel is a label without spaces, marks, numbers in front and what stands in brackets.
func plainLabel(text string) string {
	text = bracketed.ReplaceAllString(folded(text), "")
	text = numbering.ReplaceAllString(text, "")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(":：・※*.。、，,-", r) {
			return -1
		}
		return r
	}, text)
}

// folded is a text in half-width capitals without spaces.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		}
		return unicode.ToUpper(r)
	}, text)
}

// names are what a field is called: on the form, and elsewhere.
type names struct {
	form  string
	other []string
}

func (s *suggester) namesOf(p *forms.Place) names {
	n := names{form: plainLabel(p.Label.Ja)}
	path := p.Path
	if path == nil && len(p.Reads) == 1 {
		path = p.Reads[0]
	}
	if len(path) == 0 {
		return n
	}
	n.other = append(n.other, plainLabel(s.form.Called(path).Ja))
	last := path[len(path)-1]
	if len(path) > 1 && strings.HasPrefix(path[len(path)-2], "representative") {
		if last == "name" {
			last = "representative"
		}
	}
	n.other = append(n.other, synonyms[last]...)
	return n
}

// alike is how sure it is that a label of a sheet names a field.
func alike(label string, n names) sureness {
	label = plainLabel(label)
	if label == "" {
		return no
	}
	if label == n.form {
		return sure
	}
	best := no
	for _, other := range n.other {
		if other != "" && label == other {
			return called
		}
		if len([]rune(other)) > 2 && strings.Contains(label, other) && len([]rune(label)) <= 2*len([]rune(other)) {
			best = guessed
		}
	}
	if long := len([]rune(n.form)); long > 1 && (strings.HasPrefix(label, n.form) || strings.HasSuffix(label, n.form)) && len([]rune(label)) <= 2*long+2 {
		best = guessed
	}
	return best
}
