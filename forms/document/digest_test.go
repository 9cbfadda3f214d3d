package document_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/document"
)

// everything is a document with every kind of block, no field of which is empty.
func everything() *document.Document {
	value := func() document.Value {
		return document.Value{Text: "1,234円", Kind: document.Choice, Number: 1234.5, Date: "2026-04-15", Choices: []string{"有", "無"}, Path: "/a/b", Fixed: true}
	}
	fields := func() []document.Field { return []document.Field{{Label: "名称", Value: value(), Half: true}, {}} }
	return &document.Document{Form: "2-4", Number: "様式2-4", Title: "登録申請書", Edition: "版", Note: "注", Author: "甲", Date: "2026-04-15", Draft: true,
		Sections: []document.Section{{}, {Name: "別紙", Landscape: true, Blocks: []document.Block{
			document.Title{Text: "登録申請書"},
			document.Heading{Level: 1, Text: "記"},
			document.Paragraph{Text: "一行目\n二行目", Align: document.Justify, Indent: 0.1, First: 1, Small: true, Path: "/p"},
			document.Item{Marker: "(1)", Text: "項", Level: 1, Path: "/i"},
			document.Sender{Rows: fields()},
			document.Fields{Rows: fields()},
			document.Table{Caption: "表", Columns: []document.Column{{Label: "列", Width: 1.5, Align: document.Right}}, Rows: [][]document.Value{{value()}, {{}}}, Empty: "該当なし"},
			document.Timeline{Caption: "図", Width: 80, Scale: []document.Tick{{At: 1e-7, Label: "4月"}}, Today: document.Tick{At: 0.4, Label: "基準日"},
				Rows: []document.TimelineRow{{Label: "監査", Lanes: 2, Spans: []document.Span{{From: 0.25, To: 0.5, Due: true, Tone: document.Late, Label: "期限", At: 0.6, Lane: 1, LabelLane: 1}}}}},
		}}}}
}

// TestTree holds the writing of a tree: digests in packages stand for it for ever. Whoever
// renames something in Go changes nothing here; whoever must change this file needs another
// schema.
func TestTree(t *testing.T) {
	want, err := os.ReadFile("testdata/tree.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if err := everything().Write(&got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimSuffix(string(want), "\n"), got.String()); diff != "" {
		t.Error(diff)
	}
	const digest = "50e651d10fb6e4bfb77fa4c63ff02b69bd64841bbf351bdf139d4a3567057e7c"
	if got := fmt.Sprintf("%x", everything().Digest()); got != digest {
		t.Errorf("digest %s", got)
	}
}

// TestDigestSeesEverything changes every value of a tree, and takes away from every list:
// each change gives a digest of its own.
func TestDigestSeesEverything(t *testing.T) {
	seen := map[[32]byte]string{everything().Digest(): "nothing changed"}
	for n := 0; ; n++ {
		d, left := everything(), n
		what := change(reflect.ValueOf(d).Elem(), &left, "document")
		if what == "" {
			if n < 70 {
				t.Errorf("only %d changes", n)
			}
			return
		}
		if other, ok := seen[d.Digest()]; ok {
			t.Errorf("%s: the digest of: %s", what, other)
		}
		seen[d.Digest()] = what
	}
}

// change makes the change number *left of a value and says what it is; "" if the value has
// fewer, which it takes from *left.
func change(v reflect.Value, left *int, path string) string {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if what := change(v.Field(i), left, path+"."+v.Type().Field(i).Name); what != "" {
				return what
			}
		}
		return ""
	case reflect.Interface:
		inner := reflect.New(v.Elem().Type()).Elem()
		inner.Set(v.Elem())
		what := change(inner, left, path)
		v.Set(inner)
		return what
	case reflect.Slice:
		for i := range v.Len() {
			if what := change(v.Index(i), left, fmt.Sprintf("%s[%d]", path, i)); what != "" {
				return what
			}
		}
		if v.Len() == 0 {
			return ""
		}
	}
	if *left--; *left >= 0 {
		return ""
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "。")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Float64:
		v.SetFloat(v.Float() + 1)
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Slice:
		v.SetLen(v.Len() - 1)
	}
	return path
}
