package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/vet/vettest"
)

// TestSpelling: a file is found whether its name is composed in the case or on the disk, and
// what lies outside of the folder is not.
func TestSpelling(t *testing.T) {
	a := app.New(app.Options{Vet: vettest.Child()})
	for _, disk := range []norm.Form{norm.NFC, norm.NFD} {
		dir := t.TempDir()
		name := filepath.Join(dir, disk.String("添付が"), disk.String("プログラム.pdf"))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("\x00\x01\x02"), 0o600); err != nil {
			t.Fatal(err)
		}
		folder, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer folder.Close()
		for file, want := range map[string]string{norm.NFC.String("添付が/プログラム.pdf"): "vet:file-unknown", norm.NFD.String("添付が/プログラム.pdf"): "vet:file-unknown",
			norm.NFD.String("./添付が/プログラム.pdf"): "vet:file-unknown", "添付か/プログラム.pdf": "case:attachment", "../添付が/プログラム.pdf": "case:attachment"} {
			text := "id: x\nprogram: ismap-liu\nrevision: 2023-11-10\nattachments:\n  - {paper: assessment-report, file: " + file + ", title: x}\n"
			c, err := a.ReadCase("case.yaml", strings.NewReader(text), folder)
			if err != nil {
				t.Fatal(err)
			}
			checked, err := a.Check(t.Context(), c, app.CheckOrder{})
			if err != nil {
				t.Fatal(err)
			}
			if got := about(checked.Findings, "/attachments/0/file"); got != want {
				t.Errorf("%+q for %+q: %s, want %s", name, file, got, want)
			}
		}
	}
}

// about are the ids of the findings at a place.
func about(findings []casefile.Finding, pointer string) string {
	var ids []string
	for _, f := range findings {
		if f.Pointer == pointer {
			ids = append(ids, f.ID)
		}
	}
	return strings.Join(ids, " ")
}
