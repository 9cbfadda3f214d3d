package pdf

import (
	"bytes"
	"encoding/xml"
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
	for i := range c.sheets {
		if err := f.Compress(pageObject(i) + 1); err != nil {
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
	f.Set(f.Root, catalog(f, d, starts))
	return f, nil
}

func catalog(f *finish.File, d *document.Document, starts []int) []byte {
	metadata := f.Add(xmp(d))
	b := fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R/Lang(ja-JP)/ViewerPreferences<</DisplayDocTitle true>>/Metadata %d 0 R", pageTree, metadata)
	if len(d.Sections) > 1 {
		b = fmt.Appendf(b, "/Outlines %d 0 R/PageMode/UseOutlines", outlines(f, d, starts))
	}
	return append(b, ">>"...)
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

const producer = "yoshiki"

func info(d *document.Document) []byte {
	date := day(d)
	stamp := date[:4] + date[5:7] + date[8:] + "000000+09'00'"
	b := fmt.Appendf(nil, "<</Title%s/Producer(%s)/CreationDate(D:%s)/ModDate(D:%s)", textString(d.Title), producer, stamp, stamp)
	if d.Author != "" {
		b = fmt.Appendf(b, "/Author%s", textString(d.Author))
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

// xmp returns the metadata stream, which says the same as info and stays uncompressed.
func xmp(d *document.Document) []byte {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` +
		`<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escape(d.Title) + `</rdf:li></rdf:Alt></dc:title>`)
	if d.Author != "" {
		b.WriteString(`<dc:creator><rdf:Seq><rdf:li>` + escape(d.Author) + `</rdf:li></rdf:Seq></dc:creator>`)
	}
	stamp := day(d) + "T00:00:00+09:00"
	b.WriteString(`<xmp:CreateDate>` + stamp + `</xmp:CreateDate><xmp:ModifyDate>` + stamp + `</xmp:ModifyDate>` +
		`<pdf:Producer>` + producer + `</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>` + "\n" + `<?xpacket end="r"?>`)
	return fmt.Appendf(nil, "<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream", b.Len(), b.Bytes())
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes every write
	return b.String()
}
