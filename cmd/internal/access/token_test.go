package access_test

import (
	"regexp"
	"strings"
	"testing"

	"yoshiki/cmd/internal/access"
)

// TestTokens: no two are the same, scanners find each, and people know it by a part of it.
func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	find := regexp.MustCompile(access.TokenPattern)
	for range 2000 {
		s := access.NewToken()
		text := s.Reveal()
		if seen[text] || !access.IsToken(text) || find.FindString(`key="`+text+`"`) != text || len(access.TokenName(s)) != 16 || !strings.HasPrefix(text, access.TokenName(s)) {
			t.Fatal(text)
		}
		seen[text] = true
	}
}

// TestTokenMutants: a token with any one character changed, left out, doubled or added is none.
func TestTokenMutants(t *testing.T) {
	text := access.NewToken().Reveal()
	if !access.LooksLikeToken(text) || !access.LooksLikeToken("YOSHIKI_x") || access.LooksLikeToken("eyJhbGciOi") || access.LooksLikeToken("") {
		t.Error("looks")
	}
	var mutants []string
	for i := range text {
		for _, c := range "abcdefghijklmnopqrstuvwxyz234567AZ019 _-=\x00é" {
			if other := text[:i] + string(c) + text[i+1:]; other != text {
				mutants = append(mutants, other, text[:i]+string(c)+text[i:])
			}
		}
		mutants = append(mutants, text[:i], text[i+1:], text[:i]+text[i+1:], text[:i+1]+text[i:])
	}
	mutants = append(mutants, text+text, text+"\n", " "+text, text+" ", strings.ToUpper(text), strings.ToUpper(text[:9])+text[9:], "Bearer "+text)
	for _, m := range mutants {
		if m != text && access.IsToken(m) {
			t.Errorf("%q passes for %q", m, text)
		}
	}
}

func FuzzToken(f *testing.F) {
	f.Add(access.NewToken().Reveal())
	f.Add("yoshiki_")
	f.Add(strings.Repeat("a", 67))
	pattern := regexp.MustCompile(`^` + access.TokenPattern + `$`)
	f.Fuzz(func(t *testing.T, text string) {
		if access.IsToken(text) && !pattern.MatchString(text) {
			t.Errorf("%q", text)
		}
		_ = access.TokenName(access.NewSecret(text))
	})
}
