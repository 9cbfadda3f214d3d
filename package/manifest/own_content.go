package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// declaration checks bagit.txt.
func (v *verifier) declaration() {
	if data, ok := v.tags[Declaration]; ok && string(data) != declaration {
		v.fault("bag-declaration", Declaration)
	}
}

// meta reads meta/manifest.json.
func (v *verifier) meta() {
	data, ok := v.tags[Meta]
	if !ok {
		return
	}
	m, err := Decode(data)
	switch {
	case errors.Is(err, ErrSchema):
		v.fault("bag-schema", Meta, err)
	case err != nil:
		v.fault("bag-meta", Meta, err)
	}
	v.report.Manifest = m
}

// list reads a checksum list; mine tells the paths that it may name.
func (v *verifier) list(name string, mine func(string) bool) []Sum {
	sums := parseSums(v.tags[name], func(code string, line int) { v.fault(code, name, line) })
	for _, s := range sums {
		if !mine(s.Path) {
			v.fault("bag-scope", name, s.line)
		}
	}
	return slices.DeleteFunc(sums, func(s Sum) bool { return !mine(s.Path) })
}

// agree compares the two manifests paper by paper, and the sizes with the files.
func (v *verifier) agree(payload []Sum) {
	if v.report.Manifest == nil {
		return
	}
	listed := make(map[string]string)
	for _, s := range payload {
		listed[s.Path] = s.SHA256
	}
	_, both := v.tags[Payload]
	for _, f := range v.report.Manifest.Files {
		if both && listed[f.Path] != f.SHA256 {
			v.fault("bag-disagree", f.Path)
		}
		delete(listed, f.Path)
		if e, ok := v.files[f.Path]; ok && e.Size != f.Size {
			v.fault("bag-size", f.Path, e.Size, f.Size)
			v.sums[f.Path] = "" // need not be read
		}
	}
	for _, path := range slices.Sorted(maps.Keys(listed)) {
		v.fault("bag-disagree", path)
	}
}

// info checks Payload-Oxum against the files, and the lines of bag-info.txt against
// those that the manifest gives.
func (v *verifier) info() {
	data, ok := v.tags[Info]
	if !ok {
		return
	}
	oxum := fmt.Sprintf("%d.%d", v.report.Bytes, v.report.Files)
	if !slices.Contains(strings.Split(string(data), "\n"), "Payload-Oxum: "+oxum) {
		v.fault("bag-oxum", Info, oxum)
	}
	if m := v.report.Manifest; m != nil && !bytes.Equal(data, m.info()) {
		v.fault("bag-info", Info, firstDifference(data, m.info()))
	}
}

// compare checks the files of a list against it, both ways.
func (v *verifier) compare(name string, sums []Sum, mine func(string) bool) {
	if _, ok := v.tags[name]; !ok {
		return
	}
	listed := make(map[string]bool)
	for _, s := range sums {
		listed[s.Path] = true
		if _, ok := v.files[s.Path]; !ok && !slices.Contains(required[:], s.Path) {
			v.fault("bag-missing", s.Path)
		}
		if got := v.sums[s.Path]; got != "" && got != s.SHA256 {
			v.fault("bag-digest", s.Path, got, s.SHA256)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(v.files)) {
		if mine(path) && !listed[path] {
			v.fault("bag-unlisted", path, name)
		}
	}
}
