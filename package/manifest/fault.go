package manifest

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with a bag.
type Fault struct {
	Code      string `json:"code"` // "bag-digest"; a code keeps its meaning for ever
	Path      string `json:"path"` // in the bag; "" for the bag as a whole
	MessageJA string `json:"message_ja"`
	MessageEN string `json:"message_en"`
}

// String is the fault as a line for people who read English.
func (f Fault) String() string { return f.Code + " " + f.Path + ": " + f.MessageEN }

func compareFaults(a, b Fault) int {
	return strings.Compare(a.Path+"\x00"+a.Code+"\x00"+a.MessageEN, b.Path+"\x00"+b.Code+"\x00"+b.MessageEN)
}

// NewFault makes the fault of a code. Detail fills the places of the code's two messages,
// of which most have none.
func NewFault(code, path string, detail ...any) Fault {
	w := words[code]
	return Fault{code, path, fmt.Sprintf(w.JA, detail...), fmt.Sprintf(w.EN, detail...)}
}

// words has every code and its messages. Nothing writes to it.
var words = map[string]struct{ JA, EN string }{
	"bag-missing":     {"必要なファイルがありません", "the file is missing"},
	"bag-extra":       {"どの一覧にもない余分なファイルまたはフォルダーです", "no list names this file or folder"},
	"bag-path":        {"使えない名前です", "the name is against the rules"},
	"bag-twin":        {"大文字と小文字だけが異なる、または同じ名前 %q があります", "there is also %q, which differs in case only or not at all"},
	"bag-link":        {"通常のファイルではありません（リンク、パイプ、デバイスなど）", "not a regular file but a link, pipe or device"},
	"bag-fetch":       {"fetch.txt は認められません。書類はすべてパッケージの中に必要です", "fetch.txt is refused: a package holds all of its papers"},
	"bag-many":        {"ファイルが多すぎます（上限 %d）", "more than %d files"},
	"bag-large":       {"大きすぎて読めません（上限 %d バイト）", "larger than %d bytes"},
	"bag-unreadable":  {"読み取れません: %v", "cannot be read: %v"},
	"bag-declaration": {"BagIt 1.0 の宣言ではありません", "not the declaration of BagIt 1.0"},
	"bag-info":        {"%d 行目が meta/manifest.json と一致しません", "line %d disagrees with meta/manifest.json"},
	"bag-oxum":        {"Payload-Oxum が実際の %s と一致しません", "Payload-Oxum disagrees with the files, which are %s"},
	"bag-line":        {"%d 行目が「ハッシュ値、空白二つ、パス」の形ではありません", "line %d is not digest, two spaces, path"},
	"bag-order":       {"%d 行目が並び順に反しています", "line %d is out of order"},
	"bag-twice":       {"%d 行目のファイルは既に書かれています", "line %d names a file again"},
	"bag-scope":       {"%d 行目のファイルはこの一覧の対象ではありません", "line %d names a file that does not belong in this list"},
	"bag-unlisted":    {"%s に書かれていません", "%s does not list the file"},
	"bag-digest":      {"内容が変わっています。SHA-256 は %s、一覧では %s", "the content has changed: SHA-256 is %s, listed is %s"},
	"bag-size":        {"大きさが変わっています。%d バイト、一覧では %d バイト", "the size has changed: %d bytes, listed are %d"},
	"bag-meta":        {"正しい形ではありません: %v", "not well formed: %v"},
	"bag-schema":      {"別の版のプログラムが作ったものです: %v", "%v"},
	"bag-disagree":    {"manifest-sha256.txt と meta/manifest.json が一致しません", "manifest-sha256.txt and meta/manifest.json disagree"},
	"bag-zip":         {"信頼できる zip ファイルではありません: %v", "not a zip file that can be trusted: %v"},
	"bag-top":         {"zip の最上位はフォルダー %q だけでなければなりません", "the top of the zip must be the one folder %q"},
	"bag-sidecar":     {"zip ファイルが %s と一致しません", "the zip file is not the one that %s is about"},
	"bag-commit":      {"保管庫の確定記録と一致しません", "disagrees with the store's commit record"},
}
