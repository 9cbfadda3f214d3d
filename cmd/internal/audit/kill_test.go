package audit

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"yoshiki/storage/dir"
)

// child appends for ever, and prints the object of each entry once it is durable.
func child(folder string) {
	s, err := dir.Create(filepath.Join(folder, "store"))
	if err != nil {
		panic(err)
	}
	key, err := LoadKey(filepath.Join(folder, "audit.pem"))
	if err != nil {
		panic(err)
	}
	o := Options{Store: s, Key: key, Every: 5 * time.Millisecond}
	if os.Getenv("AUDIT_JOURNAL") != "" {
		o.Journal = filepath.Join(folder, "journal")
	}
	l, err := Open(context.Background(), o)
	if err != nil {
		panic(err)
	}
	if os.Getenv("AUDIT_ROUND") == "last" {
		if err := l.Close(context.Background()); err != nil {
			panic(err)
		}
		return
	}
	var printing sync.Mutex
	for w := range 8 {
		go func() {
			for i := 0; ; i++ {
				object := fmt.Sprintf("%s-%d-%d", os.Getenv("AUDIT_ROUND"), w, i)
				if err := l.Append(context.Background(), Entry{Action: "case:read", Object: object, Outcome: Done}); err != nil {
					panic(err)
				}
				printing.Lock()
				fmt.Println(object)
				printing.Unlock()
			}
		}()
	}
	select {}
}

// TestKills: a process that is killed at any time loses nothing that was acknowledged, and what
// it leaves verifies.
func TestKills(t *testing.T) {
	rounds := 20
	if os.Getenv("YOSHIKI_LONG") != "" {
		rounds = 500
	}
	for _, journal := range []string{"", "1"} {
		t.Run("journal="+journal, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			var acknowledged []string
			for round := range rounds {
				acknowledged = append(acknowledged, killed(t, folder, journal, fmt.Sprint(round))...)
			}
			if out, err := childOf(folder, journal, "last").CombinedOutput(); err != nil {
				t.Fatalf("%v %s", err, out)
			}
			s, err := dir.Open(filepath.Join(folder, "store"))
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			key, err := LoadKey(filepath.Join(folder, "audit.pem"))
			if err != nil {
				t.Fatal(err)
			}
			if r := verified(t, s, Evidence{Keys: public(key)}); len(r.Findings) > 0 {
				t.Errorf("%v", r.Findings)
			}
			times := map[string]int{}
			for _, name := range keysOf(t, s) {
				for line := range strings.Lines(string(content(t, s, name))) {
					if _, after, ok := strings.Cut(line, `"object":"`); ok {
						object, _, _ := strings.Cut(after, `"`)
						times[object]++
					}
				}
			}
			for _, object := range acknowledged {
				if times[object] != 1 {
					t.Errorf("%s is there %d times", object, times[object])
				}
			}
			if len(acknowledged) < rounds {
				t.Errorf("%d acknowledged", len(acknowledged))
			}
			t.Logf("%d kills, %d acknowledged", rounds, len(acknowledged))
		})
	}
}

func childOf(folder, journal, round string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "AUDIT_CHILD="+folder, "AUDIT_JOURNAL="+journal, "AUDIT_ROUND="+round)
	return cmd
}

// killed runs a child for a moment and gives what it had acknowledged.
func killed(t *testing.T, folder, journal, round string) []string {
	t.Helper()
	cmd := childOf(folder, journal, round)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	in := bufio.NewScanner(out)
	for in.Scan() {
		if lines = append(lines, in.Text()); len(lines) == 1 {
			time.AfterFunc(time.Duration(rand.Int64N(60_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait() // it was killed
	return lines
}
