package typeset_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"yoshiki/forms/typeset"
	"yoshiki/templates"
)

var load = sync.OnceValues(func() (*typeset.Fonts, error) { return typeset.Load(templates.FS) })

func fonts(t testing.TB) *typeset.Fonts {
	t.Helper()
	f, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The characters of JIS X 4051 that may not begin and end a line, written out once more
// so that the table under test is not its own judge.
const (
	notAtStart = "’”）〕］｝〉》」』】、。，．・：；？！ヽヾゝゞ々〻ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡｣､･ｧｨｩｪｫｬｭｮｯｰ)]}"
	notAtEnd   = "‘“（〔［｛〈《「『【([{｢"
)

func TestBreakKeepsWhatBelongsTogether(t *testing.T) {
	tests := []struct {
		text  string
		width float64 // at 10 points
		want  []string
	}{
		{"", 50, []string{""}},
		{"登録申請書", 30, []string{"登録申", "請書"}},
		{"登録申\n請書\n", 100, []string{"登録申", "請書", ""}},
		{"これは、本です。", 30, []string{"これ", "は、本", "です。"}},
		{"あい「うえ」お", 30, []string{"あい", "「う", "え」お"}},
		{"金額は5,000円です", 60, []string{"金額は", "5,000円です"}},
		{"売上１２，３４５円増", 60, []string{"売上", "１２，３４５", "円増"}},
		{"申請は令和8年4月15日", 60, []string{"申請は", "令和8年4月", "15日"}},
		{"期限は令和8年10月15日", 90, []string{"期限は", "令和8年10月15日"}},
		{"代表取締役　髙橋　恵子", 90, []string{"代表取締役　", "髙橋　恵子"}},
		{"東京都文京区一丁目　つむぎビル4階", 120, []string{"東京都文京区一丁目　", "つむぎビル4階"}},
		{"平成元年のこと令和元年", 90, []string{"平成元年のこと", "令和元年"}},
		{"管理策8.1.5.4.Pを", 70, []string{"管理策", "8.1.5.4.Pを"}},
		{"法人番号1234567890123です", 90, []string{"法人番号", "1234567890123です"}},
		{"添付の様式2-4と別紙1", 60, []string{"添付の", "様式2-4と", "別紙1"}},
		{"規則はISMAP-LIUです", 60, []string{"規則は", "ISMAP-LIUで", "す"}},
		{"長い長い行", math.Inf(1), []string{"長い長い行"}},
		{"狭い", 0, []string{"狭", "い"}},
		{"事務局はＣＳＩＲＴです", 60, []string{"事務局は", "ＣＳＩＲＴで", "す"}},
		{"本件……については", 30, []string{"本件", "……に", "ついて", "は"}},
		{"見よ https://example.jp/a/bcdefghijklmnop?q=1", 80, []string{"見よ https://", "example.jp/a/", "bcdefghijklmnop?", "q=1"}},
		{strings.Repeat("w", 25), 50, []string{"wwwwwwwwww", "wwwwwwwwww", "wwwww"}},
		{strings.Repeat("）", 5), 30, []string{"）））", "））"}},
		{"語のあと    次", 40, []string{"語のあと    ", "次"}},
		{"葛\U000E0100飾区葛\U000E0100飾区", 30, []string{"葛\U000E0100飾区", "葛\U000E0100飾区"}},
		{"か\u3099か\u3099か\u3099", 20, []string{"か\u3099か\u3099", "か\u3099"}},
		{"例え：“引用”だよ", 40, []string{"例え：", "“引用”", "だよ"}},
	}
	for _, test := range tests {
		got := fonts(t).Break(test.text, typeset.Mincho, 10, test.width)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

var alphabet = []string{
	"登", "録", "申", "請", "書", "の", "を", "は", "っ", "ょ", "ー", "、", "。", "・", "」", "「", "（", "）", "ア", "ン",
	"8", "5", ".", ",", "年", "月", "円", "a", "B", "-", "/", " ", "　", "…", "—", "葛\U000E0100", "か\u3099", "ｶﾞ", "𠮷",
	"令和", "第", "様式", "\n", "“", "”", "々", "！", "１", "０", "〜", "%",
}

func randomText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(alphabet[r.IntN(len(alphabet))])
	}
	return b.String()
}

func TestRandomTextKeepsKinsokuAndEveryCharacter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		text := randomText(r, 1+r.IntN(120))
		width := 50 + 300*r.Float64()
		checkLines(t, text, typeset.Gothic, 10.5, width)
		checkKinsoku(t, text, width)
	}
}

// checkKinsoku accepts a forbidden character only where the whole line before it offers
// no better place.
func checkKinsoku(t *testing.T, text string, width float64) {
	t.Helper()
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines := fonts(t).Break(paragraph, typeset.Gothic, 10.5, width)
		for i := 1; i < len(lines); i++ {
			last, _ := utf8.DecodeLastRuneInString(lines[i-1])
			first, _ := utf8.DecodeRuneInString(lines[i])
			if !allowedPair(last, first) && hasPlace(lines[i-1]) {
				t.Errorf("%q breaks between %q and %q", paragraph, lines[i-1], lines[i])
			}
		}
	}
}

func allowedPair(last, first rune) bool {
	return !strings.ContainsRune(notAtEnd, last) && !strings.ContainsRune(notAtStart, first)
}

// hasPlace reports whether two characters that always part are neighbours in line.
func hasPlace(line string) bool {
	const plain = "登録申請書のをはアン"
	var before rune
	for _, r := range line {
		if strings.ContainsRune(plain, before) && strings.ContainsRune(plain, r) {
			return true
		}
		before = r
	}
	return false
}

// checkLines proves that the lines are the text, that none is too wide, and that none
// cuts a grapheme cluster.
func checkLines(t *testing.T, text string, face typeset.Face, size, width float64) {
	t.Helper()
	f := fonts(t)
	rest := text
	for _, line := range f.Break(text, face, size, width) {
		rest = strings.TrimPrefix(rest, "\n")
		if !strings.HasPrefix(rest, line) {
			t.Fatalf("%q: line %q is not at %q", text, line, rest)
		}
		rest = rest[len(line):]
		visible := strings.TrimRight(line, " \u3000")
		if line == "" && text != "" && !strings.Contains(text, "\n") {
			t.Errorf("%q has an empty line", text)
		}
		if w := f.Width(visible, face, size); w > width+1e-6 && uniseg.GraphemeClusterCount(visible) > 1 {
			t.Errorf("%q: line %q is %g wide, not %g", text, line, w, width)
		}
	}
	if strings.Trim(rest, "\n") != "" {
		t.Errorf("%q: %q is on no line", text, rest)
	}
}

func FuzzBreak(f *testing.F) {
	f.Add("登録申請書（案）について、令和8年4月15日。https://example.jp/?a=b", 60.0)
	f.Add("👨‍👩‍👧 ｶﾞ e\u0301 葛\U000E0100\xff\r\n\u2028 한글 🇯🇵🇯🇵", 11.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		fonts(t).Missing(text)
		if width > 0 && width < 1000 {
			checkLines(t, text, typeset.Mincho, 10.5, width)
			checkClusters(t, text, width)
			return
		}
		fonts(t).Break(text, typeset.Mincho, 10.5, width)
	})
}

func checkClusters(t *testing.T, text string, width float64) {
	t.Helper()
	for paragraph := range strings.SplitSeq(text, "\n") {
		boundaries, at := map[int]bool{0: true}, 0
		for g := uniseg.NewGraphemes(paragraph); g.Next(); {
			at += len(g.Str())
			boundaries[at] = true
		}
		at = 0
		for _, line := range fonts(t).Break(paragraph, typeset.Mincho, 10.5, width) {
			if at += len(line); !boundaries[at] {
				t.Errorf("%q is cut inside a cluster at byte %d", paragraph, at)
			}
		}
	}
}

func BenchmarkBreakParagraph(b *testing.B) {
	f := fonts(b)
	text := strings.Repeat("当社は、ISMAP-LIU登録規則第8条の規定に基づき、令和8年4月15日付けで申請します。", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f.Lines(nil, text, typeset.Mincho, 10.5, 467, 467)
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		f, err := typeset.Load(templates.FS)
		if err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
