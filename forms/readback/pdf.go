package readback

import (
	"fmt"

	"yoshiki/forms/readback/parts"
)

// maxPages is the most pages that a PDF may have.
const maxPages = 1 << 16

// pdf reads a PDF: the texts of its structure tree, in its order.
func (f *File) pdf(file []byte) error {
	p, err := openPDF(file)
	if err != nil {
		return err
	}
	root, err := p.resolve(p.trailer.get("Root"))
	if err != nil {
		return err
	}
	t := &structure{pdfFile: p, file: f, pages: map[int]int{}}
	if err := t.readPages(root.get("Pages")); err != nil {
		return err
	}
	top, err := p.resolve(root.get("StructTreeRoot"))
	if err != nil {
		return err
	}
	if err := t.kids(top.get("K"), 0); err != nil {
		return err
	}
	if err := t.complete(); err != nil {
		return err
	}
	return f.pdfSlice(p, root)
}

// structure walks the structure tree.
type structure struct {
	*pdfFile
	file   *File
	sheets []*sheet
	pages  map[int]int // index in sheets by the number of the page's object
	seen   int         // elements
}

// readPages reads the pages of a tree of one level.
func (t *structure) readPages(o object) error {
	tree, err := t.resolve(o)
	if err != nil {
		return err
	}
	fonts := map[int]font{}
	tree.get("Kids").each(func(o object) {
		if err != nil {
			return
		}
		var dict object
		if dict, err = t.resolve(o); err != nil {
			return
		}
		if len(t.sheets) == maxPages || string(dict.get("Type")) != "/Page" {
			err = fmt.Errorf("%w: pages", errPDF)
			return
		}
		var s *sheet
		if s, err = t.page(dict, tree.get("MediaBox"), fonts); err == nil {
			t.pages[o.reference()] = len(t.sheets)
			t.sheets = append(t.sheets, s)
			t.file.Feet = append(t.file.Feet, string(s.foot))
		}
	})
	return err
}

// kids reads the elements that o refers to, itself or as a list.
func (t *structure) kids(o object, depth int) (err error) {
	if len(o) == 0 || o[0] != '[' {
		return t.element(o, depth)
	}
	o.each(func(kid object) {
		if err == nil {
			err = t.element(kid, depth)
		}
	})
	return err
}

// element reads one element: those below it, or its text.
func (t *structure) element(o object, depth int) error {
	if t.seen++; depth > parts.MaxDepth || t.seen > len(t.places) {
		return fmt.Errorf("%w: structure tree", errPDF)
	}
	dict, err := t.resolve(o)
	if err != nil {
		return err
	}
	kids, page := object(nil), 0
	dict.entries(func(key []byte, v object) bool {
		switch string(key) {
		case "K":
			kids = v
		case "Pg":
			page = v.reference()
		}
		return true
	})
	if page == 0 {
		if kids == nil {
			return nil
		}
		return t.kids(kids, depth+1)
	}
	return t.text(kids, page)
}

// text reads the text of an element from its marked-content sequences.
func (t *structure) text(kids object, page int) error {
	var words []byte
	var err error
	kids.each(func(kid object) {
		at, n := page, kid
		if len(kid) > 0 && kid[0] == '<' {
			at, n = kid.get("Pg").reference(), kid.get("MCID")
		}
		if err == nil {
			words, err = t.appendRun(words, at, n.int())
		}
	})
	if err == nil && len(words) > 0 {
		t.file.Texts = append(t.file.Texts, Text{string(words), Place{Part: t.pages[page] + 1, Row: len(t.file.Texts) + 1}})
	}
	return err
}

func (t *structure) appendRun(to []byte, page, n int) ([]byte, error) {
	i, ok := t.pages[page]
	if !ok || n < 0 || n >= len(t.sheets[i].runs) || t.sheets[i].runs[n].read {
		return to, fmt.Errorf("%w: marked content %d of page %d", errPDF, n, i+1)
	}
	r := &t.sheets[i].runs[n]
	r.read = true
	return append(to, t.sheets[i].text[r.from:r.to]...), nil
}

// complete reports text that no element of the structure tree has.
func (t *structure) complete() error {
	for i, s := range t.sheets {
		for n, r := range s.runs {
			if !r.read && r.to > r.from {
				return fmt.Errorf("%w: text %d of page %d is not in the structure tree", errPDF, n, i+1)
			}
		}
	}
	return nil
}
