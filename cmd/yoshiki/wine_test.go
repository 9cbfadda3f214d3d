package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/judge"
)

// packaged is the kind of package that is made of each sample; of most one with attachments.
var packaged = map[string]string{
	"hold": "registration", "ismap-registered": "renewal", "ismap-registration": "registration", "ismap-rejected": "registration",
	"large-renewal": "renewal", "registered": "registration", "rejected": "renewal", "small-saas": "registration",
}

// TestWindows has the program for Windows do the main job for every sample: what it says
// and what it writes are the bytes that this system gives.
func TestWindows(t *testing.T) {
	own, program := built(t, runtime.GOOS, "build", "."), built(t, "windows", "build", ".")
	samples, err := filepath.Glob("../../testdata/cases/*.yaml")
	if err != nil || len(samples) == 0 {
		t.Fatal(samples, err)
	}
	t.Run("hostile", func(t *testing.T) { refuses(t, own, program) })
	for _, sample := range samples {
		name := strings.TrimSuffix(filepath.Base(sample), ".yaml")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind, known := packaged[name]
			if !known {
				t.Fatal("say what to package of it")
			}
			folder := t.TempDir()
			if err := os.CopyFS(filepath.Join(folder, "cases"), os.DirFS("../../testdata/cases")); err != nil {
				t.Fatal(err)
			}
			here := place{filepath.Join(folder, "here"), own}
			said := here.mainJob(t, name, kind)
			maps.Copy(said, files(t, here.dir))
			var others []string
			for _, dir := range []string{"there", "again"} { // Wine is not Windows: what it spoils once is no fault of the program
				there := place{filepath.Join(folder, dir), program}
				told := there.mainJob(t, name, kind)
				maps.Copy(told, files(t, there.dir))
				if others = differences(said, told); others == nil {
					return
				}
				t.Logf("%s: %q", dir, others)
			}
			t.Errorf("not the same twice: %q", others)
		})
	}
}

// hostile are attachments that no package may hold.
var hostile = map[string]string{
	"実施結果報告書.pdf":      "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n",
	"事前申請結果通知書の写し.pdf": "MZ\x00\x01",
}

// refuses holds that such attachments are refused there in the same words.
func refuses(t *testing.T, own, program string) {
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "cases"), os.DirFS("../../testdata/cases")); err != nil {
		t.Fatal(err)
	}
	for name, data := range hostile {
		if err := os.WriteFile(filepath.Join(folder, "cases", "small-saas", name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	here, there, order := said{}, said{}, []string{"package", "cases/small-saas.yaml", "--for", "registration", "--json"}
	place{folder, own}.run(t, here, order...)
	place{folder, program}.run(t, there, order...)
	same(t, here, there)
	for _, text := range there {
		if !strings.HasPrefix(text, "exit status 4\n") || !strings.Contains(text, "vet:pdf-javascript") || !strings.Contains(text, "vet:file-executable") {
			t.Error(text)
		}
	}
}

// windowsRuntime is how Go is told to stop its threads for Windows only where they ask whether they
// should: one that is stopped in a page fault may go on with a spoilt register
// (https://github.com/golang/go/issues/79249).
const windowsRuntime = "GODEBUG=asyncpreemptoff=1"

// place is where commands run: a folder, beside which the cases lie, and a program, for
// this system or for Windows.
type place struct{ dir, program string }

// deep is a path of more characters than Windows took in former times.
var deep = strings.Repeat("とても長いフォルダの名前/", 25)

// said is what each command has said, and how it ended.
type said map[string]string

// mainJob does what README shows, in the folder, and gives what was said.
func (p place) mainJob(t *testing.T, name, kind string) said {
	t.Helper()
	if err := os.Mkdir(p.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	all, sample := said{}, "../cases/"+name+".yaml"
	p.run(t, all, "check", sample, "--for", kind, "--json")
	p.run(t, all, "render", sample, "--form", "all", "-o", deep)
	id := p.run(t, all, "package", sample, "--for", kind)
	p.run(t, all, "export", id, "--zip", "提出 用.zip")
	p.run(t, all, "export", id, "-o", "bag")
	p.run(t, all, "verify", "提出 用.zip", "--json")
	p.run(t, all, "verify", "bag", "--json")
	p.run(t, all, "scrub", "--json")
	return all
}

// run adds what a command says to what was said, and gives its first line.
func (p place) run(t *testing.T, all said, args ...string) string {
	t.Helper()
	cmd := p.command(t, args)
	cmd.Dir, cmd.Env = p.dir, append(os.Environ(), "YOSHIKI_LANG=en", windowsRuntime)
	var out, errors bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errors
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(out.String()+errors.String(), `\`, "/")
	all[strings.Join(args, " ")] = cmd.ProcessState.String() + "\n" + text
	first, _, _ := strings.Cut(out.String(), "\n")
	return first
}

// command calls the program, in Wine if need be.
func (p place) command(t *testing.T, args []string) *exec.Cmd {
	t.Helper()
	if strings.HasSuffix(p.program, windowsEnd) {
		return judge.Command(t, "wine64", append([]string{p.program}, args...)...)
	}
	return exec.Command(p.program, args...)
}

// files are those below a folder, by their paths.
func files(t *testing.T, folder string) said {
	t.Helper()
	all := said{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, path))
		all[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// same tells what is not the same here and there.
func same(t *testing.T, here, there said) {
	t.Helper()
	for _, d := range differences(here, there) {
		t.Error(d)
	}
}

// differences are what is not the same here and there.
func differences(here, there said) []string {
	var all []string
	if diff := cmp.Diff(slices.Sorted(maps.Keys(here)), slices.Sorted(maps.Keys(there))); diff != "" {
		all = append(all, diff)
	}
	for _, name := range slices.Sorted(maps.Keys(here)) {
		if a, b := here[name], there[name]; a != b {
			at := 0
			for at < min(len(a), len(b)) && a[at] == b[at] {
				at++
			}
			all = append(all, fmt.Sprintf("%d bytes here, %d there, other from %d on: %.60q, %.60q: %s", len(a), len(b), at, a[at:], b[at:], filepath.Base(name)))
		}
	}
	return all
}
