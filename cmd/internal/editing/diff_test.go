package editing_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/casefile"
	"yoshiki/forms/judge"
	"yoshiki/forms/readback"
)

// returned is one text that is changed in a file.
type returned struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Was     string `json:"was"`
	Is      string `json:"is"`
	pointer string
	value   string
}

// TestDiff changes one field of a form at a time with openpyxl and python-docx, and has
// LibreOffice save every other file anew: exactly that field is told, and the case takes it.
// There are 16 changes, 200 with YOSHIKI_LONG.
func TestDiff(t *testing.T) {
	judge.Need(t, "soffice")
	count := 16
	if os.Getenv("YOSHIKI_LONG") != "" {
		count = 200
	}
	a, c := app.New(app.Options{}), caseBeside(t, "small-saas.yaml")
	dir := t.TempDir()
	all := changes(t, a, c, dir)
	r := rand.New(rand.NewPCG(5, 6))
	r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	if len(all) < count {
		t.Fatalf("%d changes", len(all))
	}
	all = all[:count]
	for i := range all {
		all[i].To = filepath.Join(dir, fmt.Sprintf("changed-%d%s", i, filepath.Ext(all[i].From)))
	}
	jobs, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	edit := judge.Python(t, "docx", "testdata/edit.py")
	edit.Stdin = bytes.NewReader(jobs)
	if out, err := edit.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	saved := saveAnew(t, all, filepath.Join(dir, "saved"))
	for i, x := range all {
		name := x.To
		if i%2 == 1 {
			name = filepath.Join(saved, filepath.Base(x.To))
		}
		same(t, a, c, name, x)
	}
}

// caseBeside reads a sample.
func caseBeside(t *testing.T, name string) *app.Case {
	t.Helper()
	root, err := os.OpenRoot("../../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	f, err := root.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := app.New(app.Options{}).ReadCase(name, f, root)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// changes renders forms into a folder and gives what could be changed in them.
func changes(t *testing.T, a *app.App, c *app.Case, dir string) (all []returned) {
	t.Helper()
	err := a.Render(t.Context(), c, app.RenderOrder{Forms: []string{"1-1", "1-5", "2-2", "2-4", "2-6", "2-8", "2-16", "2-20", "inquiry-reply"}, Formats: []string{"xlsx", "docx"},
		Each: func(p *app.Print) error {
			name, seen := filepath.Join(dir, p.Name()), map[string]int{}
			for text := range p.Form.Document.Texts() {
				seen[text.Text]++
			}
			for text := range p.Form.Document.Texts() {
				v, err := casefile.Get(c.File.Case, text.Path)
				if text.Path == "" || err != nil || seen[text.Text] > 1 {
					continue
				}
				switch n := len(all); {
				case v.Model.Type == reflect.TypeFor[casefile.Text]() && v.Text() == text.Text && !strings.Contains(text.Text, "\n"):
					is := fmt.Sprintf("変更第%d号　（𠮷）", n)
					all = append(all, returned{From: name, Was: text.Text, Is: is, pointer: text.Path, value: is})
				case v.Model.Type == reflect.TypeFor[casefile.Date]() && p.Format == "docx":
					all = append(all, returned{From: name, Was: text.Text, Is: "令和9年9月9日", pointer: text.Path, value: "2027-09-09"})
				}
			}
			return os.WriteFile(name, p.Data, 0o600)
		}})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// saveAnew has LibreOffice read every other file and write it in its own way.
func saveAnew(t *testing.T, all []returned, dir string) string {
	t.Helper()
	for _, format := range []string{"xlsx", "docx"} {
		args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", format, "--outdir", dir}
		for i, x := range all {
			if i%2 == 1 && strings.HasSuffix(x.To, format) {
				args = append(args, x.To)
			}
		}
		if out, err := judge.Command(t, "soffice", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	return dir
}

// same makes sure that a copy is told to differ in one field, and that the case takes it.
func same(t *testing.T, a *app.App, c *app.Case, name string, x returned) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	read, err := editing.ReadForm(name, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	r, err := editing.Diff(a, c, read, "")
	if err != nil {
		t.Fatalf("%s: %v", x.From, err)
	}
	if len(r.Changes) != 1 || r.Changes[0].Pointer != x.pointer || r.Changes[0].Is != x.Is || r.Changes[0].Value != x.value || !r.Changes[0].Taken {
		t.Errorf("%s of %s: %+v, want %s: %q became %q", filepath.Base(name), filepath.Base(x.From), r.Changes, x.pointer, x.Was, x.Is)
		return
	}
	changed, err := a.ReadCase("changed.yaml", bytes.NewReader(r.Text), c.Folder)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := casefile.Get(changed.File.Case, x.pointer); err != nil || v.Text() != x.value {
		t.Errorf("%s is %q in the case", x.pointer, v.Text())
	}
	if read.Slice != nil { // LibreOffice leaves it out of a workbook
		meanwhile(t, a, c, read, r.Text, x)
	}
}

// meanwhile makes sure that nothing is told of a copy whose case says the same by now, and
// that the case does not take what it has changed itself.
func meanwhile(t *testing.T, a *app.App, c *app.Case, read *readback.File, text []byte, x returned) {
	t.Helper()
	other := map[bool]string{true: "2027-09-08", false: "別の変更"}[x.value != x.Is]
	for value, want := range map[string]int{x.value: 0, other: 1} {
		changed, err := a.ReadCase("changed.yaml", bytes.NewReader(bytes.ReplaceAll(text, []byte(x.value), []byte(value))), c.Folder)
		if err != nil {
			t.Fatal(err)
		}
		r, err := editing.Diff(a, changed, read, "")
		if err != nil || len(r.Changes) != want || want == 1 && (r.Changes[0].Now != value || r.Changes[0].Taken) {
			t.Errorf("%s is %q by now: %+v, %v", x.pointer, value, r, err)
		}
	}
}
