package archive_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yoshiki/package/archive"
)

func crcOf(data []byte) uint32 { return crc32.ChecksumIEEE(data) }

// tree is path -> SHA-256.
type tree map[string]string

// unpacked is what we unpack, or nil when we refuse.
func unpacked(data []byte) (tree, error) {
	f, err := archive.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	files := tree{}
	for i := range f.Entries {
		e := &f.Entries[i]
		content, err := e.Open()
		if err != nil {
			return nil, err
		}
		sum := sha256.New()
		if _, err := io.Copy(sum, content); err != nil {
			return nil, err
		}
		if e.Legacy || e.IsLink() {
			return nil, fmt.Errorf("%q: a link, or a name in no told encoding", e.Name)
		}
		if !e.IsFolder() {
			files[strings.TrimPrefix(e.Name, "./")] = hex.EncodeToString(sum.Sum(nil))
		}
	}
	return files, nil
}

// wanted gives a command, or skips the test where it is missing; in the gate it fails.
func wanted(t testing.TB, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skipf("%s is not installed: what other programs unpack is not compared", name)
		}
	}
}

// TestUnpackersAgree makes lying zips, and lets six programs unpack each that is accepted.
// YOSHIKI_ZIPS is how many.
func TestUnpackersAgree(t *testing.T) {
	wanted(t, "unzip", "7z", "bsdtar", "python3", "java")
	count := 500
	if n, err := strconv.Atoi(os.Getenv("YOSHIKI_ZIPS")); err == nil {
		count = n
	}
	r, dir := rand.New(rand.NewPCG(1, 2)), t.TempDir()
	var names []string
	var want []tree
	for i := range count {
		data := honest(t, r)
		if i%10 != 0 {
			data = mutate(r, data)
		}
		files, err := unpacked(data)
		if i%10 == 0 && err != nil {
			t.Fatalf("an honest zip is refused: %v", err)
		}
		if err == nil {
			name := filepath.Join(dir, fmt.Sprintf("%05d.zip", i))
			if err := os.WriteFile(name, data, 0o644); err != nil {
				t.Fatal(err)
			}
			names, want = append(names, name), append(want, files)
		}
	}
	t.Logf("%d of %d are accepted", len(names), count)
	for program, got := range unpackers(t, names) {
		for i := range names {
			if !maps.Equal(got[i], want[i]) {
				t.Errorf("%s unpacks %s to %d files, we to %d", program, keep(t, names[i]), len(got[i]), len(want[i]))
			}
		}
	}
}

// keep copies a zip that programs disagree on to where it can be looked at.
func keep(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(os.TempDir(), "disagree-"+filepath.Base(name))
	if err := os.WriteFile(kept, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return kept
}

// unpackers are what each program makes of the zips; nil of one that it refuses.
func unpackers(t testing.TB, names []string) map[string][]tree {
	t.Helper()
	all := map[string][]tree{"python": python(t, names)}
	all["java"], all["jar"] = java(t, names)
	for i := range all["jar"] {
		if all["jar"][i] == nil { // it refuses what it cannot read as a stream
			all["jar"][i] = all["java"][i]
		}
	}
	for program, command := range map[string][]string{
		"unzip": {"unzip", "-q", "-o", "ZIP", "-d", "DIR"}, "7z": {"7z", "x", "-y", "-bso0", "-bsp0", "-oDIR", "ZIP"}, "bsdtar": {"bsdtar", "-xf", "ZIP", "-C", "DIR"},
	} {
		for _, name := range names {
			all[program] = append(all[program], extracted(t, command, name))
		}
	}
	return all
}

func extracted(t testing.TB, command []string, name string) tree {
	t.Helper()
	dir, files := t.TempDir(), tree{}
	args := make([]string, len(command))
	for i, arg := range command {
		args[i] = strings.ReplaceAll(strings.ReplaceAll(arg, "ZIP", name), "DIR", dir)
	}
	c := exec.Command(args[0], args[1:]...)
	c.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	if out, err := c.CombinedOutput(); err != nil {
		t.Logf("%s %s: %v %s", command[0], filepath.Base(name), err, out)
		return nil
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		sum := sha256.Sum256(data)
		files[filepath.ToSlash(strings.TrimPrefix(path, dir+string(filepath.Separator)))] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func run(t testing.TB, names []string, args ...string) []string {
	t.Helper()
	c := exec.Command(args[0], args[1:]...)
	c.Stdin = strings.NewReader(strings.Join(names, "\n") + "\n")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

func python(t testing.TB, names []string) []tree {
	t.Helper()
	all := make([]tree, len(names))
	for i, line := range run(t, names, "python3", "testdata/unpack.py") {
		if err := json.Unmarshal([]byte(line), &all[i]); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func java(t testing.TB, names []string) (listed, streamed []tree) {
	t.Helper()
	parse := func(line string) tree {
		if line == "refused" {
			return nil
		}
		files, words := tree{}, strings.Split(line, "\t")
		for i := 0; i+1 < len(words); i += 2 {
			files[strings.TrimPrefix(words[i], "./")] = words[i+1]
		}
		return files
	}
	for i, line := range run(t, names, "java", "testdata/Unpack.java") {
		if i%2 == 0 {
			listed = append(listed, parse(line))
		} else {
			streamed = append(streamed, parse(line))
		}
	}
	return listed, streamed
}

// FuzzOpen looks for a panic, and for entries that reach beyond the file.
func FuzzOpen(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		f.Add(honest(f, r))
		f.Add(mutate(r, honest(f, r)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		z, err := archive.Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for i := range z.Entries {
			e := &z.Entries[i]
			if e.Data+e.Packed > int64(len(data)) {
				t.Fatalf("%q reaches beyond the file", e.Name)
			}
			if content, err := e.Open(); err == nil && e.Size < 1<<20 {
				_, _ = io.Copy(io.Discard, content) // whatever it says
			}
		}
	})
}

// TestHonest takes what programs for people make: each zips a folder of files with Japanese
// names; the same files must come out. Names in no told encoding are for the caller to judge.
func TestHonest(t *testing.T) {
	wanted(t, "zip", "7z", "bsdtar", "python3", "jar")
	dir := t.TempDir()
	for i := range 20 {
		folder := filepath.Join(dir, fmt.Sprintf("case%d", i), "様式")
		if err := os.MkdirAll(filepath.Join(folder, "空"), 0o755); err != nil {
			t.Fatal(err)
		}
		for j := range i % 4 {
			content := bytes.Repeat([]byte("令和8年"), i*j*50)
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("2-%d.txt", j)), content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for program, args := range map[string][]string{
			"zip": {"zip", "-q", "-r", "OUT", "."}, "zip-streamed": {"sh", "-c", "zip -q -r - . | cat > OUT"}, "zip-stored": {"zip", "-q", "-0", "-r", "OUT", "."},
			"7z": {"7z", "a", "-tzip", "-bso0", "-bsp0", "OUT", "."}, "bsdtar": {"bsdtar", "-a", "-cf", "OUT", "様式"},
			"python": {"python3", "-m", "zipfile", "-c", "OUT", "様式"}, "jar": {"jar", "cMf", "OUT", "様式"},
		} {
			packed(t, filepath.Dir(folder), fmt.Sprintf("%s/%s-%d.zip", dir, program, i), i%4, args)
		}
	}
}

// packed lets a program make the zip out, and looks for files of ours in it.
func packed(t *testing.T, folder, out string, files int, args []string) {
	t.Helper()
	c := exec.Command(args[0])
	for _, arg := range args[1:] {
		c.Args = append(c.Args, strings.ReplaceAll(arg, "OUT", out))
	}
	c.Dir, c.Env = folder, append(os.Environ(), "LC_ALL=C.UTF-8")
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v %s", args, err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	z, err := archive.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Errorf("%s: %v", filepath.Base(out), err)
		return
	}
	found := 0
	for i := range z.Entries {
		content, err := z.Entries[i].Open()
		if err == nil {
			_, err = io.Copy(io.Discard, content)
		}
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(out), err)
		}
		if strings.HasPrefix(strings.TrimPrefix(z.Entries[i].Name, "./"), "様式/2-") {
			found++
		}
	}
	if found != files {
		t.Errorf("%s: %d files of %d", filepath.Base(out), found, files)
	}
}
