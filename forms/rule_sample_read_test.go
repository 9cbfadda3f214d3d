package forms

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/templates"
)

const ruleSamples = "../testdata/rules"

// sample is a case that is right, with a few values changed. Its file is named after the
// ids that its check must give, joined by "+", with "_" for ":" and "--" for "/"; what
// follows "=" is a remark. A name that begins with "ok" wants no finding; the rule that it
// is about stands in the remark.
type sample struct {
	Base   string               `yaml:"base"` // file in testdata/cases
	For    string               `yaml:"for"`  // kind of package
	AsOf   casefile.Date        `yaml:"as_of"`
	Set    map[string]yaml.Node `yaml:"set"` // by JSON Pointer; "-" appends to a list
	Remove []string             `yaml:"remove"`
	Due    map[string]string    `yaml:"due"`   // last day by the id of the rule, or notDue
	At     []string             `yaml:"at"`    // JSON Pointers of the findings, each once; any when not given
	Worst  casefile.Severity    `yaml:"worst"` // of the gravest finding; any when not given

	name  string
	file  *decode.File
	on    *Catalog
	wants []string
}

// notDue is what a sample says of a deadline that it does not have.
const notDue = "none"

var samplesRead []*sample

// readSamples reads every sample and, without changes, every case that is right; once.
func readSamples(t testing.TB) []*sample {
	t.Helper()
	if samplesRead == nil {
		samplesRead = readAllSamples(t)
	}
	return samplesRead
}

func readAllSamples(t testing.TB) []*sample {
	t.Helper()
	names, err := filepath.Glob(ruleSamples + "/*.yaml")
	if err != nil || len(names) < 200 {
		t.Fatalf("%d samples, %v", len(names), err)
	}
	cases, err := filepath.Glob("../testdata/cases/*.yaml")
	if err != nil || len(cases) < 4 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	var all []*sample
	for _, name := range cases {
		all = append(all, (&sample{Base: filepath.Base(name), name: "ok=" + filepath.Base(name)}).read(t))
	}
	for _, name := range names {
		s := &sample{name: strings.TrimSuffix(filepath.Base(name), ".yaml")}
		if err := readData(os.DirFS(ruleSamples), filepath.Base(name), s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s.read(t))
	}
	return all
}

var catalogs = map[string]*Catalog{}

// catalogOf opens each catalogue of ISMAP-LIU once.
func catalogOf(t testing.TB, day casefile.Date) *Catalog { return catalogIn(t, "ismap-liu", day) }

// catalogIn opens each catalogue of a programme once.
func catalogIn(t testing.TB, program casefile.Program, day casefile.Date) *Catalog {
	t.Helper()
	key := string(program) + " " + string(day)
	if catalogs[key] == nil {
		c, err := Open(program, day, templates.FS)
		if err != nil {
			t.Fatal(err)
		}
		catalogs[key] = c
	}
	return catalogs[key]
}

// read makes the case of the sample.
func (s *sample) read(t testing.TB) *sample {
	t.Helper()
	base := baseOf(t, s.Base)
	data := base.data
	if len(s.Set)+len(s.Remove) > 0 {
		data = s.patch(t, resolved(base.root))
	}
	file, findings := decode.Decode(s.name, data, os.DirFS("../testdata/cases"))
	if casefile.Failed(findings) {
		t.Fatalf("%s: %+v", s.name, findings)
	}
	s.file, s.on = file, catalogIn(t, file.Case.Program, file.Case.Revision)
	if ids, _, _ := strings.Cut(s.name, "="); ids != "ok" {
		for _, id := range strings.Split(ids, "+") {
			s.wants = append(s.wants, idOf(id))
		}
		slices.Sort(s.wants)
	}
	return s
}

// idOf gives the id that a file name stands for.
func idOf(name string) string {
	return strings.ReplaceAll(strings.Replace(name, "_", ":", 1), "--", "/")
}

// fileNameOf is how a file name says an id.
func fileNameOf(id string) string { return strings.NewReplacer(":", "_", "/", "--").Replace(id) }

// baseCase is a case that is right.
type baseCase struct {
	data []byte
	root *yaml.Node
}

var bases = map[string]baseCase{}

// baseOf reads each case once.
func baseOf(t testing.TB, name string) baseCase {
	t.Helper()
	if b, read := bases[name]; read {
		return b
	}
	data, err := os.ReadFile("../testdata/cases/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	bases[name] = baseCase{data, doc.Content[0]}
	return bases[name]
}

func (s *sample) patch(t testing.TB, root *yaml.Node) []byte {
	t.Helper()
	for _, pointer := range s.Remove {
		change(t, s.name, root, pointer, nil)
	}
	pointers := make([]string, 0, len(s.Set))
	for pointer := range s.Set {
		pointers = append(pointers, pointer)
	}
	slices.Sort(pointers)
	for _, pointer := range pointers {
		value := s.Set[pointer]
		change(t, s.name, root, pointer, &value)
	}
	var b bytes.Buffer
	if err := yaml.NewEncoder(&b).Encode(root); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// change puts a value at a pointer, or takes away what is there.
func change(t testing.TB, name string, n *yaml.Node, pointer string, value *yaml.Node) {
	t.Helper()
	token, rest, more := strings.Cut(pointer[1:], "/")
	i := len(n.Content)
	if n.Kind == yaml.SequenceNode && token != "-" {
		i, _ = strconv.Atoi(token)
	}
	for k := 0; n.Kind == yaml.MappingNode && k < len(n.Content); k += 2 {
		if n.Content[k].Value == token {
			i = k + 1
		}
	}
	switch there := i < len(n.Content); {
	case more && there:
		change(t, name, n.Content[i], "/"+rest, value)
	case value == nil && !there, more && n.Kind != yaml.MappingNode:
		t.Fatalf("%s: nothing at %s", name, pointer)
	case more:
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: token}, &yaml.Node{Kind: yaml.MappingNode})
		change(t, name, n.Content[i+1], "/"+rest, value)
	case there && value != nil:
		n.Content[i] = value
	case there && n.Kind == yaml.SequenceNode:
		n.Content = slices.Delete(n.Content, i, i+1)
	case there:
		n.Content = slices.Delete(n.Content, i-1, i+1)
	case n.Kind == yaml.SequenceNode:
		n.Content = append(n.Content, value)
	default:
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: token}, value)
	}
}
