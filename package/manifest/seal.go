package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// The files of a bag outside data/.
const (
	Declaration = "bagit.txt"
	Info        = "bag-info.txt"
	Payload     = "manifest-sha256.txt"
	Tags        = "tagmanifest-sha256.txt"
	HowTo       = "VERIFY.txt"
	Meta        = "meta/manifest.json"
	Software    = "provenance.json"
)

// Profile is the BagIt-Profile-Identifier of our bags.
const Profile = "urn:yoshiki:bag:1"

const declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

// TagFile is a file of a bag outside data/.
type TagFile struct {
	Path string
	Data []byte
}

// Seal sorts the files of m, gives m its package id, and returns all files of the bag
// outside data/, by path; more are further files of the folder meta/, in the order of
// their paths. The same manifest gives the same bytes. The id is
//
//	pkg-<case>-<kind>-<digest>
//
// of small letters, digits and "-", at most 64 bytes: the case's id as far as these
// letters can write it, the kind of the submission, and the first ten hexadecimal digits
// of the SHA-256 of the manifest with an empty id.
func Seal(m *Manifest, more ...TagFile) ([]TagFile, error) {
	m.Schema, m.Generator = Schema, nil
	if m.Findings == nil {
		m.Findings = []Finding{}
	}
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	id, err := m.id()
	if err != nil {
		return nil, err
	}
	m.Package.ID = id
	meta, err := Encode(m)
	if err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	tags := []TagFile{
		{HowTo, m.howTo()},
		{Info, m.info()},
		{Declaration, []byte(declaration)},
		{Payload, m.payload()},
		{Meta, meta},
	}
	tags = append(tags, more...)
	var sums bytes.Buffer
	for _, t := range tags {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(t.Data), t.Path)
	}
	return append(tags, TagFile{Tags, sums.Bytes()}), nil
}

// id computes the package id from everything else in m.
func (m *Manifest) id() (string, error) {
	anonymous := *m
	anonymous.Package.ID = ""
	data, err := anonymous.marshal()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return OfCase(m.Case.ID) + m.Package.Kind + "-" + hex.EncodeToString(sum[:5]), nil
}

// OfCase is how the ids of the packages of a case begin; their kind follows. A long name of a case
// is cut in it, and others may begin with it.
func OfCase(caseID string) string { return "pkg-" + slug(caseID) + "-" }

// slug writes a text with small letters, digits and single hyphens, at most 24 bytes.
func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	s := strings.Join(words, "-")
	if s == "" {
		return "case"
	}
	return strings.TrimRight(s[:min(len(s), 24)], "-")
}

// payload is manifest-sha256.txt.
func (m *Manifest) payload() []byte {
	var b bytes.Buffer
	for _, f := range m.Files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Path)
	}
	return b.Bytes()
}

// info is bag-info.txt (RFC 8493, section 2.2.2).
func (m *Manifest) info() []byte {
	var b bytes.Buffer
	for _, line := range [][2]string{
		{"Source-Organization", m.Case.Organization},
		{"Bagging-Date", m.Case.Date},
		{"External-Identifier", m.Case.ID},
		{"Internal-Sender-Identifier", m.Package.ID},
		{"Bag-Software-Agent", m.agent()},
		{"BagIt-Profile-Identifier", Profile},
		{"Payload-Oxum", m.Oxum()},
	} {
		if value := oneLine(line[1]); value != "" {
			fmt.Fprintf(&b, "%s: %s\n", line[0], value)
		}
	}
	return b.Bytes()
}

// agent is the program that made a package of the schema before.
func (m *Manifest) agent() string {
	if m.Generator == nil {
		return ""
	}
	return m.Generator.Name + " " + m.Generator.Version
}

// oneLine makes a text fit for one line in every reader's sense of a line.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, text))
}

// howTo is VERIFY.txt; the indented lines are the commands.
func (m *Manifest) howTo() []byte {
	return fmt.Appendf(nil, `この提出書類一式（パッケージ）に欠け、変更、余分がないことの確かめ方
How to see that nothing in this package is missing, changed or added

このファイルのあるフォルダーで次のコマンドを順に実行してください（Linux、Windows の WSL など）。
Run these commands in the folder of this file (Linux, Windows with WSL, …).

1. 一覧と書類に欠けと変更がないこと。すべての行が「OK」になります。
   Nothing is missing or changed, neither lists nor papers. Every line says "OK".

    sha256sum --strict -c tagmanifest-sha256.txt manifest-sha256.txt

2. 余分な書類がないこと。結果は %[1]d です。
   There is no paper too many. The answer is %[1]d.

    find data -type f | wc -l

署名があれば、フォルダー sig にあります。署名は tagmanifest-sha256.txt に対するもので、上の
二つと合わせてすべての書類に及びます。認証局の証明書（ca.pem、tsa-ca.pem）と署名者の公開鍵
（minisign.pub）は、このパッケージとは別の経路で入手し、このフォルダーの隣に置いてください。
Signatures, if there are any, are in the folder sig. They are of tagmanifest-sha256.txt and,
with the two commands above, reach every paper. Get the certificates of the authorities
(ca.pem, tsa-ca.pem) and the signer's public key (minisign.pub) from elsewhere than this
package, and put them beside this folder.

3. sig に .p7s があれば、その認証局の認めた人の署名であること（名前は sig/signer.crt にあります）。
   If sig has a .p7s: signed by whom that authority has certified (sig/signer.crt has the name).

    openssl cms -verify -binary -inform DER -in sig/tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt -CAfile ../ca.pem -purpose any -out /dev/null

4. sig に .minisig があれば、その鍵による署名であること。
   If sig has a .minisig: signed by that key.

    minisign -V -m tagmanifest-sha256.txt -x sig/tagmanifest-sha256.txt.minisig -p ../minisign.pub

5. sig に .tsr があれば、いつからあるか（時刻は openssl ts -reply -text -in … で見られます）。
   If sig has a .tsr: since when it exists (openssl ts -reply -text -in … prints the time).

    openssl ts -verify -data tagmanifest-sha256.txt -in sig/tagmanifest-sha256.txt.tsr -CAfile ../tsa-ca.pem

Windows の PowerShell では、1 と 2 の代わりに次の行を貼り付けてください。結果は「OK」です。
In PowerShell on Windows, paste these lines instead of 1 and 2. The answer is "OK".

%[2]s
PowerShell を使えないときは、コマンド プロンプトで書類ごとに次の行を実行し、結果を manifest-sha256.txt
のその書類の行と比べてください。
Where there is no PowerShell, run this line in the Command Prompt for each paper, and compare
the answer with the line of the paper in manifest-sha256.txt.

  certutil -hashfile %[3]s SHA256

この形式は BagIt 1.0（RFC 8493）で、対応するほかのプログラムでも確かめられます。
This is a bag of BagIt 1.0 (RFC 8493); other programs that know BagIt can check it too.
`, len(m.Files), powerShell, strings.ReplaceAll(m.Files[0].Path, "/", `\`))
}

// powerShell does what the first two commands of VERIFY.txt do.
const powerShell = `  $lines = @(Get-Content -LiteralPath tagmanifest-sha256.txt, manifest-sha256.txt -Encoding UTF8)
  $wrong = @($lines | Where-Object {
   $sum, $path = $_ -split '  ', 2
   -not (Test-Path -LiteralPath $path -PathType Leaf) -or (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash -ne $sum
  })
  $listed = @($lines | Where-Object { $_ -like '*  data/*' }).Count
  $found = @(Get-ChildItem -LiteralPath data -Recurse -File -Force).Count
  if ($wrong.Count -eq 0 -and $lines.Count -gt 0 -and $listed -eq $found) { 'OK' } else { 'NG'; $wrong }
`
