package schedule

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzFold: a folded line is whole again without the breaks, as RFC 5545 has it, no piece
// is too long, and none cuts a character of a text that is UTF-8.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "SUMMARY:short", strings.Repeat("期限", 40), strings.Repeat("a", 75), strings.Repeat("a", 76),
		strings.Repeat("a", 74) + "期", strings.Repeat("𠮷", 60), strings.Repeat("\x80", 200), " " + strings.Repeat(" ", 150)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.NewReplacer("\r", "", "\n", "").Replace(s)
		folded := fold(s)
		if got := strings.ReplaceAll(folded, "\r\n ", ""); got != s {
			t.Errorf("%q became %q", s, got)
		}
		for line := range strings.SplitSeq(folded, "\r\n") {
			if len(line) > 75 || utf8.ValidString(s) && !utf8.ValidString(line) {
				t.Errorf("%d octets: %q", len(line), line)
			}
		}
	})
}

// FuzzEscape: a text is whole again when its escapes are taken back.
func FuzzEscape(f *testing.F) {
	f.Add(`a\n,;` + "\r\n\n\r")
	f.Fuzz(func(t *testing.T, s string) {
		escaped := escaper.Replace(s)
		if strings.ContainsAny(escaped, "\r\n") {
			t.Errorf("line break in %q", escaped)
		}
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
		if got := strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(escaped); got != want {
			t.Errorf("%q became %q", want, got)
		}
	})
}
