package main

import (
	"archive/zip"
	"database/sql"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// TestRestore takes a copy of the database of a running service, has it work on, and goes back to
// the copy: the database is a day older than the store, and nothing in the store is lost.
func TestRestore(t *testing.T) {
	data := t.TempDir()
	url, token, stop := served(t, data, true)
	copied := filepath.Join(t.TempDir(), "copy.db")
	db, err := sql.Open("sqlite", filepath.Join(data, "state.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("VACUUM INTO ?", copied); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	works(t, data)
	before := held(t, url, token)
	stop()
	for _, name := range []string{"state.db-wal", "state.db-shm"} {
		_ = os.Remove(filepath.Join(data, name)) // which a service that has ended may have left
	}
	copyFile(t, filepath.Join(data, "state.db"), copied)
	url, _, stop = served(t, data, false)
	if after := held(t, url, token); !slices.Equal(before, after) || len(after) != 3 {
		t.Errorf("%q before, %q after", before, after)
	}
	stop()
	auditedIn(t, data)
}

// TestUpgrade starts today's program on what earlier ones have left: testdata/installations has
// the data of a service of each version that changed something, as it was when it was stopped.
func TestUpgrade(t *testing.T) {
	const first = "../../testdata/installations/1.zip"
	if _, err := os.Stat(first); *update && err != nil {
		installation(t, first)
	}
	files, err := filepath.Glob("../../testdata/installations/*.zip")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data := t.TempDir()
		unpack(t, file, data)
		url, _, stop := served(t, data, false)
		if have := held(t, url, string(contentOf(t, filepath.Join(data, "token")))); len(have) != 3 {
			t.Errorf("%s: %q", file, have)
		}
		stop()
		if entries := auditedIn(t, data); len(entries) < 6 {
			t.Errorf("%s: %d entries", file, len(entries))
		}
	}
}

// installation is the data of a service that has worked and was stopped, as a file.
func installation(t *testing.T, file string) {
	t.Helper()
	data := t.TempDir()
	url, token, stop := served(t, data, true)
	works(t, data)
	held(t, url, token)
	stop()
	if err := os.WriteFile(filepath.Join(data, "token"), []byte(token), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	if err := z.AddFS(os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func unpack(t *testing.T, file, folder string) {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	err = fs.WalkDir(z, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(z, name)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(folder, filepath.Dir(name)), 0o700); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name), data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// works keeps two cases, one of them with a package, in the store of the first tenant.
func works(t *testing.T, data string) {
	t.Helper()
	store := "dir:" + filepath.Join(data, "store", "t", "main")
	for _, line := range [][]string{
		{"package", "../../testdata/cases/small-saas.yaml", "--for", "registration", "--store", store, "-q"},
		{"case", "save", "../../testdata/cases/registered.yaml", "--store", store, "-q"},
	} {
		cmd := exec.Command(os.Args[0]) // a process of its own, which vets in a child of its own
		cmd.Args = append([]string{program}, line...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%q: %v %s", line, err, out)
		}
	}
}

// held are the cases and packages that a service gives, each of which must be sound.
func held(t *testing.T, url, token string) (all []string) {
	t.Helper()
	var cases struct{ Cases []struct{ ID string } }
	answered(t, url+"/v1/cases", token, &cases)
	for _, c := range cases.Cases {
		all = append(all, "case "+c.ID)
	}
	var packages struct {
		Packages []struct{ ID string }
	}
	answered(t, url+"/v1/packages", token, &packages)
	for _, p := range packages.Packages {
		all = append(all, "package "+p.ID)
		var v struct{ Sound bool }
		if answered(t, url+"/v1/packages/"+p.ID+"/verify", token, &v); !v.Sound {
			t.Errorf("%s is not sound", p.ID)
		}
	}
	return all
}

func answered(t *testing.T, url, token string, to any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v %s", url, answer.StatusCode, err, data)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
}
