package locales

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

func TestBothLanguagesSayTheSame(t *testing.T) {
	for name, file := range map[string][]byte{"ja.yaml": japanese, "en.yaml": english} {
		if err := yaml.Unmarshal(file, &map[string]map[string]string{}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	ja, en := read(japanese), read(english)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(ja)), slices.Sorted(maps.Keys(en))); diff != "" {
		t.Fatalf("keys differ (-ja +en):\n%s", diff)
	}
	for key, text := range ja {
		if text == "" || en[key] == "" {
			t.Errorf("%s is empty", key)
		}
		if diff := cmp.Diff(placeholders(text), placeholders(en[key])); diff != "" {
			t.Errorf("%s: placeholders differ (-ja +en):\n%s", key, diff)
		}
	}
}

// placeholders gives what stands in braces, sorted, each once.
func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestNewChoosesTheLanguage(t *testing.T) {
	japanese, english := "日本語", "English"
	for lang, want := range map[string]string{
		"": japanese, "C": japanese, "POSIX": japanese, "fr_FR.UTF-8": japanese, "??": japanese,
		"ja": japanese, "ja_JP.UTF-8": japanese, "ja-JP-u-ca-japanese": japanese,
		"en": english, "en-US": english, "en_GB.UTF-8": english, "EN": english, "en_US@euro": english,
	} {
		got := japanese
		if speaksEnglish(lang) {
			got = english
		}
		if got != want {
			t.Errorf("%q: %s, want %s", lang, got, want)
		}
	}
}

func TestTextFillsPlaceholders(t *testing.T) {
	args := map[string]string{"wanted": "list", "found": "text", "reason": "{found}"}
	p := New("en")
	for key, want := range map[string]string{
		"finding.case:wrong-type": `This must be a list (lines that begin with "- "), but it is text.`,
		"finding.case:syntax":     "The file cannot be read: {found}.",
		"finding.case:id":         `"text" cannot name a case.`,
		"finding.case:depth":      "Lists and groups are nested too deeply (limit {limit}).",
		"finding.case:nothing":    "finding.case:nothing",
	} {
		if got := p.Text(key, args); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	if got, want := New("ja").Text("repair.case:date", map[string]string{"near": "2026-02-28"}), "例えば 2026-02-28 のように、西暦の半角数字で書いてください。"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
