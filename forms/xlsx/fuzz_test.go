package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"yoshiki/forms/document"
)

// FuzzText prints any text in every kind of block: it is refused, or stands in the sheet
// as often as in the tree, character for character. A text too high for one row is cut over
// several, side by side with what stands beside it: so only a short one is also a label.
func FuzzText(f *testing.F) {
	for _, s := range []string{"=1+1", "_x0041_x0042_", " a\n\nb ", "行\r\n末\t", "]]>&<", "\x00", "\xff", "葛\U000E0100", "令和元年5月1日", "1,234円", strings.Repeat("長い文。", 900)} {
		f.Add(s, 1.0)
	}
	r := renderer(f)
	f.Fuzz(func(t *testing.T, s string, n float64) {
		label := s
		if utf8.RuneCountInString(s) > 30 {
			label = "欄"
		}
		number := document.Value{Text: s, Kind: document.Number, Number: n}
		d := &document.Document{Title: s, Author: s, Edition: s, Note: s, Sections: []document.Section{{Name: "表", Blocks: []document.Block{
			document.Title{Text: s}, document.Heading{Level: 2, Text: s}, document.Paragraph{Text: s, First: 1}, document.Item{Marker: "1", Text: s},
			document.Sender{Rows: []document.Field{{Label: "名称", Value: text(s)}}},
			document.Fields{Rows: []document.Field{{Label: label, Value: choice(s, s, "他")}, {Label: "数", Value: number}}},
			document.Table{Columns: []document.Column{{Label: "列", Width: 1}}, Empty: s},
		}}}}
		var b bytes.Buffer
		if err := r.Render(&b, d); err != nil {
			if b.Len() > 0 {
				t.Errorf("%v, and %d bytes", err, b.Len())
			}
			return
		}
		want := strings.Repeat(s, 3) + "1" + s + "名称" + s + label + s + "数"
		if cell, _ := typed(number); cell == nil {
			want += s
		}
		want += "列" + s
		got := sheetText(t, b.Bytes())
		if rest, ok := strings.CutPrefix(got, want); !ok || rest != "" && rest != s+s {
			t.Errorf("%q\nwant %q", got, want)
		}
	})
}

// sheetText is all that the strings of the first sheet hold.
func sheetText(t *testing.T, file []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	var words strings.Builder
	for decoder, inside := xml.NewDecoder(part), false; ; {
		token, err := decoder.Token()
		if err == io.EOF {
			return words.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside = token.Name.Local == "t"
		case xml.EndElement:
			inside = false
		case xml.CharData:
			if inside {
				words.Write(token)
			}
		}
	}
}
