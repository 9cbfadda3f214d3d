package main

import (
	"bufio"
	"bytes"
	"debug/buildinfo"
	"debug/elf"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"yoshiki/forms/judge"
)

// TestRelease builds the program as .deploy/Containerfile does: it needs no other file, is the
// same bytes from another folder, tells what it is made of, and works for nobody in particular
// where there is nothing else.
func TestRelease(t *testing.T) {
	program := released(t, "../..")
	t.Run("static", func(t *testing.T) { static(t, program) })
	t.Run("parts", func(t *testing.T) { tellsItsParts(t, program) })
	t.Run("empty root", func(t *testing.T) { alone(t, program) })
	t.Run("reproducible", func(t *testing.T) {
		again := filepath.Join(t.TempDir(), "elsewhere")
		for _, room := range strings.Fields("cmd forms templates package storage locales testdata") {
			copyRoom(t, filepath.Join(again, room), room)
		}
		for _, name := range []string{"go.mod", "go.sum"} {
			copyFile(t, filepath.Join(again, name), filepath.Join("../..", name))
		}
		if !bytes.Equal(contentOf(t, program), contentOf(t, released(t, again))) {
			t.Error("other bytes from another folder")
		}
	})
}

// released is the program, built from the source in a folder.
func released(t *testing.T, folder string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), program)
	cmd := exec.Command("go", slices.Concat([]string{"build"}, releaseFlags("v9.8.7"), []string{"-o", name, "./cmd/yoshiki"})...)
	cmd.Dir, cmd.Env = folder, append(os.Environ(), "CGO_ENABLED=0")
	if os.Getenv("YOSHIKI_LONG") != "" { // which takes minutes: nothing that was compiled before
		cmd.Env = append(cmd.Env, "GOCACHE="+t.TempDir())
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return name
}

func copyRoom(t *testing.T, to, room string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(filepath.Join("../..", room))); err != nil {
		t.Fatal(err)
	}
}

func static(t *testing.T, program string) {
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("it needs %v", p.Type)
		}
	}
	if out, err := exec.Command(program, "version").Output(); string(out) != "yoshiki v9.8.7\n" {
		t.Errorf("%s %v", out, err)
	}
}

// tellsItsParts compares the SBOM with what Go itself reads from the program, and has another
// program hold it against the schema.
func tellsItsParts(t *testing.T, program string) {
	text, err := exec.Command(program, "version", "--sbom").Output()
	if err != nil {
		t.Fatal(err)
	}
	var b bom
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	for _, p := range b.Components {
		have[p.Name] = p.Version
	}
	for _, m := range info.Deps {
		if have[m.Path] != m.Version {
			t.Errorf("%s is %s, not %q", m.Path, m.Version, have[m.Path])
		}
	}
	if len(have) != len(info.Deps)+1 || "go"+have["stdlib"] != info.GoVersion {
		t.Errorf("%d parts of %d modules and Go %s", len(have), len(info.Deps), have["stdlib"])
	}
	file := filepath.Join(t.TempDir(), "bom.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	const check = "import sys; from cyclonedx.schema import SchemaVersion as S; from cyclonedx.validation.json import JsonStrictValidator as V\n" +
		"e = V(S.V1_6).validate_str(open(sys.argv[1]).read()); print(e or 'valid'); sys.exit(e is not None)"
	if out, err := judge.Python(t, "cyclonedx", "-c", check, file).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// alone runs the program in a folder that holds it, a folder for data and the certificates of
// authorities, with /proc and /dev/null, which every container has, as a user without a name.
func alone(t *testing.T, program string) {
	const user = 65532
	root := t.TempDir()
	for _, name := range []string{"data", "tmp", "proc", "dev", "cases", "etc/ssl/certs"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	copyFile(t, filepath.Join(root, "yoshiki"), program)
	copyFile(t, filepath.Join(root, "dev/null"), os.DevNull)
	copyFile(t, filepath.Join(root, "etc/ssl/certs/ca-certificates.crt"), os.DevNull)
	if err := os.CopyFS(filepath.Join(root, "cases"), os.DirFS("../../testdata/cases")); err != nil {
		t.Fatal(err)
	}
	if !judge.Works("unshare", "--mount", "true") {
		judge.Missing(t, "the right to a root of one's own")
	}
	for _, name := range []string{"data", "tmp"} {
		if err := os.Chown(filepath.Join(root, name), user, user); err != nil {
			t.Fatal(err)
		}
	}
	inside := func(args ...string) *exec.Cmd {
		enter := `mount --bind /dev/null "$0/dev/null" && exec env -i PATH="$PATH" LANG=C.UTF-8 chroot --userspec=65532:65532 "$0" /yoshiki "$@"`
		cmd := exec.Command("unshare", append([]string{"--mount", "--pid", "--fork", "--kill-child", "--mount-proc=" + root + "/proc", "sh", "-c", enter, root}, args...)...)
		cmd.Stderr = os.Stderr
		return cmd
	}
	if out, err := inside("package", "/cases/small-saas.yaml", "--for", "registration", "--store", "dir:/data/store", "-q").Output(); err != nil || len(out) == 0 {
		t.Errorf("package: %v %s", err, out)
	}
	serves(t, inside("serve", "--listen", "127.0.0.1:0", "--data", "/data", "--json", "-q"))
}

// serves holds that a service answers, and ends when it is told to.
func serves(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var at struct{ URL string }
	lines := bufio.NewScanner(out)
	for at.URL == "" && lines.Scan() {
		if err := json.Unmarshal(lines.Bytes(), &at); err != nil {
			t.Error(err)
		}
	}
	client := http.Client{Timeout: time.Minute}
	if answer, err := client.Get(at.URL + "/healthz"); err != nil || answer.StatusCode != http.StatusOK {
		t.Error(answer, err)
	}
	client.CloseIdleConnections()
	children, err := os.ReadFile(fmt.Sprintf("/proc/%[1]d/task/%[1]d/children", cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	var service int
	if _, err := fmt.Sscan(string(children), &service); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(syscall.Kill(service, syscall.SIGTERM), cmd.Wait()); err != nil {
		t.Errorf("it did not end well: %v", err)
	}
}
