package document_test

import (
	"fmt"
	"slices"
	"testing"

	"yoshiki/forms/document"
)

func TestLines(t *testing.T) {
	h, w := document.Field{Half: true}, document.Field{}
	for _, c := range []struct {
		fields []document.Field
		want   []int
	}{
		{nil, nil}, {[]document.Field{h}, []int{1}}, {[]document.Field{h, h, h}, []int{2, 1}}, {[]document.Field{w, h, w, h, h}, []int{1, 1, 1, 2}},
	} {
		var got []int
		for _, line := range (document.Fields{Rows: c.fields}).Lines() {
			got = append(got, len(line))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v fields to a line, want %v", got, c.want)
		}
	}
}

func TestTrails(t *testing.T) {
	one, two := document.Fields{Rows: make([]document.Field, 1)}, document.Fields{Rows: make([]document.Field, 2)}
	for _, c := range []struct {
		before, b document.Block
		want      bool
	}{
		{two, one, true}, {document.Table{}, one, true}, {two, two, false}, {document.Paragraph{}, one, false}, {one, document.Table{}, false}, {one, document.Fields{}, false},
	} {
		if got := document.Trails(c.before, c.b); got != c.want {
			t.Errorf("%T, %T: %v", c.before, c.b, got)
		}
	}
}

// A day keeps the marks from which no line parts it; a column that holds it holds them, too.
func TestWords(t *testing.T) {
	table := document.Table{Columns: []document.Column{{}, {}}, Rows: [][]document.Value{
		{{Text: "令和8年4月3日、監査機関に連絡した（平成31年1月7日）。令和元年、令和8年"}, {Text: "12.3.1"}},
	}}
	var got []string
	table.Words(true, func(column int, word string) { got = append(got, fmt.Sprint(column, word)) })
	if want := []string{"0令和8年4月3日、", "0（平成31年1月7日）。", "112.3.1"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}
