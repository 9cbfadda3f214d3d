package pdf

import (
	"strconv"

	"yoshiki/forms/pdf/finish"
)

// tag is the index of an element of the structure tree (ISO 32000-2, 14.7). Text with
// tag 0 is an artifact: furniture of the page, and headers that a page repeats.
type tag int32

// root is the tag of the document itself, which holds no text.
const root tag = 0

// element has either elements below it or runs of text on pages.
type element struct {
	kind        string // standard structure type: H1, P, TD
	attrs       string // further entries of its dictionary
	parent      tag
	next        tag // of its parent's elements; root if it is the last
	first, last tag // below it; root if there are none
	runs        []run
}

// run is a marked-content sequence of a page.
type run struct{ page, id int32 }

// tree is the structure of a document in reading order.
type tree []element

// add appends an element below parent.
func (t *tree) add(parent tag, kind, attrs string) tag {
	if len(*t) == 0 {
		*t = append(*t, element{kind: "Document"})
	}
	n := tag(len(*t))
	*t = append(*t, element{kind: kind, attrs: attrs, parent: parent})
	if last := (*t)[parent].last; last != root {
		(*t)[last].next = n
	} else {
		(*t)[parent].first = n
	}
	(*t)[parent].last = n
	return n
}

// write adds the elements to the file and the tags of each page's runs, and returns the
// number of the structure tree's root.
func (t *tree) write(f *finish.File, pages [][]tag) int {
	if len(*t) == 0 {
		*t = append(*t, element{kind: "Document"})
	}
	top := f.Reserve()
	first := top + 1
	b := make([]byte, 0, 64*len(*t))
	for i := range *t {
		start := len(b)
		parent := top
		if tag(i) != root {
			parent = first + int((*t)[i].parent)
		}
		b = t.append(b, &(*t)[i], parent, first)
		f.Add(b[start:len(b):len(b)])
	}
	b = append(make([]byte, 0, 16*len(*t)), "<</Nums["...)
	for page, tags := range pages {
		b = append(strconv.AppendInt(b, int64(page), 10), '[')
		for _, n := range tags {
			b = reference(b, "", first+int(n))
		}
		b = append(b, ']')
	}
	parents := f.Add(append(b, "]>>"...))
	b = reference([]byte("<</Type/StructTreeRoot"), "/K ", first)
	b = reference(b, "/ParentTree ", parents)
	b = strconv.AppendInt(append(b, "/ParentTreeNextKey "...), int64(len(pages)), 10)
	f.Set(top, append(b, ">>"...))
	return top
}

// append writes the dictionary of e; first is the object number of the document.
func (t *tree) append(b []byte, e *element, parent, first int) []byte {
	b = append(append(b, "<</Type/StructElem/S/"...), e.kind...)
	b = append(reference(b, "/P ", parent), e.attrs...)
	if e.first != root {
		b = append(b, "/K["...)
		for n := e.first; n != root; n = (*t)[n].next {
			b = reference(b, "", first+int(n))
		}
		return append(b, "]>>"...)
	}
	if len(e.runs) == 0 {
		return append(b, ">>"...)
	}
	page := e.runs[0].page
	b = append(reference(b, "/Pg ", pageObject(int(page))), "/K["...)
	for _, r := range e.runs {
		if r.page == page {
			b = append(strconv.AppendInt(b, int64(r.id), 10), ' ')
			continue
		}
		b = reference(append(b, "<</Type/MCR"...), "/Pg ", pageObject(int(r.page)))
		b = append(strconv.AppendInt(append(b, "/MCID "...), int64(r.id), 10), ">>"...)
	}
	return append(b, "]>>"...)
}

// reference appends an indirect reference under a key, or in a list.
func reference(b []byte, key string, n int) []byte {
	b = strconv.AppendInt(append(b, key...), int64(n), 10)
	return append(b, " 0 R "...)
}
