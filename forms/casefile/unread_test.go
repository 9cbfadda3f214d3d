package casefile_test

import (
	"slices"
	"testing"

	"yoshiki/forms/casefile/decode"
)

// TestUnread: what stands in a case and cannot be read is known by its place, and so is what a
// wrong key was meant to be; the rest can be asked about.
func TestUnread(t *testing.T) {
	for source, want := range map[string][]string{
		"id: a\napplicant: {name: x}\n":                                       nil,
		"id: a\napplication: {date: soon}\n":                                  {"/application/date"},
		"id: a\napplicant: {nmae: x, corporate_number: '1'}\nservice: none\n": {"/applicant/corporate_number", "/applicant/name", "/service"},
		"id: a\napplicant: {zzzzzzzzzzzz: x}\n":                               nil,
		"id: a # \u200b\n":                                                    nil,
		"- id\n":                                                              {""},
		"id: [\n":                                                             {""},
		"id: a\nstatement: {controls_file: none.csv}\n":                       {"/statement/controls"},
		"id: a\ncompany: none.yaml\n":                                         {"/applicant", "/contact", "/offices"},
	} {
		file, findings := decode.Decode("case.yaml", []byte(source), nil)
		if got := file.Unread(); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q: %+v", source, got, want, findings)
		}
	}
}
