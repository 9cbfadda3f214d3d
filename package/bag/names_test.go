package bag_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
)

// naughtyNames are names that break programs: testdata/names/blns.json, the Big List of Naughty
// Strings 1.0.0, and those below.
func naughtyNames(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/names/blns.json")
	var names []string
	if err = errors.Join(err, json.Unmarshal(data, &names)); err != nil || len(names) != 461 {
		t.Fatal(len(names), err)
	}
	for _, r := range "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\uffa0\u17b4\u180e\u2028\u2029\u2007\u205f\u0085\ue000\U000e0041\U000f0000\ufffd\ufe00\U000e0100" {
		names = append(names, "a"+string(r)+"fdp.exe", string(r))
	}
	for r := range rune(0x20) {
		names = append(names, "a"+string(r)+".pdf")
	}
	for _, device := range []string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM0", "COM1", "COM9", "COM¹", "LPT1", "LPT³"} {
		names = append(names, device, strings.ToLower(device)+".pdf", device+" .tar.gz", device+":")
	}
	for _, r := range `\/:*?"<>|%# []{}()（）［］｛｝〔〕【】―－—‐ｱ①㊿` + "\x7f" {
		names = append(names, "a"+string(r)+"b.pdf")
	}
	for _, n := range []int{80, 81, 255, 256, 4096} {
		names = append(names, strings.Repeat("a", n), strings.Repeat("あ", n))
	}
	return append(names, ".", "..", "../../etc/passwd", `..\..\a`, "a.", "a ", " a", "　a", "a...", ".pdf", "~", "-rf", "--help", "a.PDF", "a.ｐｄｆ", "a.K",
		"が", "か\u3099", "\u212b", "\uf900", "e\u0301", "STRASSE", "straße", "a\r\nSet-Cookie: b", "data/a", "bagit.txt", "A-0001.pdf")
}

// generated is a path that every system takes.
var generated = regexp.MustCompile(`^data/20-attachments/A-[0-9]{4}\.[a-z0-9]{1,8}$`)

// TestNaughtyNames seals an attachment of every name: its path is made by us, its name is
// kept as it is in meta/manifest.json, and shown so that everything in it is seen.
func TestNaughtyNames(t *testing.T) {
	var files []bag.Paper
	names := naughtyNames(t)
	if len(names) < 461+200 {
		t.Fatal(len(names))
	}
	for i, name := range names {
		if name == "" { // of a file that the program made
			name = fmt.Sprint(i)
			names[i] = name
		}
		content := fmt.Append(nil, i)
		v := vet.Look(bytes.NewReader(content), int64(len(content)), name)
		files = append(files, bag.Paper{Role: manifest.Attachment, OriginalName: name, Verdict: &v, Source: bag.Bytes(content)})
	}
	b := seal(t, info(), files)
	var kept struct {
		Files []struct{ OriginalName, Path string }
	}
	if err := json.Unmarshal(tagFile(t, b, "meta/manifest.json"), &kept); err != nil {
		t.Fatal(err)
	}
	var vetted struct {
		Files []struct{ Name, Path string }
	}
	if err := json.Unmarshal(tagFile(t, b, "meta/vetting.json"), &vetted); err != nil {
		t.Fatal(err)
	}
	if len(kept.Files) != len(names) || len(vetted.Files) != len(names) {
		t.Fatal(len(kept.Files), len(vetted.Files), len(names))
	}
	for i, name := range names {
		if kept.Files[i].OriginalName != name {
			t.Errorf("%+q is kept as %+q", name, kept.Files[i].OriginalName)
		}
		if path := kept.Files[i].Path; !generated.MatchString(path) || manifest.CheckPath(path) != nil || vetted.Files[i].Path != path {
			t.Errorf("%+q lies at %q", name, path)
		}
		if shown := vetted.Files[i].Name; !harmless(shown) || shown != name && harmless(name) && utf8.RuneCountInString(name) <= 120 {
			t.Errorf("%+q is shown as %+q", name, shown)
		}
	}
}

// harmless reports whether all of a text is seen, in its order and on one line.
func harmless(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) ||
			unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || unicode.Is(unicode.Zs, r) && !strings.ContainsRune(" \u00a0\u3000", r)
	})
}

// TestNameThatIsNoText holds that a name that cannot be kept in JSON is refused.
func TestNameThatIsNoText(t *testing.T) {
	for _, name := range []string{"a\xff.pdf", "\xed\xa0\x80.pdf", "\xc0\xaf.pdf", "\x93\xfa\x96\x7b"} {
		_, err := bag.Seal(t.Context(), info(), []bag.Paper{{Role: manifest.Attachment, OriginalName: name, Source: bag.Bytes([]byte("x"))}})
		if err == nil || !strings.Contains(err.Error(), "UTF-8") {
			t.Errorf("%+q: %v", name, err)
		}
	}
}

// TestOtherBytesThanVetted holds that a file is sealed only as it was vetted, even if its
// size and time of change are the same.
func TestOtherBytesThanVetted(t *testing.T) {
	v := vet.Look(strings.NewReader("vetted"), 6, "a.txt")
	f := bag.Paper{Role: manifest.Attachment, OriginalName: "a.txt", Verdict: &v, Source: bag.Bytes([]byte("vetted"))}
	if _, err := bag.Seal(t.Context(), info(), []bag.Paper{f}); err != nil {
		t.Fatal(err)
	}
	f.Source = bag.Bytes([]byte("sealed"))
	if _, err := bag.Seal(t.Context(), info(), []bag.Paper{f}); err == nil {
		t.Error("sealed")
	}
}
