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

	"yoshiki/forms/judge"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
)

// run runs a stock tool in a folder and fails the test if the tool is not content.
func run(t *testing.T, dir string, cmd *exec.Cmd) string {
	t.Helper()
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return string(out)
}

// accepted proves with our verifier and stock tools that a folder is a good bag, by the
// commands of its VERIFY.txt word for word; those about signatures that it has not are
// left out.
func accepted(t *testing.T, dir string) {
	t.Helper()
	report, err := manifest.VerifyPath(context.Background(), dir)
	if err != nil || !report.Whole() {
		t.Fatalf("%v, %v", report, err)
	}
	t.Run("bagit", func(t *testing.T) { run(t, dir, judge.Python(t, "bagit", "-m", "bagit", "--validate", ".")) })
	commands, used := commandsIn(t, dir), 0
	for i, command := range commands {
		if _, err := os.Stat(filepath.Join(dir, signatureFile.FindString(command))); err != nil {
			continue
		}
		used++
		program := strings.Fields(command)[0]
		t.Run(program, func(t *testing.T) {
			judge.Need(t, program)
			out := run(t, dir, judge.Command(t, "sh", "-e", "-c", command))
			if i == 0 && strings.Count(out, ": OK\n") != strings.Count(out, "\n") || i == 1 && strings.TrimSpace(out) != fmt.Sprint(report.Files) {
				t.Error(out)
			}
		})
	}
	if len(commands) != 5 || used != 2+len(commandsFor(report.Signatures)) {
		t.Errorf("%d signatures, %d used of %q", len(report.Signatures), used, commands)
	}
}

// commandsIn are the commands of VERIFY.txt.
func commandsIn(t *testing.T, dir string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "VERIFY.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(data)) {
		if command, ok := strings.CutPrefix(line, "    "); ok {
			all = append(all, strings.TrimSpace(command))
		}
	}
	return all
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

// failing are bags whose last paper can no longer be read, or has changed.
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
	run(t, dir, judge.Command(t, "sha256sum", "--strict", "-c", "提出.zip.sha256"))
	report, err := manifest.VerifyPath(context.Background(), dir+"/提出.zip")
	if err != nil || !report.Whole() {
		t.Errorf("%v, %v", report, err)
	}
	run(t, dir, judge.Command(t, "python3", "-m", "zipfile", "-e", "提出.zip", "."))
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
		run(t, dir, judge.Command(t, "sha256sum", "--quiet", "--strict", "-c", manifest.Tags, manifest.Payload))
		if r, err := manifest.VerifyPath(context.Background(), dir); err != nil || !r.Whole() {
			t.Errorf("%d: %v, %v", i, r, err)
		}
		dirs = append(dirs, dir)
	}
	run(t, parent, judge.Python(t, "bagit", dirs...))
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
