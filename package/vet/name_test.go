package vet_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

func TestCheckName(t *testing.T) {
	long := strings.Repeat("あ", 81)
	for class, names := range map[vet.Class][]string{
		vet.NameHidden: {"a\u202efdp.exe", "a\u202a.pdf", "a\u202b.pdf", "a\u202d.pdf", "a\u2066.pdf", "a\u2067.pdf", "a\u2068.pdf", "a\u2069.pdf", "a\u200e.pdf",
			"a\u200f.pdf", "a\u061c.pdf", "a\u200b.pdf", "a\u200c.pdf", "a\u200d.pdf", "a\u2060.pdf", "a\ufeff.pdf", "a\u00ad.pdf", "a\u034f.pdf", "a\u115f.pdf", "a\u3164.pdf",
			"a\uffa0.pdf", "a\u17b4.pdf", "a\u180e.pdf", "a\u2028.pdf", "a\u2029.pdf", "a\u2007.pdf", "a\u205f.pdf", "a\u0085.pdf", "a\x00.pdf", "a\n.pdf", "a\r.pdf",
			"a\x1b.pdf", "a\x7f.pdf", "a\ue000.pdf", "a\U000e0041.pdf", "a\xff.pdf", "\xed\xa0\x80.pdf", "\xc0\xaf.pdf", "a\ufffd.pdf", "\U000f0000"},
		vet.NameReserved: {"CON", "con.pdf", "Nul", "aux.tar.gz", "PRN.txt", "COM1", "com9.pdf", "LPT1.pdf", "COM¹", "lpt³.pdf", "CONIN$", "con .pdf", "nul:", "a:b", `a\b`, "a*", "a?", `a"`, "a<b", "a>b", "a|b"},
		vet.NameLong:     {long, strings.Repeat("a", 256), strings.Repeat("a", 4096), strings.Repeat("a", 81)},
		vet.NameEdge:     {"a.pdf ", "a.pdf.", "a ", " a", "　a", "a　", ".", "..", "a..."},
		vet.NameForm:     {"か\u3099.pdf", "e\u0301.pdf", "\u212b.pdf", "\uf900.pdf"},
		vet.NamePortal:   {"a%b", "a b", "a#b", "a[b]", "a{b}", "a(b)", "a－b", "a―b", "ｱ.pdf", "①.pdf", "㉑", "㊿", "（写し）.pdf", "【別添】.pdf"},
	} {
		for _, name := range names {
			if !slices.ContainsFunc(vet.CheckName(name), func(m vet.Mark) bool { return m.Class == class }) {
				t.Errorf("%+q: not %s", name, class)
			}
		}
	}
	for _, name := range []string{"実施結果報告書.pdf", "report-2026_v1.2.docx", "がぎぐ.xlsx", "辻\U000e0100.pdf", "葛\ufe00.pdf", "console.pdf", "common.pdf", "nullable", "com10.txt", "カタカナー.pdf", "髙﨑.pdf", "😀.png", "a.b.c", strings.Repeat("あ", 80), ".gitignore"} {
		if marks := vet.CheckName(name); len(marks) > 0 {
			t.Errorf("%+q: %v", name, marks)
		}
	}
}

func TestDisplay(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"報告書.pdf":          "報告書.pdf",
		"a\u202efdp.exe":   "a⟨U+202E⟩fdp.exe",
		"a\x00\n\xff":      "a⟨U+0000⟩⟨U+000A⟩⟨FF⟩",
		"\U000e0041":       "⟨U+E0041⟩",
		"辻\U000e0100":      "辻\U000e0100",
		"a\r\nSet-Cookie:": "a⟨U+000D⟩⟨U+000A⟩Set-Cookie:",
	} {
		if diff := cmp.Diff(want, vet.Display(text)); diff != "" {
			t.Errorf("%+q: %s", text, diff)
		}
	}
	if got := vet.Display(strings.Repeat("あ", 500)); utf8.RuneCountInString(got) != 121 {
		t.Error(got)
	}
}

func TestTwins(t *testing.T) {
	got := vet.Twins([]string{"a.pdf", "A.PDF", "b", "が", "か\u3099", "b. ", "a.pdf", "x/b", "ﬁ", "STRASSE", "straße", "c"})
	if diff := cmp.Diff([]int{-1, 0, -1, -1, 3, 2, -1, -1, -1, -1, -1, -1}, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzNames holds that what is shown of a name is safe, and that a safe name is shown as
// it is.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"a.pdf", "a\u202e.pdf", "か\u3099", "\xff", "CON", "a/b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		shown := vet.Display(name)
		if !utf8.ValidString(shown) || utf8.RuneCountInString(shown) > 121*9 {
			t.Errorf("%+q", shown)
		}
		marks := vet.CheckName(shown)
		if slices.ContainsFunc(marks, func(m vet.Mark) bool { return m.Class == vet.NameHidden }) {
			t.Errorf("%+q is shown as %+q", name, shown)
		}
		if len(vet.CheckName(name)) == 0 && shown != name {
			t.Errorf("%+q is shown as %+q", name, shown)
		}
		vet.Twins([]string{name, shown})
	})
}
