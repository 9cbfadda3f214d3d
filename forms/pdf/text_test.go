package pdf_test

import (
	"maps"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"yoshiki/forms/document"
)

// letters leaves out what layout may add or drop: white space.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func texts(d *document.Document) string {
	var b strings.Builder
	for p := range d.Texts() {
		b.WriteString(p.Text)
	}
	return letters(b.String())
}

// found is the text of the pages in the order of their content, without the foot.
func found(t *testing.T, d *document.Document, pages []leaf) string {
	t.Helper()
	var all strings.Builder
	for n, l := range pages {
		var page strings.Builder
		for _, m := range l.marks {
			if m.upright {
				page.WriteString(m.text)
			}
		}
		text := letters(page.String())
		words := letters(strings.Join(d.Foot(n == 0), ""))
		i := strings.LastIndex(text, words)
		if i < 0 {
			t.Fatalf("no foot on page %q", text)
		}
		foot := text[i+len(words):]
		if !strings.Contains(foot, "／") {
			t.Errorf("no page number on page %q", text)
		}
		all.WriteString(text[:i])
	}
	return all.String()
}

func TestTextIsExactAndInReadingOrder(t *testing.T) {
	for name, sample := range samples {
		if name == "hostile" || name == "table" || name == "timeline" { // what repeats is tested below
			continue
		}
		d := sample()
		if got, want := found(t, d, read(t, render(t, d))), texts(d); got != want {
			t.Errorf("%s: text of the pages\n%s\nof the tree\n%s", name, got, want)
		}
	}
}

func TestTableRepeatsItsHeaderAndNothingElse(t *testing.T) {
	d := table(100)
	var header strings.Builder
	for _, c := range d.Sections[0].Blocks[2].(document.Table).Columns {
		header.WriteString(c.Label)
	}
	pages := read(t, render(t, d))
	if len(pages) < 5 {
		t.Fatalf("%d pages", len(pages))
	}
	got := found(t, d, pages[:1])
	for _, l := range pages[1:] {
		text, ok := strings.CutPrefix(found(t, d, []leaf{l}), header.String())
		if !ok {
			t.Errorf("no header on page %q", text)
		}
		got += text
	}
	if want := texts(d); got != want {
		t.Errorf("text of the pages\n%s\nof the tree\n%s", got, want)
	}
}

func TestTimelineRepeatsItsScaleAndNothingElse(t *testing.T) {
	d := timeline(12)
	chart := d.Sections[0].Blocks[1].(document.Timeline)
	scale := ""
	for _, tick := range append(chart.Scale, chart.Today) {
		scale += letters(tick.Label)
	}
	pages, got, repeated := read(t, render(t, d)), "", 0
	for _, l := range pages {
		text := found(t, d, []leaf{l})
		if rest, ok := strings.CutPrefix(text, scale); ok {
			text, repeated = rest, repeated+1
		}
		got += text
	}
	if want := texts(d); got != want || repeated == 0 {
		t.Errorf("scale repeated %d times, text of the pages\n%s\nof the tree\n%s", repeated, got, want)
	}
}

func TestHostileTextIsWhole(t *testing.T) {
	d := hostile()
	count := func(s string) map[rune]int {
		m := map[rune]int{}
		for _, r := range s {
			m[r]++
		}
		return m
	}
	all := found(t, d, read(t, render(t, d)))
	const again = "長い値（続き）" // on each page on which the cell goes on
	if n := strings.Count(all, again); n != 2 {
		t.Errorf("%s stands on %d pages", again, n)
	}
	got, want := count(strings.ReplaceAll(all, again, "")), count(texts(d))
	for _, r := range "欄甲乙0123456789" { // of headers, which repeat
		delete(got, r)
		delete(want, r)
	}
	if !maps.Equal(got, want) {
		t.Errorf("characters found %v, in the tree %v", got, want)
	}
}

// unusual are texts that page engines and extractors are known to spoil.
const unusual = "𠮷野家𩸽葛\U000E0100飾区葛\U000E0101城市神社\uFA19\uFA10\uFA12髙島﨑㈱①②⑳Ⅻｶﾞｷﾞﾊﾟか\u3099は\u309A㋿〇々〆ヶ＝－～￥¥\\"

func TestToolsExtractTheText(t *testing.T) {
	d := letter()
	d.Sections[0].Blocks = append(d.Sections[0].Blocks, document.Paragraph{Text: unusual})
	for _, mode := range []string{"-raw", "-layout"} {
		out := stock(t, "pdftotext", "-enc", "UTF-8", mode, file(t, d), "-")
		if got := letters(string(out)); mode == "-raw" && !strings.HasPrefix(got, texts(d)) {
			t.Errorf("pdftotext %s: %s\nwant %s", mode, got, texts(d))
		} else if !strings.Contains(got, letters(unusual)) {
			t.Errorf("pdftotext %s: %s\nhas no %s", mode, got, unusual)
		}
	}
}

func TestFontsAreEmbeddedSubsets(t *testing.T) {
	for name, sample := range samples {
		out := stock(t, "pdffonts", file(t, sample()))
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")[2:]
		if len(lines) < 2 {
			t.Errorf("%s: fonts %q", name, lines)
		}
		for _, line := range lines {
			if !strings.Contains(line, "Identity-H       yes yes yes") || line[6] != '+' {
				t.Errorf("%s: font %s", name, line)
			}
		}
	}
}

const (
	notAtStart = "’”）〕］｝〉》」』】、。，．・：；？！ヽヾゝゞ々〻ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
	notAtEnd   = "‘“（〔［｛〈《「『【"
)

func TestLinesKeepKinsoku(t *testing.T) {
	for name, sample := range samples {
		if name == "hostile" {
			continue // has runs of nothing but brackets
		}
		for _, l := range read(t, render(t, sample())) {
			for i := 1; i < len(l.marks); i++ {
				before, after := l.marks[i-1], l.marks[i]
				if near(before.y, after.y) || before.size != after.size || after.x > before.x {
					continue
				}
				last, _ := utf8.DecodeLastRuneInString(before.text)
				first, _ := utf8.DecodeRuneInString(after.text)
				if strings.ContainsRune(notAtEnd, last) || strings.ContainsRune(notAtStart, first) {
					t.Errorf("%s: a line ends with %q, the next begins with %q", name, before.text, after.text)
				}
			}
		}
	}
}

func TestPropertiesAndBookmarks(t *testing.T) {
	d := hostile()
	d.Author = "株式会社𠮷野"
	name := file(t, d)
	out := stock(t, "pdfinfo", name)
	for _, want := range []string{"極端", "株式会社𠮷野", "Pages:           17"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("pdfinfo has no %q: %s", want, out)
		}
	}
	data := stock(t, "qpdf", "--qdf", "--object-streams=disable", name, "-")
	for _, want := range []string{"D:20260415000000+09'00'", "/Lang (ja-JP)", "/DisplayDocTitle true", "/Outlines", "/Metadata", "2026-04-15T00:00:00+09:00"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the file has no %q", want)
		}
	}
	if strings.Contains(string(data), "EmbeddedFiles") {
		t.Error("the file has a list of embedded files, which is empty")
	}
}
