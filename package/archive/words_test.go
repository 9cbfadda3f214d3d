package archive

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	givenReason = regexp.MustCompile(`(?:damaged|ambiguous|refused)\((?:\w+, )?"([a-z0-9-]+)"`)
	latinWord   = regexp.MustCompile(`[A-Za-z]{3,}`)
)

// TestReasonsHaveWords holds that each reason that is given has words, in Japanese and in
// English and no word of the one in the other, and that none has words for nothing.
func TestReasonsHaveWords(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]bool{}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range givenReason.FindAllSubmatch(source, -1) {
			given[string(m[1])] = true
		}
	}
	if got, want := slices.Sorted(maps.Keys(given)), slices.Sorted(maps.Keys(words)); !slices.Equal(got, want) {
		t.Errorf("given %v, with words %v", got, want)
	}
	for key, r := range words {
		if strings.ContainsFunc(r.en, func(r rune) bool { return r > 0x7f }) || r.en == "" || r.ja == "" {
			t.Error(key, r)
		}
		for _, word := range latinWord.FindAllString(r.ja, -1) {
			if word != "zip" && word != "UTF" {
				t.Error(key, word)
			}
		}
	}
}

// TestFaultInBothLanguages reads what is no zip file at all, and one with a lie about an entry.
func TestFaultInBothLanguages(t *testing.T) {
	_, err := Open(bytes.NewReader([]byte("no zip")), 6)
	if f, ok := err.(*Fault); !ok || f.Error() != "no end record, or bytes behind it" || f.Ja() != "終わりの記録がないか、その後に余分なバイトがある" {
		t.Error(err)
	}
	f := refused(Method, "method", "様式.pdf", 12).(*Fault)
	if f.Error() != `"様式.pdf": method 12` || f.Ja() != `"様式.pdf": 圧縮方式 12 である` {
		t.Error(f, f.Ja())
	}
}
