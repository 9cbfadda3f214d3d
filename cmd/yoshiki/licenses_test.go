package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write licenses.txt anew")

// TestLicenses holds licenses.txt: the licence of every module in the binary.
func TestLicenses(t *testing.T) {
	want := licences(t)
	if *update {
		if err := os.WriteFile("licenses.txt", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(want, []byte(moduleLicenses)) && !*update {
		t.Error("licenses.txt is not that of the modules in go.mod; run this test with -update")
	}
}

// TestBrowserLicenses: what is said of the files that River UI has built is said of the version that
// is in the binary, and names each of the libraries that its files are named after.
func TestBrowserLicenses(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}\n{{.Dir}}", "riverqueue.com/riverui").Output()
	version, dir, ok := strings.Cut(strings.TrimSpace(string(out)), "\n")
	if err != nil || !ok {
		t.Fatal(err)
	}
	if !strings.Contains(browserLicenses, "riverui "+version+" ") {
		t.Errorf("licenses-riverui.txt is not about %s: look at its package.json anew", version)
	}
	files, err := filepath.Glob(filepath.Join(dir, "dist/assets/*.js"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	known := map[string]string{"dagrejs": "@dagrejs/dagre", "headlessui": "@headlessui/react", "react": "react-dom", "reactflow": "@xyflow/react", "main": "River UI", "rolldown": ""}
	for _, name := range files {
		library, _, _ := strings.Cut(filepath.Base(name), "-")
		if as, ok := known[library]; !ok || !strings.Contains(browserLicenses, as) {
			t.Errorf("licenses-riverui.txt does not name what is in %s", filepath.Base(name))
		}
	}
}

func licences(t *testing.T) []byte {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-json=Module", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	type module struct {
		Path, Version, Dir string
		Main               bool
	}
	var all []module
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module != nil && !p.Module.Main && !slices.Contains(all, *p.Module) {
			all = append(all, *p.Module)
		}
	}
	slices.SortFunc(all, func(a, b module) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	var b bytes.Buffer
	for _, m := range all {
		fmt.Fprintf(&b, "---- %s %s ----\n\n%s\n", m.Path, m.Version, licenceOf(t, m.Dir))
	}
	return b.Bytes()
}

// licenceOf is the text of a module's licence files.
func licenceOf(t *testing.T, dir string) []byte {
	t.Helper()
	var text []byte
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "COPYRIGHT"} {
		names, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err == nil {
				text = append(text, data...)
			}
		}
	}
	if len(text) == 0 {
		t.Errorf("%s has no licence file", dir)
	}
	return text
}
