package edit

import (
	"bytes"
	"io/fs"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/node"
)

// Text is the text of a case file with the edits that were made so far. It is not for
// several goroutines at once.
type Text struct {
	reader *decode.Reader
	name   string
	mark   bool // a byte order mark stood before the text
	source string
	file   *decode.File   // as the text says, tables of controls not read
	faults int            // of it
	tabled *casefile.Case // as it was read first, with the tables of controls
}

// Open takes a case file for editing, as a reader reads it: [decode.Reader.Decode]. The
// findings are those of decoding; a file with faults can be edited, so that they can be
// mended. The Text is nil when the file cannot be read at all: its syntax is broken, it is
// too large, or it holds no group of keys.
func Open(r *decode.Reader, name string, data []byte, beside fs.FS) (*Text, []casefile.Finding) {
	t := &Text{reader: r, name: name, mark: bytes.HasPrefix(data, []byte("\uFEFF"))}
	t.source = strings.TrimPrefix(string(data), "\uFEFF")
	tabled, findings, ok := t.read(t.source, beside)
	if root, whole := t.layout(); !ok || !whole || root.kind != casefile.KindGroup {
		return nil, findings
	}
	t.tabled = tabled.Case
	file, own, _ := t.read(t.source, nil)
	t.file, t.faults = file, errorsIn(own)
	return t, findings
}

// read decodes a source, faults or not; ok is false when nothing can be read.
func (t *Text) read(source string, beside fs.FS) (file *decode.File, findings []casefile.Finding, ok bool) {
	_, ok = node.Source([]byte(source), &casefile.Faults{})
	file, findings = t.reader.Decode(t.name, []byte(source), beside)
	return file, findings, ok
}

// layout takes the text apart.
func (t *Text) layout() (*piece, bool) {
	if decode.IsJSON(t.name, t.source) {
		return layoutJSON(t.source)
	}
	return layoutYAML(t.source)
}

// errorsIn counts the errors, but for files that were not looked for.
func errorsIn(findings []casefile.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Severity == casefile.Error && f.Args["fault"] != "nofolder" {
			n++
		}
	}
	return n
}

// Bytes gives the text as it is now.
func (t *Text) Bytes() []byte {
	if t.mark {
		return []byte("\uFEFF" + t.source)
	}
	return []byte(t.source)
}

// Set writes a value as [casefile.Set] does, and with the same findings. Emptied, a key stays
// with nothing behind it.
func (t *Text) Set(pointer string, value any) []casefile.Finding {
	return t.edit(pointer, pointer, func(c *casefile.Case) []casefile.Finding { return casefile.Set(c, pointer, value) })
}

// Insert writes a new entry of a list as [casefile.Insert] does, behind the entry before it.
func (t *Text) Insert(pointer string, value any) []casefile.Finding {
	return t.edit(pointer, nowhere, func(c *casefile.Case) []casefile.Finding { return casefile.Insert(c, pointer, value) })
}

// Remove takes an entry out, with the comments in it, or empties any other place, as
// [casefile.Remove] does. Comments above it stay: they may be about what follows.
func (t *Text) Remove(pointer string) []casefile.Finding {
	forced := pointer
	if _, _, ok := casefile.SplitEntry(pointer); ok {
		forced = nowhere // it is no longer there, but the one behind it is
	}
	return t.edit(pointer, forced, func(c *casefile.Case) []casefile.Finding { return casefile.Remove(c, pointer) })
}

// Move puts an entry elsewhere in its list as [casefile.Move] does, with the lines that it has.
func (t *Text) Move(pointer string, to int) []casefile.Finding {
	return t.edit(pointer, nowhere, func(c *casefile.Case) []casefile.Finding { return casefile.Move(c, pointer, to) })
}

// nowhere is a pointer that no case has.
const nowhere = "\x00"

// edit makes one edit. What stands at the pointer forced is written in any case.
func (t *Text) edit(pointer, forced string, do func(*casefile.Case) []casefile.Finding) []casefile.Finding {
	for _, s := range casefile.Statements(t.file.Case) {
		if s.ControlsFile != "" && casefile.Within(pointer, s.Pointer+"/controls") {
			return t.refuse(pointer, "table")
		}
	}
	if t.shared(pointer) {
		return t.refuse(pointer, "company")
	}
	to := casefile.Clone(t.file.Case)
	if findings := do(to); findings != nil {
		return findings
	}
	return t.become(to, forced)
}

// Become makes the text hold a case: with as few changes as there are between what it holds
// and c, as [change.Diff] tells them. Controls that come from a table stay there, and so does
// what the company's file holds; when c has others, that is refused.
func (t *Text) Become(c *casefile.Case) []casefile.Finding {
	to := casefile.Clone(c)
	before, tabled := casefile.Statements(t.file.Case), casefile.Statements(t.tabled)
	for i, s := range casefile.Statements(to) {
		if i >= len(before) || before[i].ControlsFile == "" || s.ControlsFile != "" {
			continue
		}
		if !reflect.DeepEqual(s.Controls, tabled[i].Controls) {
			return t.refuse(s.Pointer+"/controls", "table")
		}
		s.ControlsFile, s.Controls = before[i].ControlsFile, nil
	}
	if key := t.unshare(to); key != "" {
		return t.refuse("/"+key, "company")
	}
	return t.become(to, nowhere)
}

// shared reports whether the value at a pointer stands in the company's file alone.
func (t *Text) shared(pointer string) bool {
	own, _ := casefile.Get(t.file.Case, pointer)
	all, err := casefile.Get(t.tabled, pointer)
	return t.file.Case.Company != "" && err == nil && own.Empty() && !all.Empty()
}

// unshare takes out of a case what the company's file holds, and names that file again. It
// gives the key of what is no longer as it is there.
func (t *Text) unshare(to *casefile.Case) (changed string) {
	if t.file.Case.Company == "" || to.Company != "" {
		return ""
	}
	to.Company = t.file.Case.Company
	for _, key := range decode.CompanyKeys {
		i := casefile.Root().ByKey[key]
		at := func(c *casefile.Case) reflect.Value { return reflect.ValueOf(c).Elem().Field(i) }
		if !reflect.DeepEqual(at(to).Interface(), at(t.tabled).Interface()) {
			return key
		}
		at(to).Set(reflect.ValueOf(casefile.Clone(t.file.Case)).Elem().Field(i))
	}
	return ""
}

// become writes what differs between the text and a case. What stands at the pointer forced
// is written even if the case does not know of it, because it is no value.
func (t *Text) become(to *casefile.Case, forced string) []casefile.Finding {
	settle(casefile.Of(to))
	root, _ := t.layout()
	e := newEditor(t, root, forced)
	e.member(&member{value: root, inFlow: e.json}, 0, casefile.Of(t.file.Case), casefile.Of(to))
	if e.refused != "" {
		return t.refuse(e.at, e.refused)
	}
	source, ok := e.apply(0, len(t.source))
	if !ok {
		return t.refuse(firstOf(t.file.Case, to), "layout")
	}
	file, findings, ok := t.read(source, nil)
	if !ok || errorsIn(findings) > t.faults || !reflect.DeepEqual(file.Case, to) {
		return t.refuse(firstOf(t.file.Case, to), "layout")
	}
	t.source, t.file, t.faults = source, file, errorsIn(findings)
	return nil
}

// firstOf names the first value that differs.
func firstOf(a, b *casefile.Case) string {
	if changes := change.Diff(a, b); len(changes) > 0 {
		return changes[0].Pointer
	}
	return ""
}

// refuse is the finding that an edit cannot be made.
func (t *Text) refuse(pointer, reason string) []casefile.Finding {
	line, column := t.file.Position(pointer)
	f := &casefile.Faults{File: t.name}
	f.At(casefile.Place{Line: int32(line), Column: int32(column)}, pointer, "case:edit", "reason", reason)
	return f.Findings
}

// settle makes a case as it is read: a list of nothing but empty entries is none.
func settle(v casefile.Value) {
	empty := true
	for i := range v.Len() {
		child := v.Child(i)
		settle(child)
		empty = empty && child.Empty()
	}
	if v.Model.Kind == casefile.KindList && empty {
		v.Go.SetZero()
	}
}
