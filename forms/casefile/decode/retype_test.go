package decode_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// TestRetype: a text that is put in a case that was read says what reading the whole again says,
// readable or not.
func TestRetype(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	texts := []string{"", "令和8年4月1日", "4/1/2026", "はい", "true", "yes", "~", "null", "１，２００円", " # 注", "a: b", "- x", "\"q\"", "別の文\n二行目", "https://example.jp/", "1234567890123", "a@b.example", "%", "\u3000全角", "𠮷"}
	for _, name := range []string{"small-saas", "registered", "ismap-registered"} {
		data, err := os.ReadFile("../../../testdata/cases/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		read, found := decode.Decode(name, data, os.DirFS("../../../testdata/cases"))
		if casefile.Failed(found) {
			t.Fatal(found)
		}
		flat, err := casefile.Encode(read.Case)
		if err != nil {
			t.Fatal(err)
		}
		file, found := decode.Decode("case:x", flat, nil)
		var leaves []string
		for v := range casefile.Walk(file.Case) {
			if v.Model.Kind == casefile.KindText {
				leaves = append(leaves, v.Pointer)
			}
		}
		taken := 0
		for range 400 {
			at, text := leaves[random.IntN(len(leaves))], texts[random.IntN(len(texts))]
			got, told, ok := new(decode.Reader).Retype(file, found, map[string]string{at: text})
			if !ok {
				continue
			}
			taken++
			typed := casefile.Clone(file.Case)
			v, err := casefile.Get(typed, at)
			if err != nil {
				t.Fatal(err)
			}
			v.Go.SetString(text)
			data, err := casefile.Encode(typed)
			if err != nil {
				t.Fatal(err)
			}
			want, wanted := decode.Decode("case:x", data, nil)
			if diff := cmp.Diff(want.Case, got.Case); diff != "" {
				t.Errorf("%s %q: %s", at, text, diff)
			}
			if diff := cmp.Diff(want.Unread(), got.Unread()); diff != "" {
				t.Errorf("%s %q: %s", at, text, diff)
			}
			if diff := cmp.Diff(placeless(wanted), placeless(told)); diff != "" {
				t.Errorf("%s %q: %s", at, text, diff)
			}
		}
		if taken < 200 {
			t.Errorf("%s: only %d texts were taken", name, taken)
		}
	}
}

// placeless are findings without their lines.
func placeless(all []casefile.Finding) []casefile.Finding {
	all = slices.Clone(all)
	for i := range all {
		all[i].Line, all[i].Column = 0, 0
	}
	return all
}
