package press

import (
	"encoding/xml"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"yoshiki/forms/judge"
)

// TestBoxes asks poppler where the words of values stand: at least 500 of them, in the box
// that is told for their path.
func TestBoxes(t *testing.T) {
	p, asked := newPress(t), 0
	for i, f := range composed(t, "small-saas", "1-1", "1-5", "2-4", "2-8", "2-3", "2-19", "2-20", "2-1", "2-2", "2-6") {
		data, err := p.Print(f.Document, "pdf")
		if err != nil {
			t.Fatal(err)
		}
		boxes, err := p.Boxes(f.Document)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%s/%d.pdf", t.TempDir(), i)
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := judge.Command(t, "pdftotext", "-bbox", name, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		words := bboxes(t, string(out))
		texts := map[string][]string{}
		for text := range f.Document.Texts() {
			texts[text.Path] = append(texts[text.Path], letters(text.Text))
		}
		found := map[string]string{}
		for _, b := range boxes {
			for _, w := range words {
				if w.page == b.Page && w.left >= b.X-1 && w.right <= b.X+b.Width+1 && w.top >= b.Y-2 && w.bottom <= b.Y+b.Height+2 {
					found[b.Path] += w.text
				}
			}
		}
		for path, all := range texts {
			if path == "" {
				continue
			}
			for _, text := range all {
				if text == "" {
					continue
				}
				asked++
				if !strings.Contains(letters(found[path]), text) {
					t.Errorf("%s %s: %q is not in its boxes: %q", f.Name, path, text, found[path])
				}
			}
		}
	}
	if asked < 500 {
		t.Errorf("%d texts", asked)
	}
}

// letters leaves out spaces, which poppler does not keep.
func letters(s string) string {
	return strings.NewReplacer(" ", "", "\u3000", "", "\u00A0", "", "\n", "").Replace(s)
}

type word struct {
	page                     int
	left, top, right, bottom float64
	text                     string
}

// bboxes reads the page of words that pdftotext writes.
func bboxes(t *testing.T, page string) (all []word) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.Entity = false, xml.HTMLEntity
	number := 0
	for {
		token, err := d.Token()
		if err != nil {
			return all
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "page" {
				number++
			}
			if e.Name.Local == "word" {
				w := word{page: number}
				for i, to := range []*float64{&w.left, &w.top, &w.right, &w.bottom} {
					if *to, err = strconv.ParseFloat(e.Attr[i].Value, 64); err != nil {
						t.Fatal(err)
					}
				}
				all = append(all, w)
			}
		case xml.CharData:
			if n := len(all); n > 0 && all[n-1].text == "" {
				all[n-1].text = string(e)
			}
		}
	}
}
