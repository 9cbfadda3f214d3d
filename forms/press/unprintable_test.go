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
	"yoshiki/templates"
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
		{fmt.Errorf("form 2-4 as pdf: %w", errors.Join(glyph, glyph)), []string{"case:glyph case.yaml:3:9 /applicant/name 🏯 (U+1F3EF), か゚ (U+304B U+309A)font"}},
		{&pdf.GlyphError{Clusters: []string{"🏯", "葛\U000E01EF", "ש", "禰\U000E01EF"}}, []string{
			"case:glyph case.yaml:3:9 /applicant/name 🏯 (U+1F3EF)font",
			"case:glyph case.yaml:3:9 /applicant/name 葛\U000E01EF (U+845B U+E01EF), 禰\U000E01EF (U+79B0 U+E01EF)sequence",
			"case:glyph case.yaml:3:9 /applicant/name ש (U+05E9)shaping"}},
		{&pdf.GlyphError{Clusters: []string{"🏯"}}, []string{"case:glyph case.yaml:3:9 /applicant/name 🏯 (U+1F3EF)font"}},
		{&pdf.GlyphError{Clusters: []string{"𓀀"}}, []string{"case:glyph case.yaml:1:1 /application 𓀀 (U+13000)font"}},
		{fmt.Errorf("form 2-4 as pdf: %w", &readback.Difference{Path: "/applicant/name", Label: "名称", Want: "🏯", Got: "城"}), []string{"case:differs case.yaml:3:9 /applicant/name 城"}},
		{errors.New("no room"), []string{"case:print case.yaml:0:0 /application no room"}},
	} {
		var got []string
		for _, f := range press.Unprintable(file, &press.Print{Form: form, Format: "pdf", Err: c.err}) {
			got = append(got, fmt.Sprintf("%s %s:%d:%d %s %s%s%s", f.ID, f.File, f.Line, f.Column, f.Pointer, f.Args["found"], f.Args["reason"], f.Args["fate"]))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// Names are printed as they are written: which font draws what its typeface lacks, and which
// variants are honoured, is told once.
func TestDrawn(t *testing.T) {
	file, findings := decode.Decode("case.yaml", []byte("id: a\napplicant:\n  name: 𠮷野葛\U000E0100\n  address: 𠮷野町🏯\n"), nil)
	if file == nil {
		t.Fatal(findings)
	}
	p, err := press.NewPress(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range p.Drawn(file) {
		got = append(got, fmt.Sprintf("%s %s:%d %s %s %s %s", f.ID, f.File, f.Line, f.Pointer, f.Args["found"], f.Args["fate"], f.Args["font"]))
	}
	want := []string{"case:character case.yaml:3 /applicant/name 𠮷 (U+20BB7) substituted NotoSerifJP-Regular",
		"case:character case.yaml:3 /applicant/name 葛\U000E0100 (U+845B U+E0100) variant BIZUDMincho-Regular"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
