package pdf

import (
	"bytes"
	"fmt"

	"yoshiki/forms/document"
	"yoshiki/forms/pdf/finish"
)

// fpdf numbers its objects: 1 the page tree, 2 the resources, then a page and its
// content in turn.
const (
	pageTree  = 1
	resources = 2
)

func pageObject(page int) int { return 3 + 2*page }

// noDate stands for the date of a document that has none.
const noDate = "2000-01-01"

// finish closes the canvas and gives the file its fonts, properties and bookmarks.
func (r *Renderer) finish(c *canvas, d *document.Document, starts []int) (*finish.File, error) {
	raw, err := c.close()
	if err != nil {
		return nil, err
	}
	f, err := finish.Parse(raw, &r.deflate)
	if err != nil {
		return nil, err
	}
	pages := make([][]tag, len(c.pages))
	for i, s := range c.pages {
		pages[i] = s.tags
		if err := finishPage(f, i); err != nil {
			return nil, err
		}
	}
	var fonts []byte
	for i, subset := range c.subsets {
		if subset == nil {
			continue
		}
		n, err := embed(f, subset)
		if err != nil {
			return nil, err
		}
		fonts = fmt.Appendf(fonts, "/F%d %d 0 R", i, n)
	}
	f.Set(resources, fmt.Appendf(nil, "<</Font<<%s>>>>", fonts))
	f.Set(f.Info, info(d))
	f.Set(f.Root, catalog(f, d, starts, c.tree.write(f, pages)))
	return f, nil
}

// finishPage compresses the content of a page and ties it to the structure tree.
func finishPage(f *finish.File, page int) error {
	n := pageObject(page)
	dict, ok := bytes.CutSuffix(f.Object(n), []byte(">>"))
	if !ok || !bytes.HasPrefix(dict, []byte("<</Type /Page\n")) {
		return fmt.Errorf("object %d is not page %d", n, page+1)
	}
	f.Set(n, fmt.Appendf(nil, "%s/StructParents %d/Tabs/S>>", dict, page))
	return f.Compress(n + 1)
}

func catalog(f *finish.File, d *document.Document, starts []int, structure int) []byte {
	profile := f.AddStream("/N 1", grayProfile())
	b := fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R/Lang(ja-JP)/ViewerPreferences<</DisplayDocTitle true>>"+
		"/Metadata %d 0 R/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"+
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(Gray gamma 2.2)/Info(Gray gamma 2.2)/DestOutputProfile %d 0 R>>]",
		pageTree, f.Add(xmp(d)), structure, profile)
	if len(d.Sections) > 1 {
		b = fmt.Appendf(b, "/Outlines %d 0 R/PageMode/UseOutlines", outlines(f, d, starts))
	}
	return append(append(b, attach(f, d)...), ">>"...)
}

// outlines adds a bookmark for each section and returns the number of their root.
func outlines(f *finish.File, d *document.Document, starts []int) int {
	root := f.Reserve()
	first := root + 1
	last := root + len(d.Sections)
	for i, s := range d.Sections {
		n := first + i
		b := fmt.Appendf(nil, "<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]", textString(s.Name), root, pageObject(starts[i]))
		if n > first {
			b = fmt.Appendf(b, "/Prev %d 0 R", n-1)
		}
		if n < last {
			b = fmt.Appendf(b, "/Next %d 0 R", n+1)
		}
		f.Add(append(b, ">>"...))
	}
	f.Set(root, fmt.Appendf(nil, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first, last, len(d.Sections)))
	return root
}

// day is the date of d, which begins in Japan.
func day(d *document.Document) string {
	if d.Date == "" {
		return noDate
	}
	return d.Date
}

// stamp is the day of d as a date of PDF.
func stamp(d *document.Document) string {
	date := day(d)
	return "D:" + date[:4] + date[5:7] + date[8:] + "000000+09'00'"
}

const producer = "yoshiki"

func info(d *document.Document) []byte {
	date := stamp(d)
	b := fmt.Appendf(nil, "<</Title%s/Producer(%s)/CreationDate(%s)/ModDate(%s)", textString(property(d.Title)), producer, date, date)
	if d.Author != "" {
		b = fmt.Appendf(b, "/Author%s", textString(property(d.Author)))
	}
	return append(b, ">>"...)
}

// textString writes s in UTF-16 as a hexadecimal string.
func textString(s string) []byte {
	b := []byte("<FEFF")
	for _, r := range s {
		b = appendUTF16(b, r)
	}
	return append(b, '>')
}
