package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"yoshiki/forms/judge"
)

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
			cmd := judge.Command(t, "wine64", append([]string{built(t, "windows", "test", "-c", "../../"+room)}, which...)...)
			cmd.Dir, cmd.Env = "../../"+room, append(os.Environ(), "YOSHIKI_JUDGES=", windowsRuntime)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// windowsEnd is how the name of a program for Windows ends.
const windowsEnd = ".exe"

// built is a program for a system, made of a room, for the processor of this machine.
func built(t *testing.T, system string, how ...string) string {
	t.Helper()
	staying.Do(func() { stay(t) })
	name := filepath.Join(t.TempDir(), program)
	if system == "windows" {
		name += windowsEnd
	}
	cmd := exec.Command("go", slices.Insert(slices.Clone(how), len(how)-1, "-buildvcs=false", "-o", name)...)
	cmd.Env = append(os.Environ(), "GOOS="+system)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return name
}

// waiting keeps Wine's server up until this program ends, which closes its input. The
// server leaves when nothing has run for some seconds, and turns away who comes just then.
var (
	waiting *exec.Cmd
	staying sync.Once
)

// stay starts it.
func stay(t *testing.T) {
	t.Helper()
	waiting = judge.Command(t, "wine64", "cmd")
	if _, err := waiting.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := waiting.Start(); err != nil {
		t.Fatal(err)
	}
}
