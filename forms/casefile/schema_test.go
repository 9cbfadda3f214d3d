package casefile_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
	"yoshiki/forms/casefile/schema"
	"yoshiki/forms/judge"
)

// validate validates the schema against its metaschema and each instance against the schema,
// and prints the names of those that are not as they should be.
const validate = `
import json, sys
from jsonschema import Draft202012Validator as V
task = json.load(sys.stdin)
validators = {}
for program, schema in task["schemas"].items():
    V.check_schema(schema)
    validators[program] = V(schema, format_checker=V.FORMAT_CHECKER)
def of(instance):
    return validators.get(instance.get("program"), validators["ismap-liu"])
for name, instance in task["good"].items():
    for fault in of(instance).iter_errors(instance):
        print("refused:", name, fault.json_path, fault.message[:200])
for name, instance in task["bad"].items():
    if of(instance).is_valid(instance):
        print("accepted:", name)
`

func TestSchemaAcceptsCasesAndNothingElse(t *testing.T) {
	schemas := map[casefile.Program]json.RawMessage{}
	for program, c := range newest() {
		written, err := schema.Schema(c.Vocabulary(), "ja")
		if err != nil {
			t.Fatal(err)
		}
		schemas[program] = written
	}
	encoded, err := casefile.Encode(fullCase())
	if err != nil {
		t.Fatal(err)
	}
	samples, good := 0, map[string]any{"full": instance(t, "full.yaml", encoded)}
	for _, pattern := range []string{"../../testdata/cases/*.yaml", "../../testdata/cases/*/*.yaml", "../../testdata/cases/*.json"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(name, "invalid") && !strings.HasSuffix(name, "company.yaml") {
				good[name] = instance(t, name, data)
				samples++
			}
		}
	}
	if samples == 0 {
		t.Error("no samples")
	}
	bad := map[string]any{}
	for name, change := range map[string][2]string{
		"unknown key": {"\nservice:", "\nservices: {}\nservice:"}, "date": {"revision: 2026-04-15", "revision: 令和8年"},
		"choice": {"program: ismap-liu", "program: fisc"}, "time": {"+09:00", ""}, "number": {"amount: 1200", "amount: 1,200"},
		"corporate number": {"7123456789012", "712345678901"}, "id": {"id: case-1", "id: Case"}, "list": {"functions:\n", "functions: x\nx:\n"},
		"required": {"id: case-1\n", ""}, "blank": {"title: |-", "title: \" \"\n    kana: |-"},
	} {
		changed := strings.Replace(string(encoded), change[0], change[1], 1)
		if changed == string(encoded) {
			t.Errorf("%s changes nothing", name)
		}
		bad[name] = instance(t, name, []byte(changed))
	}
	var numbers any
	written := `{"id": 1, "program": "ismap-liu", "revision": "2023-11-10", "applicant": {"corporate_number": 7123456789012,
		"name": 1, "address": "x", "representative": {"title": "x", "name": "y", "kana": null}}, "contact": {"department": "x",
		"name": "x", "phone": "03", "email": "x"}, "service": {"name": "x", "url": "x", "summary": "x", "started": "",
		"functions": [{"no": 1, "name": "x", "summary": "x"}]}, "prior_appeals": null}`
	if err := json.Unmarshal([]byte(written), &numbers); err != nil {
		t.Fatal(err)
	}
	if file, findings := read("numbers.json", []byte(written), nil); file == nil || len(liuWords().Presence(file)) > 0 {
		t.Errorf("numbers: %v", findings)
	}
	good["numbers"] = numbers
	task, err := json.Marshal(map[string]any{"schemas": schemas, "good": good, "bad": bad})
	if err != nil {
		t.Fatal(err)
	}
	python := judge.Python(t, "jsonschema", "-c", validate)
	python.Stdin = bytes.NewReader(task)
	out, err := python.CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// instance gives the values of a case as they are written, as JSON would hold them.
func instance(t *testing.T, name string, data []byte) any {
	t.Helper()
	var f casefile.Faults
	root, ok := node.YAML(string(data), &f)
	if !ok {
		t.Fatalf("%s: %v", name, f.Findings)
	}
	return values(&root)
}

func values(n *node.Node) any {
	switch n.Kind {
	case casefile.KindAbsent:
		return nil
	case casefile.KindList:
		list := []any{}
		for i := range n.Children {
			list = append(list, values(&n.Children[i].Value))
		}
		return list
	case casefile.KindGroup:
		group := map[string]any{}
		for i := range n.Children {
			group[n.Children[i].Key] = values(&n.Children[i].Value)
		}
		return group
	}
	return n.Text
}
