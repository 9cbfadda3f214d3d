package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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
	program := cross(t, "build", ".")
	samples, err := filepath.Glob("../../testdata/cases/*.yaml")
	if err != nil || len(samples) == 0 {
		t.Fatal(samples, err)
	}
	t.Run("hostile", func(t *testing.T) { refuses(t, program) })
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
			here, there := place{dir: filepath.Join(folder, "here")}, place{dir: filepath.Join(folder, "there"), program: program}
			same(t, here.mainJob(t, name, kind), there.mainJob(t, name, kind))
			same(t, files(t, here.dir), files(t, there.dir))
		})
	}
}

// hostile are attachments that no package may hold.
var hostile = map[string]string{
	"実施結果報告書.pdf":      "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n",
	"事前申請結果通知書の写し.pdf": "MZ\x00\x01",
}

// refuses holds that such attachments are refused there in the same words.
func refuses(t *testing.T, program string) {
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
	place{dir: folder}.run(t, here, order...)
	place{dir: folder, program: program}.run(t, there, order...)
	same(t, here, there)
	for _, text := range there {
		if !strings.HasPrefix(text, "exit status 4\n") || !strings.Contains(text, "vet:pdf-javascript") || !strings.Contains(text, "vet:file-executable") {
			t.Error(text)
		}
	}
}

// onWindows are rooms whose tests run there, and which of them: how attachments are looked
// at and what limits a child has, how a store takes, keeps and gives, what is said of files
// that other programs hold.
var onWindows = map[string][]string{
	"package/vet": {"-test.skip=TestLarge(Entries|PDF)|Rewritten|Fuzz"},
	"storage":     {},
	"storage/dir": {"-test.run=TestStore/(create_only|many_writers|listing_by_prefix|cancelled|failing|longest)|TestRemover/removed|TestNotADirectory|TestSweep"},
}

// TestRoomsOnWindows runs them.
func TestRoomsOnWindows(t *testing.T) {
	for room, which := range onWindows {
		t.Run(room, func(t *testing.T) {
			cmd := judge.Command(t, "wine64", append([]string{cross(t, "test", "-c", "../../"+room)}, which...)...)
			cmd.Dir, cmd.Env = "../../"+room, append(os.Environ(), "YOSHIKI_JUDGES=")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// cross makes a program for Windows out of a room.
func cross(t *testing.T, how ...string) string {
	t.Helper()
	staying.Do(func() { stay(t) })
	name := filepath.Join(t.TempDir(), "yoshiki.exe")
	cmd := exec.Command("go", slices.Insert(slices.Clone(how), len(how)-1, "-buildvcs=false", "-o", name)...)
	cmd.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return name
}

// stay keeps Wine's server up until this program ends: it leaves when nothing has run for
// some seconds, and whoever comes just then is turned away.
func stay(t *testing.T) {
	t.Helper()
	waiting := judge.Command(t, "wine64", "cmd")
	if _, err := waiting.StdinPipe(); err != nil { // which closes with this program
		t.Fatal(err)
	}
	if err := waiting.Start(); err != nil {
		t.Fatal(err)
	}
}

var staying sync.Once

// place is where commands run: a folder, in which the cases lie beside, and the program
// for Windows, if it is not this one.
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
	cmd.Dir, cmd.Env = p.dir, append(os.Environ(), "YOSHIKI_LANG=en")
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

// command calls this program, which is its own tests, or that for Windows.
func (p place) command(t *testing.T, args []string) *exec.Cmd {
	t.Helper()
	if p.program != "" {
		return judge.Command(t, "wine64", append([]string{p.program}, args...)...)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{program}, args...)}
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
	if diff := cmp.Diff(slices.Sorted(maps.Keys(here)), slices.Sorted(maps.Keys(there))); diff != "" {
		t.Error(diff)
	}
	for name := range here {
		if here[name] != there[name] {
			t.Errorf("%s: %d bytes here, %d there: %.2000q, %.2000q", name, len(here[name]), len(there[name]), here[name], there[name])
		}
	}
}
