package readback

import (
	"bytes"
	"fmt"
)

// Rewrite gives a PDF with every object that change makes of its own, streams unpacked.
func Rewrite(file []byte, change func(body []byte) []byte) ([]byte, error) {
	p, err := openPDF(file)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBufferString("%PDF-1.7\n")
	table := []byte{0, 0, 0, 0, 0}
	for n := 1; n < len(p.places); n++ {
		body, err := p.object(n)
		if err != nil {
			return nil, err
		}
		at := out.Len()
		table = append(table, 1, byte(at>>24), byte(at>>16), byte(at>>8), byte(at))
		if _, data, err := p.stream(n); err == nil {
			data = change(data)
			body = fmt.Appendf(nil, "<</Length %d>>\nstream\n%s\nendstream", len(data), data)
		} else {
			body = change(body)
		}
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	at := out.Len()
	fmt.Fprintf(out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 4 0]/Root %s/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		len(p.places), len(p.places), p.trailer.get("Root"), len(table), table, at)
	return out.Bytes(), nil
}

// PrintNumber prints a number under a format of Excel.
func PrintNumber(code string, v float64) string { return parseFormat(code).print(v) }

// PrintText prints a text under a format of Excel.
func PrintText(code, words string) string { return parseFormat(code).text(words) }

// WordTexts are the words of a body of a Word file.
func WordTexts(part string) (all []string, err error) {
	err = readParagraphs([]byte(part), func(t Text) { all = append(all, t.Words) })
	return all, err
}
