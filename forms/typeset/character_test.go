package typeset_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/typeset"
)

func TestCharacters(t *testing.T) {
	const noto, mincho = "NotoSerifJP-Regular", "BIZUDMincho-Regular"
	got := fonts(t).Characters("登録𠮷野\n葛\U000E0100葛\U000E01EFか\u309Aがa𠮷👍שa\u00AD\xff葛\uFE0F")
	want := []typeset.Character{
		{Text: "𠮷", Fate: typeset.Substituted, Font: noto},
		{Text: "葛\U000E0100", Fate: typeset.Variant, Font: mincho},
		{Text: "葛\U000E01EF", Fate: typeset.NoSequence},
		{Text: "👍", Fate: typeset.NoFont},
		{Text: "ש", Fate: typeset.NoShaping},
		{Text: "\u00AD", Fate: typeset.NoMark},
		{Text: "\xff", Fate: typeset.NoMark},
		{Text: "葛\uFE0F", Fate: typeset.NoSequence},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
