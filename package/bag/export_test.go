package bag_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
)

// run runs a stock tool and fails the test if it is not content. A tool that is not there
// skips it.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if cmd.Err != nil || strings.Contains(string(out), "ModuleNotFoundError") {
		t.Skipf("%s is not there: %v %s", name, cmd.Err, out)
	}
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return string(out)
}

func python() string {
	if p := os.Getenv("YOSHIKI_PYTHON"); p != "" {
		return p
	}
	return "python3"
}

// accepted proves with stock tools and our verifier that a folder is a good bag, by the
// commands of its VERIFY.txt word for word; those about signatures that it has not are
// left out.
func accepted(t *testing.T, dir string) {
	t.Helper()
	run(t, dir, python(), "-m", "bagit", "--validate", ".")
	data, err := os.ReadFile(filepath.Join(dir, "VERIFY.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var commands, out []string
	for line := range strings.Lines(string(data)) {
		command, ok := strings.CutPrefix(line, "    ")
		if !ok {
			continue
		}
		commands = append(commands, strings.TrimSpace(command))
		signature := signatureFile.FindString(command)
		if _, err := os.Stat(filepath.Join(dir, signature)); err == nil {
			out = append(out, run(t, dir, "sh", "-e", "-c", command))
		}
	}
	report, err := manifest.VerifyPath(context.Background(), dir)
	if err != nil || len(report.Faults) > 0 {
		t.Fatalf("%v, %v", report, err)
	}
	if len(commands) != 5 || strings.TrimSpace(out[1]) != fmt.Sprint(report.Files) {
		t.Errorf("%q gave %q", commands, out)
	}
	for line := range strings.Lines(out[0]) {
		if !strings.HasSuffix(line, ": OK\n") {
			t.Errorf("sha256sum: %s", line)
		}
	}
	if len(out) != 2+len(commandsFor(report.Signatures)) {
		t.Errorf("%d signatures, and the commands gave %q", len(report.Signatures), out)
	}
}

var signatureFile = regexp.MustCompile(`sig/[a-z0-9-]+\.txt\.[a-z0-9]+`)

// commandsFor are the signature files that VERIFY.txt has a command for.
func commandsFor(files []manifest.TagFile) []string {
	var all []string
	for _, f := range files {
		if signatureFile.MatchString(f.Path) {
			all = append(all, f.Path)
		}
	}
	return all
}

func TestWriteDir(t *testing.T) {
	b := seal(t, info(), files())
	parent := t.TempDir()
	if err := os.Mkdir(parent+"/empty", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"new", "empty", "slash/"} {
		if err := b.WriteDir(context.Background(), filepath.Join(parent, name)); err != nil {
			t.Fatal(err)
		}
		accepted(t, filepath.Join(parent, name))
	}
	if got := list(t, parent); !slices.Equal(got, []string{"empty", "new", "slash"}) {
		t.Errorf("left behind: %q", got)
	}
}

func TestWriteDirRefuses(t *testing.T) {
	b := seal(t, info(), files())
	parent := t.TempDir()
	write(t, parent+"/file", "x")
	if err := os.MkdirAll(parent+"/full/x", 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{
		"full": fs.ErrExist, "file": syscall.ENOTDIR, "missing/bag": fs.ErrNotExist, "file/bag": syscall.ENOTDIR,
	} {
		if err := b.WriteDir(context.Background(), filepath.Join(parent, name)); !errors.Is(err, want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v; want %v", name, err, want)
		}
	}
	if got := list(t, parent); !slices.Equal(got, []string{"file", "full"}) {
		t.Errorf("left behind: %q", got)
	}
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// failing are bundles whose last paper can no longer be read, or has changed.
func failing(t *testing.T) map[string]*bag.Bag {
	t.Helper()
	all := make(map[string]*bag.Bag)
	for name, then := range map[string]string{"changed": "9876543210", "cut": "01234", "grown": "0123456789a"} {
		data := "0123456789"
		papers := files()
		papers[7].Source = bag.Source{Size: 10, Open: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(data)), nil
		}}
		all[name] = seal(t, info(), papers)
		data = then
	}
	return all
}

func TestExportFails(t *testing.T) {
	for name, b := range failing(t) {
		parent := t.TempDir()
		if err := b.WriteDir(context.Background(), parent+"/bag"); err == nil || !strings.Contains(err.Error(), "C-0001.pdf") {
			t.Errorf("%s: folder: %v", name, err)
		}
		if err := b.WriteZipFile(context.Background(), parent+"/bag.zip"); err == nil || !strings.Contains(err.Error(), "C-0001.pdf") {
			t.Errorf("%s: zip: %v", name, err)
		}
		if got := list(t, parent); len(got) > 0 {
			t.Errorf("%s: left behind: %q", name, got)
		}
	}
}

func TestWriteZip(t *testing.T) {
	b := seal(t, info(), files())
	dir := t.TempDir()
	for range 2 { // the second replaces the first
		if err := b.WriteZipFile(context.Background(), dir+"/提出.zip"); err != nil {
			t.Fatal(err)
		}
	}
	if got := list(t, dir); !slices.Equal(got, []string{"提出.zip", "提出.zip.sha256"}) {
		t.Errorf("files: %q", got)
	}
	run(t, dir, "sha256sum", "--strict", "-c", "提出.zip.sha256")
	report, err := manifest.VerifyPath(context.Background(), dir+"/提出.zip")
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("%v, %v", report, err)
	}
	run(t, dir, python(), "-m", "zipfile", "-e", "提出.zip", ".")
	accepted(t, filepath.Join(dir, b.ID()))
	if err := b.WriteZipFile(context.Background(), dir+"/a\\b.zip"); err == nil {
		t.Error("a name was taken that sha256sum would not understand")
	}
}

// TestStockTools: random packages of hostile names, texts and sizes are good bags.
func TestStockTools(t *testing.T) {
	rng := rand.New(rand.NewPCG(8493, 2))
	names := []string{"", "a.pdf", "見積書\n.pdf", "../../etc/passwd", "CON", "\u202egpj.exe", "%2e%2e", "<script>", "か\u3099.PDF", "a\\b", "=1+1", "😀.xlsx", "\x00"}
	parent := t.TempDir()
	dirs := []string{"-m", "bagit", "--quiet", "--validate"}
	for i := range 20 {
		in := info()
		name := func() string { return names[rng.IntN(len(names))] }
		in.Case.ID, in.Case.Organization, in.Draft = name(), name(), i%2 == 0
		in.Findings = append(in.Findings, manifest.Finding{Code: name(), Path: name(), MessageJA: name()})
		var papers []bag.Paper
		for j := range 1 + i*i/2 {
			role := []manifest.Role{manifest.Index, manifest.Form, manifest.Attachment, manifest.Certificate}[rng.IntN(4)]
			f := paper(role, fmt.Sprintf("2-%d", j%25), name(), strings.Repeat("x", rng.IntN(3)*rng.IntN(3000)))
			f.Title, f.Clause = name(), name()
			papers = append(papers, f)
		}
		dir := filepath.Join(parent, fmt.Sprint(i))
		if err := seal(t, in, papers).WriteDir(context.Background(), dir); err != nil {
			t.Fatal(err)
		}
		run(t, dir, "sha256sum", "--quiet", "--strict", "-c", manifest.Tags, manifest.Payload)
		if r, err := manifest.VerifyPath(context.Background(), dir); err != nil || len(r.Faults) > 0 {
			t.Errorf("%d: %v, %v", i, r, err)
		}
		dirs = append(dirs, dir)
	}
	run(t, parent, python(), dirs...)
}

// TestZipBytes: what stands in the zip's headers.
func TestZipBytes(t *testing.T) {
	b := seal(t, info(), files())
	data := zipOf(t, b)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, strings.TrimPrefix(f.Name, b.ID()+"/"))
		if date := f.Modified.Format("2006-01-02 15:04:05"); f.Method != zip.Store || f.Flags != 0 || date != "1980-01-01 00:00:00" {
			t.Errorf("%s: method %d, flags %d, %s", f.Name, f.Method, f.Flags, date)
		}
	}
	if diff := cmp.Diff(paths(b), names); diff != "" {
		t.Error(diff)
	}
}
