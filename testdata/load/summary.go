package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// summary is what k6 tells at the end.
type summary struct {
	Metrics map[string]struct {
		Values map[string]float64
	}
}

// run has k6 ask, and gives what it tells. That a threshold is missed is no failure.
func run(folder, name, url, token, mix string) (*summary, error) {
	file := filepath.Join(folder, name+".json")
	args := []string{"run", "--quiet", "testdata/load/mixed.js"}
	for _, pair := range []string{"URL=" + url, "TOKEN=" + token, "MIX=" + mix, "OUT=" + file, fmt.Sprint("CASES=", *cases), fmt.Sprint("RATE=", *rate), fmt.Sprint("TIME=", *lasting)} {
		args = append(args, "-e", pair)
	}
	out, failed := exec.Command(*k6, args...).CombinedOutput()
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w: %s", err, failed, out)
	}
	s := &summary{}
	return s, json.Unmarshal(data, s)
}

// kinds are the requests of the mix, each with its tag.
var kinds = []string{"case", "check", "deadlines", "form", "packages"}

func (s *summary) count() float64 { return s.Metrics["http_reqs"].Values["count"] }

func (s *summary) print(bare *summary) {
	fmt.Printf("%-10s %8s %8s %8s %8s %8s %9s %9s\n", "ms", "requests", "p50", "p95", "p99", "most", "p50/bare", "p99/bare")
	b := bare.Metrics["http_req_duration"].Values
	line := func(name string, n float64, v map[string]float64) {
		fmt.Printf("%-10s %8.0f %8.2f %8.2f %8.2f %8.1f %9.1f %9.1f\n", name, n, v["med"], v["p(95)"], v["p(99)"], v["max"], v["med"]/b["med"], v["p(99)"]/b["p(99)"])
	}
	line("bare", bare.count(), b)
	for _, kind := range kinds {
		v := s.Metrics["http_req_duration{name:"+kind+"}"].Values
		line(kind, v["count"], v)
	}
	line("all", s.count(), s.Metrics["http_req_duration"].Values)
	fmt.Printf("failed: %.0f; not sent for want of time: %.0f\n", s.Metrics["http_req_failed"].Values["passes"], s.Metrics["dropped_iterations"].Values["count"])
}
