package layers_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"yoshiki/forms/layers"
)

// rule is what the tests decode.
type rule struct {
	Clause string            `yaml:"clause"`
	When   string            `yaml:"when"`
	Args   map[string]string `yaml:"args"`
	Inner  struct {
		N int `yaml:"n"`
	} `yaml:"inner"`
}

func read(texts ...string) (*layers.Document, error) {
	var files []layers.File
	for i, text := range texts {
		name := fmt.Sprintf("%d.yaml", i)
		files = append(files, layers.File{FS: fstest.MapFS{name: {Data: []byte(text)}}, Name: name})
	}
	return layers.Read(files...)
}

func TestFilesAreLaidOverEachOther(t *testing.T) {
	d, err := read("# first\na: &a {clause: \"1\", when: x, args: {p: q}}\nb: *a\ngone: {clause: \"2\"}\n",
		"",
		"a: {clause: \"3\", args: {r: s}}\ngone:\nb: {when: }\nc:\n  <<: {clause: \"4\", when: y}\n  when: z\n")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]rule{}
	if err := layers.Decode(d.Root, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]rule{"a": {Clause: "3", When: "x", Args: map[string]string{"p": "q", "r": "s"}},
		"b": {Clause: "1", Args: map[string]string{"p": "q"}}, "c": {Clause: "4", When: "z"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var places []string
	for key := range layers.Each(d.Root) {
		places = append(places, key.Value+" "+d.Place(key.Line))
	}
	if diff := cmp.Diff([]string{"a 2.yaml: line 1", "b 2.yaml: line 3", "c 2.yaml: line 4"}, places); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := d.File(d.Root.Content[1].Content[3].Line); got != 0 {
		t.Errorf("when of a stands in file %d", got)
	}
}

func TestFilesAreRefused(t *testing.T) {
	for _, c := range []struct{ under, over, want string }{
		{"a: {clause: \"1\"}", "a: {clause: \"1\"}\na: {}", `1.yaml: line 2: mapping key "a" already defined at 1.yaml: line 1`},
		{"a: {clause: \"1\"}", "\n\nb:", "1.yaml: line 3: there is no b to end"},
		{"a: {clause: \"1\"}", "b: {when: }", "1.yaml: line 1: there is no when to end"},
		{"a: {clause: \"1\"}", "a: {when: ~}", "1.yaml: line 1: there is no when to end"},
		{"", "- a", "1.yaml: line 1: names with what stands under them are wanted"},
		{"", "a: 1\n---\nb: 1", "1.yaml: a file holds one document"},
		{"", "a: [", "1.yaml: yaml: line 1"},
		{"", "a: &x {b: *x}", "1.yaml: line 1: *x holds itself"},
		{"", "a: &a [1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n" +
			"e: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f]", "aliases make too much of it"},
	} {
		if _, err := read(c.under, c.over); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.over, err, c.want)
		}
	}
}

func TestUnknownKeysAreRefused(t *testing.T) {
	d, err := read("a: {clause: \"1\"}\n", "a:\n  whenn: x\nb:\n  inner: {m: 1}\n")
	if err != nil {
		t.Fatal(err)
	}
	err = d.Explain(layers.Decode(d.Root, &map[string]*rule{}))
	for _, want := range []string{"1.yaml: line 2: field whenn not found (args, clause, inner, when)", "1.yaml: line 4: field m not found (n)"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	d, err = read("a: {inner: {n: b}}")
	if err != nil {
		t.Fatal(err)
	}
	err = d.Explain(layers.Decode(d.Root, &map[string]*rule{}))
	if typed := new(yaml.TypeError); !errors.As(err, &typed) || !strings.Contains(err.Error(), "0.yaml: line 1: cannot unmarshal") {
		t.Error(err)
	}
}

// TestNoFile reads a stack of which no layer has the file.
func TestNoFile(t *testing.T) {
	d, err := layers.Read(layers.File{FS: fstest.MapFS{}, Name: "rules.yaml"})
	if err != nil || len(d.Root.Content) > 0 || d.Explain(nil) != nil || d.Place(3) != "rules.yaml: line 3" {
		t.Error(d, err)
	}
	if _, err := layers.Read(layers.File{FS: broken{}, Name: "rules.yaml"}); !errors.Is(err, fs.ErrPermission) {
		t.Error(err)
	}
}

// broken is a file system that opens nothing.
type broken struct{}

func (broken) Open(string) (fs.File, error) { return nil, fs.ErrPermission }

// FuzzRead lays any file over another: it is refused or merged, never a panic.
func FuzzRead(f *testing.F) {
	f.Add("a: &x {b: *x}")
	f.Add("a:\n  <<: [1, {b: c}]\n  <<: 2\n? [x]\n: y\n")
	f.Add("? {a: b}\n: &y\n*y : 1")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read("a: {clause: \"1\", args: {p: q}}", text)
		if err != nil {
			return
		}
		if err := layers.Decode(d.Root, &map[string]*rule{}); err != nil {
			_ = d.Explain(err).Error()
		}
	})
}
