package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/document"
)

// parts unzips a file and returns its parts by name; each must be whole.
func parts(t testing.TB, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		parts[f.Name] = string(data)
	}
	return parts
}

// words reads the texts of a body: those of its paragraphs, parted at tabs.
func words(t testing.TB, body string) []string {
	t.Helper()
	var texts []string
	var text strings.Builder
	blank, inText := false, false
	decoder := xml.NewDecoder(strings.NewReader(body))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "sdt":
				blank = false
			case "showingPlcHdr":
				blank = true
			case "br":
				text.WriteByte('\n')
			case "tab":
				texts = appendText(texts, &text)
			}
			inText = token.Name.Local == "t" && !blank
		case xml.EndElement:
			inText = false
			switch token.Name.Local {
			case "sdt":
				blank = false
			case "p":
				texts = appendText(texts, &text)
			}
		case xml.CharData:
			if inText {
				text.Write(token)
			}
		}
	}
}

func appendText(texts []string, text *strings.Builder) []string {
	if text.Len() > 0 {
		texts = append(texts, text.String())
	}
	text.Reset()
	return texts
}

func texts(d *document.Document) []string {
	var texts []string
	for p := range d.Texts() {
		texts = append(texts, p.Text)
	}
	return texts
}

func TestWordsReadBack(t *testing.T) {
	r := newRenderer(t)
	for name, d := range samples() {
		got := words(t, parts(t, render(t, r, d))[bodyPart])
		if diff := cmp.Diff(texts(d), got); diff != "" {
			t.Errorf("%s: words of the tree and of the file (-tree +file):\n%s", name, diff)
		}
	}
}

func TestPartsAreWellFormedAndKnown(t *testing.T) {
	want := []string{"[Content_Types].xml", "_rels/.rels", "customXml/_rels/item1.xml.rels", "customXml/item1.xml", "customXml/itemProps1.xml", "docProps/app.xml", "docProps/core.xml", "word/_rels/document.xml.rels",
		"word/document.xml", "word/fontTable.xml", "word/footer-first.xml", "word/footer-landscape.xml", "word/footer-portrait.xml", "word/header-first.xml", "word/header.xml", "word/settings.xml", "word/styles.xml"}
	got := parts(t, render(t, newRenderer(t), hostile()))
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
		t.Error(diff)
	}
	for name, data := range got {
		words(t, data) // fails on what is no XML
		if name != "[Content_Types].xml" && name != "customXml/item1.xml" && !strings.HasSuffix(name, ".rels") && !strings.Contains(got["[Content_Types].xml"], `"/`+name+`"`) {
			t.Errorf("%s has no content type", name)
		}
	}
}

func TestNothingOfOneDocumentIsInAnother(t *testing.T) {
	r := newRenderer(t)
	one, other := letter(), table(2, 3)
	one.Edition, one.Author, one.Title = "秘密の版", "秘密の人", "秘密の題"
	one.Sections[0].Name, one.Sections[0].Blocks[0] = "秘密の節", document.Paragraph{Text: "秘密の言葉"}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { render(t, r, one) })
		all.Go(func() {
			for name, data := range parts(t, render(t, r, other)) {
				if strings.Contains(data, "秘密") || strings.Contains(data, "下書き</w:t>") {
					t.Errorf("%s has words of another document", name)
				}
			}
		})
	}
	all.Wait()
}

func TestTables(t *testing.T) {
	d := table(3, 8)
	body := parts(t, render(t, newRenderer(t), d))[bodyPart]
	for markup, want := range map[string]int{
		`<w:tbl>`: 2, `<w:tblLayout w:type="fixed"/>`: 2, `<w:tblHeader/>`: 2, `<w:tr>`: 6, `<w:cantSplit/>`: 6,
		`<w:gridSpan w:val="8"/>`: 1, `<w:shd `: 16, `w:orient="landscape"`: 1,
	} {
		if got := strings.Count(body, markup); got != want {
			t.Errorf("%s stands %d times, want %d", markup, got, want)
		}
	}
}

func TestControls(t *testing.T) {
	choice := document.Value{Text: "乙", Kind: document.Choice, Choices: []string{"甲", "乙", "乙", "", "丙\n丁", "丙 丁"}, Path: "/choice"}
	fixed := document.Value{Text: "定まった語", Kind: document.Choice, Choices: []string{"他"}, Fixed: true}
	d := one(document.Fields{Rows: []document.Field{{Label: "区分", Value: choice}, {Label: strings.Repeat("長", 70)}, {Label: "定", Value: fixed}, {Label: "日", Value: document.Value{Kind: document.Date}}, {Value: document.Value{Fixed: true}}}})
	body := parts(t, render(t, newRenderer(t), d))[bodyPart]
	for _, want := range []string{
		`<w:alias w:val="区分"/><w:tag w:val="/choice"/><w:id w:val="1"/><w:dropDownList><w:listItem w:displayText="甲" w:value="甲"/>` +
			`<w:listItem w:displayText="乙" w:value="乙"/><w:listItem w:displayText="丙 丁" w:value="丙 丁"/></w:dropDownList></w:sdtPr>` +
			`<w:sdtContent><w:r><w:t xml:space="preserve">乙</w:t></w:r></w:sdtContent>`,
		`<w:alias w:val="` + strings.Repeat("長", 64) + `"/><w:id w:val="2"/><w:showingPlcHdr/><w:text w:multiLine="1"/>`,
		`<w:alias w:val="日"/><w:id w:val="3"/><w:showingPlcHdr/><w:date>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in\n%s", want, body)
		}
	}
	if n := strings.Count(body, "<w:sdt>"); n != 3 {
		t.Errorf("%d controls, want 3", n)
	}
}

func TestBookmarks(t *testing.T) {
	b := &body{bookmarks: map[string]bool{}}
	for _, c := range []struct{ name, want string }{
		{"登録申請書", "登録申請書"}, {"別紙 1（甲）", "別紙_1_甲_"}, {"別紙-1（甲）", "別紙_1_甲__2"}, {"1枚目", "S_1枚目"}, {"", "S_"},
		{"Sheet", "Sheet"}, {"SHEET", "SHEET_2"}, {strings.Repeat("𠮷", 31), strings.Repeat("𠮷", 16)},
	} {
		if got := b.bookmark(c.name); got != c.want {
			t.Errorf("bookmark of %q is %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWidthsFillTheLine(t *testing.T) {
	for _, c := range []struct {
		weights []float64
		want    []int
	}{
		{[]float64{1, 1, 1}, []int{333, 334, 333}}, {[]float64{1, 3}, []int{250, 750}}, {[]float64{0, -1, 1, math.Inf(1), math.NaN()}, []int{200, 200, 200, 200, 200}},
	} {
		var columns []document.Column
		for _, w := range c.weights {
			columns = append(columns, document.Column{Width: w})
		}
		if got := shares(1000, columns); !slices.Equal(got, c.want) {
			t.Errorf("shares %v of 1000 are %v, want %v", c.weights, got, c.want)
		}
	}
}
