package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// The size of it all.
var (
	cases    = flag.Int("cases", 1000, "how many cases")
	large    = flag.Int("large", 100, "how many of them have 1,159 controls")
	packages = flag.Int("packages", 100, "how many packages")
	rate     = flag.Int("rate", 500, "requests a second")
	lasting  = flag.Duration("time", time.Minute, "how long")
	changes  = flag.Int("changes", 50, "how often a field is changed and the case checked")
	k6       = flag.String("k6", "k6", "the program k6")
	program  = flag.String("program", "", "the program yoshiki; built from here if none is named")
)

func main() {
	flag.Parse()
	if err := measure(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func measure() error {
	folder, err := os.MkdirTemp("", "yoshiki-load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if *program == "" {
		*program = filepath.Join(folder, "yoshiki")
		if out, err := exec.Command("go", "build", "-o", *program, "./cmd/yoshiki").CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
	}
	bare, err := measureBare(folder)
	if err != nil {
		return err
	}
	s, err := start(folder)
	if err != nil {
		return err
	}
	defer s.stop()
	begun := time.Now()
	if err := s.fill(); err != nil {
		return err
	}
	fmt.Printf("%d cases, %d of them with %d controls, and %d packages kept in %.0f s\n", *cases, *large, controls, *packages, time.Since(begun).Seconds())
	for _, when := range []string{"nothing asked before", "once more"} {
		before := s.cpu()
		all, err := run(folder, "service", s.url, s.token, "mixed")
		if err != nil {
			return err
		}
		fmt.Println(when + ":")
		all.print(bare)
		fmt.Printf("processor: %.2f ms a request; memory: %d MB now, %d MB at most\n", (s.cpu()-before).Seconds()*1000/all.count(), s.memory("VmRSS"), s.memory("VmHWM"))
	}
	return s.change()
}

// measureBare has k6 ask a server that does nothing but send a text as long as a case.
func measureBare(folder string) (*summary, error) {
	text, err := os.ReadFile(sample)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(text) }), ReadHeaderTimeout: time.Second}
	go func() { _ = h.Serve(l) }()
	defer h.Close()
	return run(folder, "bare", "http://"+l.Addr().String(), "", "bare")
}
