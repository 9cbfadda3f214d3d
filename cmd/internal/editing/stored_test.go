package editing_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/casefile"
)

// TestEditStored: a text that is put in a stored case says what the whole, read again, says: the
// same values, the same findings in the same lines, whether they are asked for at once or later.
func TestEditStored(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	texts := []string{"", "令和8年4月1日", "4/1/2026", "はい", "true", "null", "１，２００円", " # 注", "a: b", "- x", "\"q\"", "別の文\n二行目", "https://example.jp/", "a@b.example", "全角の文", "𠮷"}
	for _, name := range []string{"small-saas", "registered", "ismap-registered"} {
		a := app.New(app.Options{})
		data, err := os.ReadFile(samples + "/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		folder, err := os.OpenRoot(samples)
		if err != nil {
			t.Fatal(err)
		}
		whole := a.Decoded(name+".yaml", data, folder)
		s := store(t, a, "mem:")
		s.Shelf = app.NewShelf(64 << 20)
		if _, err = a.CreateCase(t.Context(), s, whole); err != nil {
			t.Fatal(err, whole.Findings)
		}
		c, err := a.StoredCase(t.Context(), s, name)
		if err != nil {
			t.Fatal(err)
		}
		var leaves []string
		for v := range casefile.Walk(c.File.Case) {
			if v.Model.Kind == casefile.KindText && v.Text() != "" {
				leaves = append(leaves, v.Pointer)
			}
		}
		taken := 0
		for range 60 {
			at, text := leaves[random.IntN(len(leaves))], texts[random.IntN(len(texts))]
			edits := []editing.Edit{{Pointer: at, Value: text}}
			got, err := editing.EditStored(a, c, edits)
			want, wantErr := editing.EditCase(a, c, edits)
			if (err == nil) != (wantErr == nil) {
				t.Fatalf("%s %q: %v, want %v", at, text, err, wantErr)
			}
			if err != nil {
				continue
			}
			to := casefile.Clone(want.File.Case)
			if diff := cmp.Diff(to, got.File.Case) + cmp.Diff(want.Findings, got.Findings); diff != "" {
				t.Fatalf("%s %q: %s", at, text, diff)
			}
			made, err := a.ChangeCase(t.Context(), s, name, c.Digest(), got)
			var refused *app.Refused
			var wrong *app.Error
			if errors.As(err, &refused) || errors.As(err, &wrong) && wrong.Kind == app.Wrong { // another id
				continue
			}
			if err != nil {
				t.Fatalf("%s %q: %v", at, text, err)
			}
			taken++
			fresh := a.Decoded(made.Name, made.Text(), nil)
			if diff := cmp.Diff(fresh.File.Case, made.File.Case) + cmp.Diff(fresh.Findings, made.Findings); diff != "" {
				t.Fatalf("%s %q: %s", at, text, diff)
			}
			order := app.CheckOrder{NoFiles: true, AsOf: day, Today: day}
			now, err := a.Check(t.Context(), made, order)
			if err != nil {
				t.Fatal(err)
			}
			then, err := a.Check(t.Context(), fresh, order)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(then.Findings, now.Findings); diff != "" {
				t.Fatalf("%s %q: %s", at, text, diff)
			}
			c = made
		}
		if taken < 20 {
			t.Errorf("%s: only %d texts were taken", name, taken)
		}
	}
}

// TestRetypedCase: a text in the place of another is put in without reading the whole; what moves
// lines is not.
func TestRetypedCase(t *testing.T) {
	a := app.New(app.Options{})
	data, err := os.ReadFile(samples + "/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	flat, err := casefile.Encode(sample(t, a, "small-saas", data).File.Case)
	if err != nil {
		t.Fatal(err)
	}
	c := sample(t, a, "case:small-saas", flat)
	for text, want := range map[string]bool{"甲": true, "": false, "一\n二": false} {
		to := casefile.Clone(c.File.Case)
		if found := casefile.Set(to, "/service/name", text); casefile.Failed(found) {
			t.Fatal(found)
		}
		if got := a.RetypedCase(c, to) != nil; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
