package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestASVS holds testdata/asvs.csv: every requirement of level 1 and 2 of the OWASP ASVS 5.0, in
// short words of our own, and some of level 3. It is shown by tests that there are, or there is
// a reason why it does not apply, is met in another way, or is not met.
func TestASVS(t *testing.T) {
	f, err := os.Open("../../testdata/asvs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	id, levels, states, seen := regexp.MustCompile(`^\d{1,2}\.\d\.\d{1,2}$`), map[string]int{}, map[string]int{}, map[string]bool{}
	for _, row := range rows[1:] {
		if seen[row[0]] || !id.MatchString(row[0]) {
			t.Errorf("%s: not a number, or twice", row[0])
		}
		seen[row[0]] = true
		levels[row[1]]++
		states[row[3]]++
		if row[2] == "" || row[4] == "" {
			t.Errorf("%s says nothing", row[0])
		}
		if row[3] == "test" {
			shown(t, row[0], strings.Fields(row[4]))
		}
	}
	if levels["1"] != 70 || levels["2"] != 183 || levels["3"] < 9 || len(levels) != 3 {
		t.Errorf("requirements of each level: %v; there are 70 and 183", levels)
	}
	if len(states) != 2 || states["test"] == 0 || states["reason"] == 0 {
		t.Errorf("a row is shown by tests or has a reason: %v", states)
	}
	t.Logf("%v", states)
}

// shown holds that tests are in the code: ROOM:NAME.
func shown(t *testing.T, id string, tests []string) {
	for _, test := range tests {
		room, name, _ := strings.Cut(test, ":")
		files, _ := filepath.Glob(filepath.Join("../..", room, "*_test.go"))
		found := false
		for _, file := range files {
			found = found || strings.Contains(string(contentOf(t, file)), "func "+name+"(")
		}
		if !found {
			t.Errorf("%s: %s is no test", id, test)
		}
	}
	if len(tests) == 0 {
		t.Errorf("%s names no test", id)
	}
}
