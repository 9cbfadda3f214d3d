package comparetest

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/layers"
	"yoshiki/templates"
)

// Writer makes up revisions, each over those before it, by edits that a person might make.
type Writer struct {
	*rand.Rand
	t       *testing.T
	program string
	Own     fstest.MapFS
	dirs    []layers.File // folders in force, the lower first
	Days    []casefile.Date

	folder  string                    // of the revision at hand
	data    map[string]map[string]any // its files
	base    map[string]map[string]any // what stood in all of them before, by file
	touched map[string]bool           // what has had its edit
	Edits   []string
	removed []removal
}

// removal is what an edit of a revision took out, so that a later one can bring it back.
type removal struct {
	file string
	path []string
	was  any
}

func NewWriter(t *testing.T, r *rand.Rand, program string) *Writer {
	w := &Writer{Rand: r, t: t, program: program, Own: fstest.MapFS{}, dirs: []layers.File{{FS: templates.FS, Name: "common/2020-06-03"}}}
	known, err := forms.Revisions(casefile.Program(program), templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, known := range known {
		if known.Confirmed {
			w.dirs = append(w.dirs, layers.File{FS: templates.FS, Name: program + "/" + string(known.InForce)})
			w.Days = []casefile.Date{known.InForce}
		}
	}
	return w
}

// Revision makes one up, that is in force from a day on.
func (w *Writer) Revision(day casefile.Date) {
	w.folder, w.data, w.base = w.program+"/"+string(day), map[string]map[string]any{}, map[string]map[string]any{}
	w.touched, w.Edits = map[string]bool{}, nil
	for _, file := range []string{"clauses.yaml", "rules.yaml", "case.yaml", "packages.yaml"} {
		w.base[file] = w.stack(file)
	}
	w.data["revision.yaml"] = map[string]any{"in_force": string(day), "edition": "規則（" + string(day) + "）"}
	for range 4 + w.IntN(8) {
		pick(w, edits)(w)
	}
	for file, content := range w.data {
		w.write(file, content)
	}
	w.dirs, w.Days = append(w.dirs, layers.File{FS: w.Own, Name: w.folder}), append(w.Days, day)
}

func (w *Writer) write(file string, content any) {
	text, err := yaml.Marshal(content)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Own[w.folder+"/"+file] = &fstest.MapFile{Data: text}
}

// stack is what a file of all folders in force says.
func (w *Writer) stack(file string) map[string]any {
	var files []layers.File
	for _, dir := range w.dirs {
		files = append(files, layers.File{FS: dir.FS, Name: dir.Name + "/" + file})
	}
	doc, err := layers.Read(files...)
	if err != nil {
		w.t.Fatal(err)
	}
	untimed(doc.Root)
	all := map[string]any{}
	if err := doc.Root.Decode(&all); err != nil {
		w.t.Fatal(err)
	}
	return all
}

// untimed has days stay the texts that they are.
func untimed(n *yaml.Node) {
	if n.Tag == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, child := range n.Content {
		untimed(child)
	}
}

// newest is the last of the folders in force that has a file, and what the file says.
func (w *Writer) newest(name string) (*yaml.Node, bool) {
	for _, dir := range slices.Backward(w.dirs) {
		data, err := fs.ReadFile(dir.FS, dir.Name+"/"+name)
		if err != nil {
			continue
		}
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			w.t.Fatal(err)
		}
		return n.Content[0], n.Content[0].Tag != "!!null"
	}
	return nil, false
}

// names are the files of a folder's kind in force: "forms/*.yaml".
func (w *Writer) names(pattern string) []string {
	found := map[string]bool{}
	for _, dir := range w.dirs {
		names, err := fs.Glob(dir.FS, dir.Name+"/"+pattern)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, name := range names {
			found[strings.TrimPrefix(name, dir.Name+"/")] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// once reports whether something has had no edit in this revision, and notes that it has now.
func (w *Writer) once(what string) bool {
	first := !w.touched[what]
	w.touched[what] = true
	return first
}

// set writes a value into a file of the revision; nil ends what is there.
func (w *Writer) set(file string, value any, keys ...string) {
	w.Edits = append(w.Edits, fmt.Sprintf("%s %s = %v", file, strings.Join(keys, " "), value))
	at := w.data[file]
	if at == nil {
		at = map[string]any{}
		w.data[file] = at
	}
	for _, key := range keys[:len(keys)-1] {
		inner, ok := at[key].(map[string]any)
		if !ok {
			inner = map[string]any{}
			at[key] = inner
		}
		at = inner
	}
	at[keys[len(keys)-1]] = value
}

// take ends what is there, for a later revision to bring back.
func (w *Writer) take(file string, keys ...string) {
	w.removed = append(w.removed, removal{file, keys, under(w.base[file], keys...)})
	w.set(file, nil, keys...)
}

// pick gives one of several things.
func pick[T any](w *Writer, all []T) T { return all[w.IntN(len(all))] }

// key gives a name of a mapping by chance.
func (w *Writer) key(m map[string]any) string { return pick(w, slices.Sorted(maps.Keys(m))) }

// under is what stands under keys; nil for nothing.
func under(m map[string]any, keys ...string) any {
	var value any = m
	for _, key := range keys {
		inner, _ := value.(map[string]any)
		value = inner[key]
	}
	return value
}

func text(m map[string]any, keys ...string) string {
	s, _ := under(m, keys...).(string)
	return s
}

// reworded is a text in other words.
func reworded(language, words string) string {
	if language == "en" {
		return words + ", reworded"
	}
	return words + "（改）"
}

// base names a file without its folder and ending.
func base(name string) string { return strings.TrimSuffix(path.Base(name), ".yaml") }
