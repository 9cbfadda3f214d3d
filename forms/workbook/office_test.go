package workbook_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"
	"yoshiki/forms/judge"
)

// saved are workbooks that other programs save: those of all samples, and one with texts that
// break careless code.
// Two of the samples do, unless there is time.
func saved(t *testing.T, hostile string) (dir string, cases map[string]*casefile.Case) {
	t.Helper()
	dir, cases = t.TempDir(), map[string]*casefile.Case{}
	all := samples(t)
	for i, s := range all {
		if i%4 > 0 && !long {
			continue
		}
		kinds := catalog(t, s.full).Kinds()
		cases[s.name] = s.full
		keep(t, dir, s.name, write(t, layout(t, s.full, kinds[i%len(kinds)], "ja")))
	}
	c := casetest.Edited(rand.New(rand.NewPCG(1, 3)), all[0].full, 300)
	c.Program, c.Revision, c.Company = all[0].full.Program, all[0].full.Revision, ""
	for _, s := range casefile.Statements(c) {
		s.ControlsFile = ""
	}
	c.Service.Summary, c.Service.Name, c.Contact.Name = "=SUM(1,2)", "'apostrophe", casefile.Text(hostile)
	settle(casefile.Of(c))
	cases["hostile"] = c
	keep(t, dir, "hostile", write(t, layout(t, c, "registration", "en")))
	return dir, cases
}

func keep(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// compareSaved reads what a program saved.
func compareSaved(t *testing.T, dir string, cases map[string]*casefile.Case) {
	t.Helper()
	for name, c := range cases {
		data, err := os.ReadFile(filepath.Join(dir, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		same(t, name, data, c)
	}
}

// TestLibreOffice: what LibreOffice saves is read as the same case without a word. All
// workbooks are given to it at once.
func TestLibreOffice(t *testing.T) {
	dir, cases := saved(t, "_x0041_ と _x005F_")
	names, err := filepath.Glob(dir + "/*.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "xlsx", "--outdir", out}, names...)
	if said, err := judge.Command(t, "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	compareSaved(t, out, cases)
}

// TestOpenpyxl: so is what openpyxl saves. What looks like an escape of Excel it does not write
// as Excel does.
func TestOpenpyxl(t *testing.T) {
	dir, cases := saved(t, "+1 _x と _")
	if said, err := judge.Python(t, "openpyxl", "testdata/save.py", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	compareSaved(t, dir, cases)
}
