package signature

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// Fault is one thing to say against a signature.
type Fault struct {
	Code      string   `json:"code"` // "sig-chain"; a code keeps its meaning for ever
	Severity  Severity `json:"severity"`
	Path      string   `json:"path"` // the name of the signature's file
	MessageJA string   `json:"message_ja"`
	MessageEN string   `json:"message_en"`
}

// Severity says what a fault means.
type Severity string

// The severities of a fault.
const (
	Error   Severity = "error"   // the signature proves nothing
	Warning Severity = "warning" // it is sound, and this has to be known
)

// String is the fault as a line for people who read English.
func (f Fault) String() string { return f.Code + " " + f.Path + ": " + f.MessageEN }

// faultError is a fault on its way to the report.
type faultError struct {
	code   string
	detail []any
}

func (e *faultError) Error() string { return e.at("").String() }

func (e *faultError) at(path string) Fault {
	w, severity := words[e.code], Error
	if w.warning {
		severity = Warning
	}
	return Fault{e.code, severity, path, printable(fmt.Sprintf(w.ja, e.detail...)), printable(fmt.Sprintf(w.en, e.detail...))}
}

// printable keeps what a signature says from upsetting a terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

func fault(code string, detail ...any) error { return &faultError{code, detail} }

// asFault gives any error a code: what a parser says is "sig-format".
func asFault(err error, path string) Fault {
	var e *faultError
	if !errors.As(err, &e) {
		e = &faultError{"sig-format", []any{err}}
	}
	return e.at(path)
}

// phrase is what a code says.
type phrase struct {
	ja, en  string
	warning bool
}

// words has every code. Nothing writes to it.
var words = map[string]phrase{
	"sig-missing":     {ja: "求められた署名がありません", en: "the signature that was asked for is not there"},
	"sig-large":       {ja: "大きすぎて署名ではあり得ません（上限 %d バイト）", en: "too large for a signature (more than %d bytes)"},
	"sig-format":      {ja: "正しい形ではありません: %v", en: "not well formed: %v"},
	"sig-algorithm":   {ja: "弱い、又は認められない方式です: %v", en: "a weak or unknown algorithm: %v"},
	"sig-attributes":  {ja: "署名属性が足りない、重複している、又は矛盾しています: %v", en: "signed attributes are missing, repeated or contradictory: %v"},
	"sig-digest":      {ja: "別のファイルへの署名です", en: "this signs another file"},
	"sig-invalid":     {ja: "署名が正しくありません", en: "the signature is wrong"},
	"sig-certificate": {ja: "署名者の証明書がない、又は署名された証明書と異なります", en: "the signer's certificate is not there, or is not the one that was signed"},
	"sig-chain":       {ja: "指定された認証局の証明書ではありません: %v", en: "the certificate does not lead to the given authority: %v"},
	"sig-expired":     {ja: "証明書が %v に有効ではありません（有効期間 %v から %v まで）", en: "the certificate is not valid on %v, but from %v to %v"},
	"sig-usage":       {ja: "証明書が文書の署名用ではありません", en: "the certificate is not for signing documents"},
	"sig-key":         {ja: "別の鍵（%v）による署名です", en: "signed by another key (%v)"},
	"sig-comment":     {ja: "署名されたコメントが書き換えられています", en: "the trusted comment has been changed"},
	"sig-same":        {ja: "一人目と同じ鍵による承認です。承認は、別の人の鍵でなければなりません", en: "this approval is by the key of the first signer; it must be by another person's"},
	"sig-alone":       {ja: "承認の署名はありますが、一人目の署名がありません", en: "there is an approval, but no signature of the first person"},
	"sig-copy":        {ja: "署名の中身と一致しません", en: "disagrees with the signature that it belongs to"},
	"stamp-refused":   {ja: "時刻認証局が発行を拒否した応答です（%v）", en: "the authority refused the time stamp (%v)"},
	"stamp-usage":     {ja: "証明書がタイムスタンプ専用ではありません", en: "the certificate is not for time stamps alone"},
	"stamp-validity":  {ja: "タイムスタンプの時刻 %v に証明書が有効ではありません（有効期間 %v から %v まで）", en: "stamped on %v, when the certificate was not valid (from %v to %v)"},
	"stamp-future":    {ja: "タイムスタンプの時刻 %v が未来です", en: "stamped on %v, which is in the future"},
	"stamp-nonce":     {ja: "要求と異なる応答です", en: "the answer belongs to another request"},

	// Warnings.
	"sig-unverified": {ja: "署名者を信頼する根拠（認証局の証明書又は公開鍵）が指定されていません。署名者は確かめられていません", en: "no authority or public key was given: who signed is unverified", warning: true},
	"sig-future":     {ja: "署名者の示す署名日時 %v が未来です", en: "the signer gives a time in the future, %v", warning: true},
	"stamp-old":      {ja: "時刻認証局の証明書を SHA-1 だけで示す古い形式（RFC 5816 より前）です", en: "an older form (before RFC 5816), which names the authority's certificate by SHA-1 alone", warning: true},
	"sig-unsigned":   {ja: "署名の対象でない部分があります: %v", en: "there is a part that nobody signed: %v", warning: true},
}
