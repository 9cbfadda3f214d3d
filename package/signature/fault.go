package signature

import (
	"errors"
	"fmt"
)

// Fault is one thing that is wrong with a signature, or a warning about it.
type Fault struct {
	Code      string `json:"code"` // "sig-chain"; a code keeps its meaning for ever
	Path      string `json:"path"` // the name of the signature's file
	MessageJA string `json:"message_ja"`
	MessageEN string `json:"message_en"`
}

// String is the fault as a line for people who read English.
func (f Fault) String() string { return f.Code + " " + f.Path + ": " + f.MessageEN }

// faultError is a fault on its way to the report.
type faultError struct {
	code   string
	detail []any
}

func (e *faultError) Error() string { return e.at("").String() }

func (e *faultError) at(path string) Fault {
	w := words[e.code]
	return Fault{e.code, path, fmt.Sprintf(w.JA, e.detail...), fmt.Sprintf(w.EN, e.detail...)}
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

// words has every code and its messages. Nothing writes to it.
var words = map[string]struct{ JA, EN string }{
	"sig-missing":     {"求められた署名がありません", "the signature that was asked for is not there"},
	"sig-large":       {"大きすぎて署名ではあり得ません（上限 %d バイト）", "too large for a signature (more than %d bytes)"},
	"sig-format":      {"正しい形ではありません: %v", "not well formed: %v"},
	"sig-algorithm":   {"弱い、又は認められない方式です: %v", "a weak or unknown algorithm: %v"},
	"sig-attributes":  {"署名属性が足りない、重複している、又は矛盾しています: %v", "signed attributes are missing, repeated or contradictory: %v"},
	"sig-digest":      {"別のファイルへの署名です", "this signs another file"},
	"sig-invalid":     {"署名が正しくありません", "the signature is wrong"},
	"sig-certificate": {"署名者の証明書がない、又は署名された証明書と異なります", "the signer's certificate is not there, or is not the one that was signed"},
	"sig-chain":       {"指定された認証局の証明書ではありません: %v", "the certificate does not lead to the given authority: %v"},
	"sig-expired":     {"証明書が %v に有効ではありません（有効期間 %v から %v まで）", "the certificate is not valid on %v, but from %v to %v"},
	"sig-usage":       {"証明書が文書の署名用ではありません", "the certificate is not for signing documents"},
	"sig-key":         {"別の鍵（%v）による署名です", "signed by another key (%v)"},
	"sig-comment":     {"署名されたコメントが書き換えられています", "the trusted comment has been changed"},
	"sig-copy":        {"署名の中身と一致しません", "disagrees with the signature that it belongs to"},
	"stamp-refused":   {"時刻認証局が発行を拒否した応答です（%v）", "the authority refused the time stamp (%v)"},
	"stamp-usage":     {"証明書がタイムスタンプ専用ではありません", "the certificate is not for time stamps alone"},
	"stamp-validity":  {"タイムスタンプの時刻 %v に証明書が有効ではありません（有効期間 %v から %v まで）", "stamped on %v, when the certificate was not valid (from %v to %v)"},
	"stamp-future":    {"タイムスタンプの時刻 %v が未来です", "stamped on %v, which is in the future"},
	"stamp-nonce":     {"要求と異なる応答です", "the answer belongs to another request"},

	// Warnings.
	"sig-unverified": {"署名者を信頼する根拠（認証局の証明書又は公開鍵）が指定されていません。署名者は確かめられていません", "no authority or public key was given: who signed is unverified"},
	"sig-future":     {"署名者の示す署名日時 %v が未来です", "the signer gives a time in the future, %v"},
	"sig-unsigned":   {"署名の対象でない部分があります: %v", "there is a part that nobody signed: %v"},
}
