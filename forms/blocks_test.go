package forms_test

import (
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// Arguments and words are filled in wherever they stand, also in expressions, in blocks
// that use others, and in rows.
func TestArguments(t *testing.T) {
	c, err := forms.Open("ismap", "2024-01-04", made(map[string]string{
		"common/2020-06-03/blocks/letter.yaml": "letter:\n" +
			"  - text: ${rules}${clause}の規定に基づき${title}\n" +
			"  - {when: \"it.kind == '${kind}'\", text: \"{{ it.kind == '${kind}' ? '${clause}' : '' }}\"}\n" +
			"  - {use: closing, args: {n: \"${clause}(1)\"}}\n" +
			"closing: [{text: \"${n}終わり\"}]\n",
		"ismap/2024-01-04/forms/3.yaml": form("3", "application", "- {use: letter, args: {clause: \"4.1\", title: 届け出ます, kind: new}}\n- text: ${rules}"),
	}))
	if err != nil {
		t.Fatal(err)
	}
	cs := new(casefile.Case)
	cs.Application.Kind = "new"
	if got, _ := texts(t, c, "3", cs); got != "登録規則4.1の規定に基づき届け出ます|4.1|4.1(1)終わり|登録規則" {
		t.Error(got)
	}
}

// TestDefinitionsAreRefused gives each slip that a form or a shared block can have: it is
// refused with file, line and reason.
func TestDefinitionsAreRefused(t *testing.T) {
	const blocks, at = "common/2020-06-03/blocks.yaml", "ismap/2022-04-01/forms/3.yaml: line "
	for name, x := range map[string]struct{ blocks, form, want string }{
		"missing argument":  {"b:\n  - text: x\n  - text: ${clause}\n", "- use: b", blocks + ": line 3: ${clause} is neither an argument nor one of the words"},
		"unused argument":   {"b: [{text: x}]", "- text: x\n- {use: b, args: {clause: \"1\"}}", at + `9: block "b" has no argument "clause"`},
		"unknown block":     {"b: [{text: x}]", "- use: c", at + `8: there is no shared block "c"`},
		"unknown word":      {"b: [{text: x}]", "- text: ${list}", at + "8: ${list} is neither"},
		"cycle":             {"b: [{use: c}]\nc:\n  - text: x\n  - use: b\n", "- use: b", blocks + `: line 4: block "b" holds itself: b > c > b`},
		"block twice":       {"b: [{text: x}]\nb: [{text: y}]\n", "- use: b", blocks + `: line 2: mapping key "b" already defined`},
		"unknown field":     {"b:\n  - text: x\n    textt: y\n", "- use: b", blocks + ": line 3: field textt not found"},
		"field of a form":   {"b: [{text: x}]", "- text: x\n  colour: red", at + "9: field colour not found"},
		"unknown path":      {"b:\n  - text: \"{{ it.knid }}\"\n", "- use: b", blocks + ": line 2: it.knid: Application has no \"knid\""},
		"unknown path, CEL": {"b: [{text: x}]", "- {when: it.knid == 'new', text: x}", at + "8: it.knid == 'new'"},
		"two kinds":         {"b: [{text: x}]", "- {text: x, title: y}", at + "8: a block is one of"},
		"no kind":           {"b: [{text: x}]", "- {indent: 1}", at + "8: a block is one of"},
		"cells":             {"b: [{text: x}]", "- table:\n    columns: [{ja: い, en: a, width: 1}]\n    rows:\n      - [x, y]", at + "11: the row has 2 cells for 1 columns"},
		"key of a row":      {"b: [{text: x}]", "- table:\n    columns: [{ja: い, en: a, width: 1}]\n    rows:\n      - {cell: [x]}", at + "11: field cell not found"},
	} {
		c, err := forms.Open("ismap", "2024-01-04", made(map[string]string{blocks: x.blocks, "common/2023-01-01/blocks.yaml": "shared: [{text: x}]",
			"ismap/2022-04-01/forms/3.yaml": form("3", "application", x.form)}))
		if err == nil {
			_, err = c.Definition("3")
		}
		if err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v\nwant %s", name, err, x.want)
		}
	}
}

// What a form is about must be of one kind, so that what stands on it is there.
func TestSubjectsOfOneKind(t *testing.T) {
	text := form("3", "application, review", "- text: \"{{ it.date }}\"")
	c, err := forms.Open("ismap", "2024-01-04", made(map[string]string{"ismap/2022-04-01/forms/3.yaml": text}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = c.Definition("3"); err == nil || !strings.Contains(err.Error(), "forms/3.yaml: line 3: subjects are of two kinds") {
		t.Error(err)
	}
}

// A name may stand in one file of blocks only.
func TestBlockInTwoFiles(t *testing.T) {
	_, err := forms.Open("ismap", "2024-01-04", made(map[string]string{"common/2020-06-03/blocks/more.yaml": "\nshared: [{text: x}]\n"}))
	if err == nil || !strings.Contains(err.Error(), `block "shared" is there already`) {
		t.Error(err)
	}
}
