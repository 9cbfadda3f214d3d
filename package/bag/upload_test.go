package bag_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/judge"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
)

// TestUploadNames: what the papers are called, and what hostile titles become.
func TestUploadNames(t *testing.T) {
	papers := []manifest.File{
		{Path: "data/00-index/index.pdf", Role: manifest.Index, Form: "index", Title: "提出書類一覧"},
		{Path: "data/10-forms/2-4.xlsx", Role: manifest.Form, Form: "2-4", Title: "登録申請書", Clause: "8.1"},
		{Path: "data/10-forms/1-2-01.pdf", Role: manifest.Form, Form: "1-2", Title: "影響度評価シート"},
		{Path: "data/10-forms/1-2-02.pdf", Role: manifest.Form, Form: "1-2", Title: "影響度評価シート"},
		{Path: "data/10-forms/improvement-plan.docx", Role: manifest.Form, Form: "improvement-plan", Title: "改善計画書", Clause: "8.1(5)"},
		{Path: "data/20-attachments/A-0001.pdf", Role: manifest.Attachment, Title: "実施結果報告書", Clause: "8.1(4)"},
		{Path: "data/20-attachments/A-0002.pdf", Role: manifest.Attachment, OriginalName: "../a\\b:c?.pdf"},
		{Path: "data/20-attachments/A-0003.txt", Role: manifest.Attachment, Title: "con"},
		{Path: "data/20-attachments/A-0004.txt", Role: manifest.Attachment, Title: " \u202e.\n "},
		{Path: "data/20-attachments/A-0005.TXT", Role: manifest.Attachment, Title: "Report"},
		{Path: "data/20-attachments/A-0006.txt", Role: manifest.Attachment, Title: "report"},
		{Path: "data/20-attachments/A-0007.txt", Role: manifest.Attachment, Title: "か\u3099"},
		{Path: "data/20-attachments/A-0008.txt", Role: manifest.Attachment, Title: "SHA256SUMS"},
	}
	want := []string{"提出書類一覧.pdf", "様式2-4_登録申請書.xlsx", "様式1-2_影響度評価シート.pdf", "様式1-2_影響度評価シート_2.pdf", "改善計画書.docx",
		"8.1(4)_実施結果報告書.pdf", "-a-b-c-.pdf", "書類_con.txt", "書類_.txt", "Report.TXT", "report_2.txt", "が.txt", "SHA256SUMS_2.txt"}
	if diff := cmp.Diff(want, bag.UploadNames(papers)); diff != "" {
		t.Error(diff)
	}
}

// FuzzUploadNames: names are unique, short, and none that a system refuses, whatever the titles.
func FuzzUploadNames(f *testing.F) {
	f.Add("登録申請書", "8.1(4)", "a.pdf")
	f.Add(strings.Repeat("長", 100), "", "")
	f.Add("nul.txt", "../", "con")
	f.Fuzz(func(t *testing.T, title, clause, name string) {
		papers := []manifest.File{{Path: "data/20-attachments/A-0001.pdf", Title: title, Clause: clause, OriginalName: name},
			{Path: "data/20-attachments/A-0002.pdf", Title: title, Clause: clause, OriginalName: name},
			{Path: "data/20-attachments/A-0003.pdf", Title: strings.ToUpper(title), Clause: clause, OriginalName: name}}
		seen := map[string]bool{}
		for _, n := range bag.UploadNames(papers) {
			if seen[strings.ToLower(n)] || len(n) > 200 || !utf8.ValidString(n) || strings.ContainsAny(n, "<>:\"/\\|?*\n\x00") || strings.Trim(n, " .") != n || !filepath.IsLocal(n) {
				t.Errorf("%q", n)
			}
			seen[strings.ToLower(n)] = true
		}
	})
}

// TestWriteUpload: the papers lie there under their names, as sha256sum finds them.
func TestWriteUpload(t *testing.T) {
	b := seal(t, info(), files())
	dir := filepath.Join(t.TempDir(), "upload")
	if err := b.WriteUpload(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadDir(dir)
	if err != nil || len(there) != len(b.Manifest().Files)+1 {
		t.Errorf("%v, %v", there, err)
	}
	cmd := judge.Command(t, "sha256sum", "--quiet", "--strict", "-c", bag.UploadList)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if err := b.WriteUpload(context.Background(), dir); err == nil {
		t.Error("written over what was there")
	}
}
