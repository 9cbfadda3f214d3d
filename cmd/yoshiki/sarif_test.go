package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms/judge"
)

// validate checks JSON files against a JSON Schema, formats included.
const validate = `
import json, sys, jsonschema
schema, *logs = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
kind = jsonschema.validators.validator_for(schema)
faults = [e.json_path + ": " + e.message for log in logs for e in kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(log)]
sys.exit("\n".join(faults) or (0 if len(logs) > 40 else "few logs"))
`

// TestSARIF holds logs against the schema that OASIS publishes, with every kind of finding:
// of a case that is right, that breaks rules, and that cannot be read.
func TestSARIF(t *testing.T) {
	invalid, err := filepath.Glob("../../testdata/cases/invalid/*/*.yaml")
	if err != nil || len(invalid) < 40 {
		t.Fatal(len(invalid), err)
	}
	args := []string{"-c", validate, "../../testdata/sarif/sarif-schema-2.1.0.json"}
	for i, name := range append(invalid, "../../testdata/cases/small-saas.yaml", "../../testdata/cases/registered.yaml") {
		file := filepath.Join(t.TempDir(), fmt.Sprint(i))
		log := sarifOf(t, name, file)
		args = append(args, file)
		for _, run := range log.Runs {
			for _, r := range run.Results {
				if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.Message.Text == "" || strings.Contains(r.Message.Text, "finding.") {
					t.Errorf("%s: %+v", name, r)
				}
			}
		}
	}
	if said, err := judge.Python(t, "jsonschema", args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

// sarifLog is what the test looks at.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct{ Rules []struct{ ID string } }
		}
		Results []struct {
			RuleID    string
			RuleIndex int
			Message   struct{ Text string }
		}
	}
}

// sarifOf gives the log of a case and writes it to a file.
func sarifOf(t *testing.T, name, file string) sarifLog {
	t.Helper()
	var out, errors bytes.Buffer
	code := run(context.Background(), []string{"check", name, "--sarif", "--as-of", "2030-01-01"}, nil, &out, &errors)
	if code != exitDone && code != exitCase {
		t.Fatalf("%s: exit %d: %s", name, code, errors.String())
	}
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if code == exitCase && len(log.Runs[0].Results) == 0 {
		t.Errorf("%s: no results", name)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return log
}
