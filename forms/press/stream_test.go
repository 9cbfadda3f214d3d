package press_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"os"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
	"yoshiki/templates"
)

// opened gives a press and the forms of a sample.
func opened(t *testing.T) (*press.Press, []forms.Filled) {
	t.Helper()
	p, err := press.NewPress(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	const dir = "../../testdata/cases"
	data, err := os.ReadFile(dir + "/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, _ := decode.Decode("case.yaml", data, os.DirFS(dir))
	c, err := forms.Open(file.Case.Program, file.Case.Revision, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	var all []forms.Filled
	for _, id := range []string{"1-1", "1-2", "2-4", "2-3"} {
		filled, err := c.Compose(id, file.Case, casefile.Submission{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, filled...)
	}
	return p, all
}

var errFill = errors.New("cannot be filled")

// each gives the forms, and then an error if it is wanted.
func each(all []forms.Filled, err error) iter.Seq2[forms.Filled, error] {
	return func(yield func(forms.Filled, error) bool) {
		for _, f := range all {
			if !yield(f, nil) {
				return
			}
		}
		if err != nil {
			yield(forms.Filled{}, err)
		}
	}
}

// TestStream: prints come in the order of the forms, the same bytes as all at once; an error, a
// context that is done and a taker who has enough end it.
func TestStream(t *testing.T) {
	p, all := opened(t)
	formats := []string{"pdf", "docx"}
	want := p.PrintAll(t.Context(), all, formats, func(*press.Print) {})
	i := 0
	for x, err := range p.Stream(t.Context(), each(all, errFill), formats) {
		if i == len(want) {
			if !errors.Is(err, errFill) {
				t.Error(err)
			}
			break
		}
		if err != nil || x.Name() != want[i].Name() || !bytes.Equal(x.Data, want[i].Data) {
			t.Fatalf("%d: %v: %v", i, x, err)
		}
		i++
	}
	if i != len(want) || i < 8 {
		t.Errorf("%d prints", i)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	for _, err := range p.Stream(ctx, each(all, nil), formats) {
		if stop(); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		i++
	}
	if i > len(want)+2 {
		t.Errorf("%d prints after the end", i-len(want))
	}
}
