package templates

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// A revision says in revision.yaml since when it is released; from then on none of its
// files changes, goes or comes. The same holds of a day of what the programmes share.
func TestReleasedRevisionsAreFrozen(t *testing.T) {
	sum, err := os.ReadFile("frozen.sum")
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range thawed(t, os.DirFS("."), sum) {
		t.Error(fault)
	}
}

// thawed tells which files of released revisions are not as frozen.sum has them.
func thawed(t *testing.T, fsys fs.FS, sum []byte) []string {
	t.Helper()
	listed, released := list(t, sum), released(t, fsys)
	var faults []string
	for name, line := range released {
		switch was := listed[name]; {
		case was == "":
			faults = append(faults, "not listed: "+line)
		case was != line:
			faults = append(faults, "changed: "+name)
		}
	}
	for name := range listed {
		if released[name] == "" {
			faults = append(faults, "listed, but gone or not released: "+name)
		}
	}
	slices.SortFunc(faults, cmp.Compare)
	return faults
}

// list reads the lines of frozen.sum by the file that each is about.
func list(t *testing.T, sum []byte) map[string]string {
	t.Helper()
	lines := map[string]string{}
	for line := range strings.Lines(string(sum)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		_, name, ok := strings.Cut(line, "  ")
		if !ok || lines[name] != "" {
			t.Fatalf("frozen.sum: %q", line)
		}
		lines[name] = line
	}
	return lines
}

// released are the lines that the files of released revisions want, by file.
func released(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	revisions, err := fs.Glob(fsys, "*/*/revision.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{}
	for _, name := range revisions {
		var r struct {
			Released string `yaml:"released"`
		}
		if err := yaml.Unmarshal(read(t, fsys, name), &r); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if r.Released != "" {
			maps.Copy(lines, linesOf(t, fsys, path.Dir(name)))
		}
	}
	return lines
}

func linesOf(t *testing.T, fsys fs.FS, folder string) map[string]string {
	t.Helper()
	lines := map[string]string{}
	err := fs.WalkDir(fsys, folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			lines[name] = fmt.Sprintf("%x  %s", sha256.Sum256(read(t, fsys, name)), name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func read(t *testing.T, fsys fs.FS, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A made-up revision is released, and then its files change, come and go.
func TestThawed(t *testing.T) {
	fsys := fstest.MapFS{
		"ismap/2030-01-01/revision.yaml":      {Data: []byte("in_force: 2030-01-01\nreleased: 2030-02-01\n")},
		"ismap/2030-01-01/forms/1.yaml":       {Data: []byte("id: \"1\"\n")},
		"ismap/2031-01-01/revision.yaml":      {Data: []byte("in_force: 2031-01-01\n")},
		"common/2029-01-01/revision.yaml":     {Data: []byte("released: 2030-02-01\n")},
		"common/2029-01-01/blocks/parts.yaml": {Data: []byte("a: []\n")},
	}
	var sum bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(released(t, fsys))) {
		fmt.Fprintln(&sum, released(t, fsys)[name])
	}
	if faults := thawed(t, fsys, sum.Bytes()); len(faults) > 0 {
		t.Error(faults)
	}
	delete(fsys, "ismap/2030-01-01/forms/1.yaml")
	fsys["common/2029-01-01/blocks/parts.yaml"] = &fstest.MapFile{Data: []byte("a: [{text: x}]\n")}
	fsys["ismap/2030-01-01/rules.yaml"] = &fstest.MapFile{}
	want := []string{"changed: common/2029-01-01/blocks/parts.yaml", "listed, but gone or not released: ismap/2030-01-01/forms/1.yaml",
		"not listed: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ismap/2030-01-01/rules.yaml"}
	if diff := gocmp.Diff(want, thawed(t, fsys, sum.Bytes())); diff != "" {
		t.Error(diff)
	}
	fsys["ismap/2030-01-01/revision.yaml"] = &fstest.MapFile{Data: []byte("in_force: 2030-01-01\n")}
	if faults := thawed(t, fsys, sum.Bytes()); len(faults) != 3 {
		t.Error(faults)
	}
}
