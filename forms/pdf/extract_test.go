package pdf_test

import (
	"bytes"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"yoshiki/forms/judge"
)

// A reader of finished files that shares nothing with their writer: qpdf takes the file
// apart, and what follows here interprets the operators that pages use.

// mark is one glyph on a page, from the lower left of the page in points.
type mark struct {
	text       string
	x, y       float64 // left end of its advance, on the baseline
	width      float64
	size       float64
	upright    bool
	horizontal float64 // scaling
}

// segment is a stroked line.
type segment struct{ x1, y1, x2, y2 float64 }

type leaf struct {
	width, height float64
	marks         []mark
	rules         []segment
}

type cidFont struct {
	widths map[int]float64
	texts  map[int]string
}

// stock runs a stock tool, which must have nothing to say against the file.
func stock(t testing.TB, name string, args ...string) []byte {
	t.Helper()
	cmd := judge.Command(t, name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("%s: %v: %s", name, err, stderr.String())
	}
	return out
}

var objectStart = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)

// read parses a file after qpdf has checked and unpacked it.
func read(t testing.TB, pdf []byte) []leaf {
	t.Helper()
	name := t.TempDir() + "/in.pdf"
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out := stock(t, "qpdf", "--qdf", "--object-streams=disable", name, "-")
	objects := map[string]string{}
	places := objectStart.FindAllSubmatchIndex(out, -1)
	for i, at := range places {
		end := len(out)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		objects[string(out[at[2]:at[3]])] = string(out[at[1]:end])
	}
	return pages(t, objects)
}

func pages(t testing.TB, objects map[string]string) []leaf {
	t.Helper()
	var tree string
	for _, o := range objects {
		if strings.Contains(o, "/Type /Pages") {
			tree = o
		}
	}
	inherited := numbers(between(tree, "/MediaBox [", "]"))
	var list []leaf
	for _, ref := range refs(between(tree, "/Kids [", "]")) {
		page := objects[ref]
		box := inherited
		if own := between(page, "/MediaBox [", "]"); own != "" {
			box = numbers(own)
		}
		l := leaf{width: box[2], height: box[3]}
		fonts := map[string]*cidFont{}
		resources := objects[one(page, "/Resources")]
		for _, m := range regexp.MustCompile(`/(F\d+) (\d+) 0 R`).FindAllStringSubmatch(resources, -1) {
			fonts[m[1]] = readFont(t, objects, m[2])
		}
		l.interpret(t, stream(objects[one(page, "/Contents")]), fonts)
		list = append(list, l)
	}
	return list
}

func readFont(t testing.TB, objects map[string]string, ref string) *cidFont {
	t.Helper()
	f := &cidFont{widths: map[int]float64{}, texts: map[int]string{}}
	o := objects[ref]
	descendant := objects[refs(between(o, "/DescendantFonts [", "]"))[0]]
	w := numbers(between(descendant, "/W [", "]"))
	for i := 0; i+2 < len(w); i += 3 {
		for cid := int(w[i]); cid <= int(w[i+1]); cid++ {
			f.widths[cid] = w[i+2]
		}
	}
	for _, m := range regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>\n`).FindAllStringSubmatch(stream(objects[one(o, "/ToUnicode")]), -1) {
		var units []uint16
		for i := 0; i < len(m[2]); i += 4 {
			units = append(units, uint16(hex(t, m[2][i:i+4])))
		}
		f.texts[hex(t, m[1])] = string(utf16.Decode(units))
	}
	return f
}

// interpret runs a content stream: text, straight lines, and one level of q and Q.
func (l *leaf) interpret(t testing.TB, content string, fonts map[string]*cidFont) {
	t.Helper()
	var stack []string
	var font *cidFont
	var size, x, y, px, py float64
	scale, upright, depth, marked := 1.0, true, 0, 0
	num := func(back int) float64 {
		v, err := strconv.ParseFloat(stack[len(stack)-back], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, token := range tokens(content) {
		switch token {
		case "BMC", "BDC":
			marked++
		case "EMC":
			marked--
		case "S", "f":
			if marked != 1 {
				t.Fatalf("a rule or shade in %d marked-content sequences", marked)
			}
		case "q":
			depth++
		case "Q":
			upright, depth = true, depth-1
		case "cm":
			upright = false
		case "Tf":
			font, size = fonts[strings.TrimPrefix(stack[len(stack)-2], "/")], num(1)
		case "Td":
			x, y = num(2), num(1)
		case "Tz":
			scale = num(1) / 100
		case "m":
			px, py = num(2), num(1)
		case "l":
			l.rules = append(l.rules, segment{px, py, num(2), num(1)})
		case "TJ":
			if marked != 1 {
				t.Fatalf("text in %d marked-content sequences", marked)
			}
			for _, s := range stack {
				if !strings.HasPrefix(s, "<") {
					if v, err := strconv.ParseFloat(s, 64); err == nil {
						x -= v / 1000 * size * scale
					}
					continue
				}
				for i := 1; i+4 <= len(s); i += 4 {
					cid := hex(t, s[i:i+4])
					w, ok := font.widths[cid]
					if !ok {
						w = 1000
					}
					if cid == 0 || font.texts[cid] == "" {
						t.Errorf("glyph %d has no text", cid)
					}
					l.marks = append(l.marks, mark{font.texts[cid], x, y, w / 1000 * size * scale, size, upright, scale})
					x += w / 1000 * size * scale
				}
			}
		}
		if token != "" && (token[0] >= 'a' && token[0] <= 'z' || token[0] >= 'A' && token[0] <= 'Z') {
			stack = stack[:0]
		} else if token != "[" && token != "]" {
			stack = append(stack, token)
		}
	}
	if depth != 0 || marked != 0 {
		t.Errorf("unbalanced q and Q: %d, BMC and EMC: %d", depth, marked)
	}
}

// tokens splits a content stream; a hexadecimal string keeps its opening bracket.
func tokens(s string) []string {
	s = strings.NewReplacer("[", " [ ", "]", " ] ", "<", " <", ">", " ").Replace(s)
	return strings.Fields(s)
}

func stream(object string) string {
	_, data, _ := strings.Cut(object, "\nstream\n")
	data, _, _ = strings.Cut(data, "\nendstream")
	return data
}

func between(s, from, to string) string {
	_, s, ok := strings.Cut(s, from)
	if !ok {
		return ""
	}
	s, _, _ = strings.Cut(s, to)
	return s
}

func one(object, key string) string {
	m := regexp.MustCompile(key + ` (\d+) 0 R`).FindStringSubmatch(object)
	if m == nil {
		return ""
	}
	return m[1]
}

func refs(s string) []string {
	var list []string
	for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(s, -1) {
		list = append(list, m[1])
	}
	return list
}

func numbers(s string) []float64 {
	var list []float64
	for _, field := range strings.Fields(s) {
		if v, err := strconv.ParseFloat(field, 64); err == nil {
			list = append(list, v)
		}
	}
	return list
}

func hex(t testing.TB, s string) int {
	t.Helper()
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	return int(v)
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.02 }
