package press_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/pdf"
	"yoshiki/forms/press"
	"yoshiki/forms/readback"
)

// Each text that no font draws is named once, at its own place; what keeps a form back
// for another reason is named as a whole.
func TestUnprintable(t *testing.T) {
	file, findings := decode.Decode("case.yaml", []byte("id: a\napplicant:\n  name: 🏯\n"), nil)
	if file == nil {
		t.Fatal(findings)
	}
	glyph := &pdf.GlyphError{Path: "/applicant/address", Clusters: []string{"🏯", "か゚"}}
	form := forms.Filled{Definition: &forms.Definition{ID: "2-4"}, Name: "2-4", Subject: "/application"}
	for _, c := range []struct {
		err  error
		want []string
	}{
		{fmt.Errorf("form 2-4 as pdf: %w", errors.Join(glyph, glyph)), []string{"case:glyph case.yaml:3:9 /applicant/name 🏯 (U+1F3EF), か゚ (U+304B U+309A)"}},
		{&pdf.GlyphError{Clusters: []string{"🏯"}}, []string{"case:glyph case.yaml:3:9 /applicant/name 🏯 (U+1F3EF)"}},
		{&pdf.GlyphError{Clusters: []string{"𓀀"}}, []string{"case:glyph case.yaml:1:1 /application 𓀀 (U+13000)"}},
		{fmt.Errorf("form 2-4 as pdf: %w", &readback.Difference{Path: "/applicant/name", Label: "名称", Want: "🏯", Got: "城"}), []string{"case:differs case.yaml:3:9 /applicant/name 城"}},
		{errors.New("no room"), []string{"case:print case.yaml:0:0 /application no room"}},
	} {
		var got []string
		for _, f := range press.Unprintable(file, &press.Print{Form: form, Format: "pdf", Err: c.err}) {
			got = append(got, fmt.Sprintf("%s %s:%d:%d %s %s%s", f.ID, f.File, f.Line, f.Column, f.Pointer, f.Args["found"], f.Args["reason"]))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff)
		}
	}
}
