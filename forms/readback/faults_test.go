package readback_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"yoshiki/forms/press"
	"yoshiki/forms/readback"
)

// TestFaults plants faults into the words of finished files, one at a time, as a renderer
// would that goes wrong in one field, and finds every one of them.
func TestFaults(t *testing.T) {
	p, all := opened(t, "1-1", "2-4", "2-8", "2-15")
	r := rand.New(rand.NewPCG(1, 2))
	planted, named := 0, 0
	for _, format := range press.Formats {
		files := make([][]byte, len(all))
		for i, f := range all {
			files[i] = printed(t, p, f, format)
			if err := read(f, format, files[i]); err != nil {
				t.Fatalf("%s as %s, without a fault: %v", f.Name, format, err)
			}
		}
		for i := 0; i < 334; {
			for k, f := range all {
				data := files[k]
				bad, what := plant(t, r, format, data)
				if bad == nil {
					continue
				}
				i++
				planted++
				err := read(f, format, bad)
				if err == nil {
					t.Errorf("%s as %s: not found: %s", f.Name, format, what)
				}
				if d := new(readback.Difference); errors.As(err, &d) && d.Name() != "" {
					named++
				}
			}
		}
	}
	if planted < 1000 || named < planted*9/10 {
		t.Errorf("%d faults, %d with a name", planted, named)
	}
}

// plant gives a file with one fault, or nil where what was drawn makes none.
func plant(t *testing.T, r *rand.Rand, format string, data []byte) (bad []byte, what string) {
	t.Helper()
	switch format {
	case "pdf":
		return plantPDF(t, r, data)
	case "xlsx":
		return plantPart(t, r, data, regexp.MustCompile(`^xl/worksheets/sheet1\.xml$`), regexp.MustCompile(`<(?:t|v)(?: xml:space="preserve")?>([^<]+)</`))
	}
	return plantPart(t, r, data, regexp.MustCompile(`^word/document\.xml$`), regexp.MustCompile(`<w:t xml:space="preserve">([^<\x{A0}]+)</`))
}

// plantPart plants a fault into one of the texts of a part.
func plantPart(t *testing.T, r *rand.Rand, data []byte, name, texts *regexp.Regexp) (bad []byte, what string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []int
	for i, f := range z.File {
		if name.MatchString(f.Name) {
			parts = append(parts, i)
		}
	}
	chosen := parts[r.IntN(len(parts))]
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if i == chosen {
			if part, what = spoil(r, part, texts); part == nil {
				return nil, ""
			}
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		to.Write(part)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), what
}

// spoil changes, drops, doubles or exchanges texts.
func spoil(r *rand.Rand, part []byte, texts *regexp.Regexp) (bad []byte, what string) {
	all := texts.FindAllSubmatchIndex(part, -1)
	if len(all) < 2 {
		return nil, ""
	}
	k := r.IntN(len(all) - 1)
	one, other := all[k], all[k+1+r.IntN(len(all)-k-1)]
	words, second := string(part[one[2]:one[3]]), string(part[other[2]:other[3]])
	put := func(first, then string) []byte {
		return []byte(string(part[:one[2]]) + first + string(part[one[3]:other[2]]) + then + string(part[other[3]:]))
	}
	letters := []rune(words)
	at := r.IntN(len(letters))
	switch r.IntN(5) {
	case 0:
		return put("", second), "dropped: " + words
	case 1:
		return put(words+words, second), "doubled: " + words
	case 2:
		if words != second {
			return put(second, words), "exchanged: " + words + " and " + second
		}
	case 3:
		if strings.ContainsRune("&;.", letters[at]) || strings.Contains(words, "&") {
			return nil, ""
		}
		return put(string(letters[:at])+"7"+string(letters[at:]), second), "a digit more: " + words
	case 4:
		if strings.Contains(words, "&") || len(letters) < 2 || letters[at] == '.' || letters[at] == '0' {
			return nil, ""
		}
		return put(string(letters[:at])+string(letters[at+1:]), second), "a letter less: " + words
	}
	return nil, ""
}

var (
	shownText = regexp.MustCompile(`MCID \d+>>BDC\n(BT [^T]*T[dz][^\n]*<)([0-9A-F]{4})`)
	hexText   = regexp.MustCompile(`> <([0-9A-F]{4})>\n`)
	numbers   = regexp.MustCompile(`/K\[(\d+) \]`)
)

// plantPDF plants a fault into a page, into the texts of a font or into the structure.
func plantPDF(t *testing.T, r *rand.Rand, data []byte) (bad []byte, what string) {
	t.Helper()
	kind, skip := r.IntN(6), r.IntN(4)
	replace := func(body []byte, at *regexp.Regexp, group int, with func(string) string) []byte {
		all := at.FindAllSubmatchIndex(body, -1)
		if len(all) == 0 || what != "" {
			return body
		}
		if skip--; skip >= 0 && len(all) == 1 {
			return body
		}
		m := all[r.IntN(len(all))]
		old := string(body[m[2*group]:m[2*group+1]])
		neu := with(old)
		what = old + " became " + neu
		return []byte(string(body[:m[2*group]]) + neu + string(body[m[2*group+1]:]))
	}
	bad, err := readback.Rewrite(data, func(body []byte) []byte {
		switch {
		case kind == 0 && bytes.Contains(body, []byte("BDC\nBT")):
			return replace(body, shownText, 2, func(s string) string { return s + s })
		case kind == 1 && bytes.Contains(body, []byte("BDC\nBT")):
			return replace(body, shownText, 2, func(string) string { return "" })
		case kind == 2 && bytes.Contains(body, []byte("BDC\nBT")):
			return replace(body, shownText, 1, func(s string) string { return "1 0 0 1 -900 0 cm " + s })
		case kind == 3 && bytes.Contains(body, []byte("BDC\nBT")):
			return replace(body, shownText, 1, func(s string) string { return "3 Tr " + s })
		case kind == 4 && bytes.Contains(body, []byte("beginbfchar")):
			return replace(body, hexText, 1, func(s string) string {
				if s == "7C21" {
					return "7C20"
				}
				return "7C21"
			})
		case kind == 5 && bytes.HasPrefix(body, []byte("<</Type/StructElem")):
			return replace(body, numbers, 1, func(s string) string {
				if s == "0" {
					return "1"
				}
				return "0"
			})
		}
		return body
	})
	if err != nil {
		t.Fatal(err)
	}
	if what == "" {
		return nil, ""
	}
	return bad, what
}
