package vet

import "strconv"

func (x *pdfLexer) array(depth int) (any, error) {
	a := pdfArray{}
	for {
		v, err := x.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if v == pdfWord("]") {
			return a, nil
		}
		if v == pdfWord("endobj") || v == pdfWord("stream") {
			return nil, errPDF
		}
		a = fold2(append(a, v))
	}
}

// fold2 replaces "12 0 R" at the end of a list by a reference.
func fold2(a pdfArray) pdfArray {
	n := len(a)
	if n < 3 || a[n-1] != pdfWord("R") {
		return a
	}
	number, ok := a[n-3].(int64)
	if _, generation := a[n-2].(int64); !ok || !generation {
		return a
	}
	return append(a[:n-3], pdfRef(number))
}

// dict reads a dictionary. Of a key that occurs twice both values are kept, the first
// under the key, the others, but for those between the maxTwice-th and the last, under
// the key and NULs: readers differ in which one holds.
func (x *pdfLexer) dict(depth int) (any, error) {
	var a pdfArray
	for {
		v, err := x.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if v == pdfWord(">") {
			x.skip()
			if x.peek(0) == '>' {
				x.at++
			}
			return pairs(a), nil
		}
		if v == pdfWord("endobj") || v == pdfWord("stream") {
			x.at -= len(v.(pdfWord))
			return pairs(a), nil
		}
		a = fold2(append(a, v))
	}
}

func has(d pdfDict, key pdfName) bool {
	_, is := d[key]
	return is
}

func pairs(a pdfArray) pdfDict {
	d := pdfDict{}
	for i := 0; i < len(a); i++ {
		key, ok := a[i].(pdfName)
		if !ok {
			continue
		}
		var v any
		if i+1 < len(a) {
			i++
			v = a[i]
		}
		for n := 0; n < maxTwice && has(d, key); n++ {
			key += "\x00"
		}
		d[key] = v
	}
	return d
}

// atom reads a number or keyword.
func (x *pdfLexer) atom() any {
	w := x.word()
	if n, err := strconv.ParseInt(w, 10, 64); err == nil {
		return n
	}
	switch w {
	case "true", "false":
		return w == "true"
	case "null":
		return nil
	}
	if f, err := strconv.ParseFloat(w, 64); err == nil {
		return f
	}
	return pdfWord(w)
}
