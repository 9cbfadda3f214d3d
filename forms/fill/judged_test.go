package fill_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/judge"
)

// TestJudged lets LibreOffice and the Open XML SDK open what was filled: two forms in each
// format, all with YOSHIKI_LONG=1.
func TestJudged(t *testing.T) {
	judge.Need(t, "soffice")
	dir := t.TempDir()
	var names []string
	for i, f := range drawnForms(t) {
		if os.Getenv("YOSHIKI_LONG") == "" && i%24 != 5 {
			continue
		}
		sheet := markedUp(t, &f)
		for _, format := range forms.SheetFormats {
			name := filepath.Join(dir, fmt.Sprintf("%d-%s.%s", i, format, format))
			if err := os.WriteFile(name, filled(t, sheet, format, &f), 0o666); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
	}
	t.Logf("%d files", len(names))
	validated(t, names)
	opens(t, dir, names)
}

// validated fails on every fault that the Open XML SDK finds.
func validated(t *testing.T, names []string) {
	t.Helper()
	for _, name := range names {
		out, err := judge.Command(t, "ooxml-validator", name).Output()
		var verdict struct {
			OK     bool
			Errors []struct{ Description, Path, XPath string }
		}
		if broken := json.Unmarshal(out, &verdict); broken != nil {
			t.Fatalf("%v, %v: %s", err, broken, out)
		}
		if !verdict.OK || len(verdict.Errors) > 0 {
			t.Errorf("%s: %+v", filepath.Base(name), verdict.Errors)
		}
	}
}

// opens lets LibreOffice make a PDF of each file in one go.
func opens(t *testing.T, dir string, names []string) {
	t.Helper()
	args := append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}, names...)
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, name := range names {
		if info, err := os.Stat(strings.TrimSuffix(name, filepath.Ext(name)) + ".pdf"); err != nil || info.Size() < 1000 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
