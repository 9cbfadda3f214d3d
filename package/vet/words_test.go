package vet_test

import (
	"slices"
	"strings"
	"testing"

	"yoshiki/locales"
	"yoshiki/package/vet"
)

// TestClassesHaveWords holds that every class that becomes a finding has words.
func TestClassesHaveWords(t *testing.T) {
	args := map[string]string{"place": "P", "title": "T"}
	for _, lang := range []string{"ja", "en"} {
		p := locales.New(lang)
		for _, c := range vet.Classes() {
			for _, section := range []string{"finding", "repair"} {
				key := section + ".vet:" + string(c)
				text := p.Text(key, args)
				if has := text != key; has != (c.Policy() != vet.Record) {
					t.Errorf("%s: %s: %q", lang, key, text)
				}
				if strings.ContainsAny(text, "{}") || slices.Contains([]string{"", "."}, text) {
					t.Errorf("%s: %s: %q", lang, key, text)
				}
			}
		}
	}
}
