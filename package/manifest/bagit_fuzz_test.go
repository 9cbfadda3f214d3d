package manifest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

// FuzzRows: every path that is read is below the bag on every system.
func FuzzRows(f *testing.F) {
	f.Add(hexOf("x")+"  data/x\n"+strings.ToUpper(hexOf("x"))+" *./data/%0A\r\n"+hexOf("y")+"\t~/x\r\r", 64)
	f.Add("d41d8cd98f00b204e9800998ecf8427e ../../etc/passwd", 32)
	f.Fuzz(func(t *testing.T, text string, digits int) {
		faults := 0
		rows := parseRows(text, digits, func(string, ...any) { faults++ })
		for _, r := range rows {
			plain, _ := unescape(r.path)
			if len(r.digest) != digits || r.digest != strings.ToLower(r.digest) || scope(r.path) != "" || scope(plain) != "" || strings.ContainsAny(r.path, "\r\n") {
				t.Errorf("%+v", r)
			}
		}
		if n := strings.Count(text, "\n") + strings.Count(text, "\r"); len(rows) > n+1 || faults == 0 && len(rows) == 0 && text != "" {
			t.Errorf("%d rows, %d faults in %q", len(rows), faults, text)
		}
	})
}

// FuzzScope: what is in scope stays below any folder that it is joined to.
func FuzzScope(f *testing.F) {
	for _, path := range []string{"data/x", "/x", "~x", "a/../b", `\\a\b`, "C:x", "%HomeDrive%/x", "a%0a", "a//b", "./x", "x\x00"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if scope(path) == "" {
			for part := range strings.SplitSeq(path, "/") {
				if part == "" || part == "." || part == ".." || strings.ContainsAny(part, "\\\x00") {
					t.Errorf("%q", path)
				}
			}
			if strings.ContainsAny(path[:1], "~/") || len(path) > 1 && path[1] == ':' && drive.MatchString(path) {
				t.Errorf("%q", path)
			}
		}
		written := strings.NewReplacer("%", "%25", "\n", "%0A", "\r", "%0D").Replace(path)
		if plain, right := unescape(written); plain != path || !right {
			t.Errorf("%q written as %q is read as %q", path, written, plain)
		}
	})
}

// FuzzInfo: each element has a label and stands on its own line.
func FuzzInfo(f *testing.F) {
	f.Add("Source-Organization: x\n  more\nPayload-Oxum: 1.1\r\n: x\n\n x")
	f.Fuzz(func(t *testing.T, text string) {
		faults, last := 0, 0
		all := parseInfo(text, func(string, int) { faults++ })
		for _, e := range all {
			if e.label == "" || e.line <= last || strings.ContainsAny(e.label+e.value, "\r\n") {
				t.Errorf("%+v", e)
			}
			last = e.line
		}
		if text != "" && faults+len(all) == 0 {
			t.Errorf("%q: nothing read, no fault", text)
		}
	})
}

// FuzzDeclaration: what is in the strict form says both things.
func FuzzDeclaration(f *testing.F) {
	f.Add(declaration)
	f.Add("Tag-File-Character-Encoding : x\r\nbagit-version:0.97")
	f.Fuzz(func(t *testing.T, text string) {
		d := parseDeclaration(text)
		if d.strict && (d.version == "" || d.encoding == "") || strings.ContainsAny(d.version+d.encoding, "\r\n") {
			t.Errorf("%+v", d)
		}
	})
}

// FuzzFetch: every path that is read is below the bag on every system.
func FuzzFetch(f *testing.F) {
	f.Add("https://example.org/x 12 data/x\nfile:///x - ../x\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range parseFetch(text, func(string, ...any) {}) {
			if scope(w.path) != "" || w.url == "" || strings.ContainsAny(w.url, " \t\r\n") {
				t.Errorf("%+v", w)
			}
		}
	})
}

// FuzzText: text keeps its letters, in lines as well as whole.
func FuzzText(f *testing.F) {
	f.Add("a\r\nb\rc\n\nd", "UTF-8")
	f.Add("\xfe\xff\x00a", "UTF-16")
	f.Add("\x93\xfa\x96\x7b", "Shift_JIS")
	f.Add("x", "KLINGON")
	f.Fuzz(func(t *testing.T, data, name string) {
		e := encodingOf(name)
		if e == nil {
			return
		}
		text, ok := decode(e, []byte(data))
		if e == unicode.UTF8 && text != data {
			t.Errorf("%q read as %q, %v", data, text, ok)
		}
		var all strings.Builder
		count := 0
		for n, line := range numbered(text) {
			if count++; n != count {
				t.Fatalf("line %d is numbered %d", count, n)
			}
			all.WriteString(line)
		}
		if want := strings.NewReplacer("\r", "", "\n", "").Replace(text); all.String() != want {
			t.Errorf("%q: lines of %q", text, all.String())
		}
	})
}

// FuzzForeign: whatever the tag files say, the paper is vouched for or there is an error;
// and the same bag gets the same faults.
func FuzzForeign(f *testing.F) {
	old := strings.Replace(declaration, "1.0", "0.97", 1)
	f.Add(declaration, "Payload-Oxum: 7.1\n", hexOf("a paper")+"  data/x\n", hexOf("")+"  bagit.txt\n")
	f.Add(old, "A: b\n", hexOf("a paper")+" *./data/x\n"+hexOf("a paper")+"\tdata/x", "")
	f.Add(strings.Replace(old, "UTF-8", "UTF-16", 1), "", "\xfe\xff", "")
	f.Fuzz(func(t *testing.T, bagit, info, list, tags string) {
		b := bag{Declaration: []byte(bagit), Info: []byte(info), Payload: []byte(list), Tags: []byte(tags), "data/x": []byte("a paper")}
		r := b.verify(t)
		if again := b.verify(t); cmp.Diff(r.Faults, again.Faults) != "" {
			t.Errorf("%v, then %v", r.Faults, again.Faults)
		}
		letters := strings.ReplaceAll(strings.ToLower(list), "\x00", "") // those of UTF-16, too
		if r.Whole() && !strings.Contains(letters, hexOf("a paper")) {
			t.Errorf("whole by %q: %v", list, r.Faults)
		}
	})
}
