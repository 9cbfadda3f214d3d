package docx

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// noDate stands in the file's properties when the document has no date.
const noDate = "1980-01-01"

// ownParts returns the parts that belong to d alone, in the order of the archive.
func ownParts(d *document.Document) ([]part, error) {
	core, err := coreProperties(d)
	if err != nil {
		return nil, err
	}
	portrait, err := footer(d, false, textWidth(false))
	if err != nil {
		return nil, err
	}
	landscape, err := footer(d, false, textWidth(true))
	if err != nil {
		return nil, err
	}
	noted, err := footer(d, true, textWidth(d.Sections[0].Landscape))
	if err != nil {
		return nil, err
	}
	running, err := header(d, d.Head())
	if err != nil {
		return nil, err
	}
	first, err := header(d, "")
	if err != nil {
		return nil, err
	}
	slice, err := sliceParts(d)
	if err != nil {
		return nil, err
	}
	return append(slice, []part{
		{"word/header.xml", running},
		{"word/header-first.xml", first},
		{"word/footer-first.xml", noted},
		{"word/footer-portrait.xml", portrait},
		{"word/footer-landscape.xml", landscape},
		{"docProps/core.xml", core},
	}...), nil
}

// header holds the mark of a draft, and head at the left.
func header(d *document.Document, head string) ([]byte, error) {
	var out strings.Builder
	out.WriteString(xmlHead + `<w:hdr` + namespaces + `>`)
	if d.Draft {
		out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + styleDraft + `"/></w:pPr><w:r><w:t>下書き</w:t></w:r></w:p>`)
	}
	if head != "" || !d.Draft {
		out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + styleFooter + `"/></w:pPr>`)
		if err := run(&out, head); err != nil {
			return nil, fmt.Errorf("title: %w", err)
		}
		out.WriteString(`</w:p>`)
	}
	out.WriteString(`</w:hdr>`)
	return []byte(out.String()), nil
}

// footer holds what the form is at the left, and at the right of its last line the page's
// number.
func footer(d *document.Document, first bool, width int) ([]byte, error) {
	var out strings.Builder
	out.WriteString(xmlHead + `<w:ftr` + namespaces + `>`)
	lines := d.Foot(first)
	if len(lines) == 0 || int(typeset.Ems(lines[len(lines)-1])*smallEm) > width-folioRoom {
		lines = append(lines, "")
	}
	for i, line := range lines {
		last, tabs := i == len(lines)-1, ""
		if last {
			tabs = `<w:tabs><w:tab w:val="right" w:pos="` + strconv.Itoa(width) + `"/></w:tabs>`
		}
		out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + styleFooter + `"/>` + tabs + `</w:pPr>`)
		if err := run(&out, line); err != nil {
			return nil, fmt.Errorf("%s: %w", map[bool]string{true: "edition", false: "note"}[line == d.Edition], err)
		}
		if last {
			out.WriteString(folio)
		}
		out.WriteString(`</w:p>`)
	}
	out.WriteString(`</w:ftr>`)
	return []byte(out.String()), nil
}

// folio is the number of the page and of all pages, at the next tab; folioRoom is what they
// and the white before them take.
const (
	folio = `<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
		`<w:r><w:t>／</w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
	folioRoom = 1200
)

func run(out *strings.Builder, s string) error {
	if s == "" {
		return nil
	}
	out.WriteString(`<w:r>` + openText)
	err := escape(out, s, closeText+`<w:br/>`+openText)
	out.WriteString(closeText + `</w:r>`)
	return err
}

// coreProperties is docProps/core.xml (ISO/IEC 29500-2, 11).
func coreProperties(d *document.Document) ([]byte, error) {
	date := d.Date
	if date == "" {
		date = noDate
	}
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return nil, fmt.Errorf("date %q is not of the form 2006-01-02", date)
	}
	var out strings.Builder
	out.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range []struct{ tag, text string }{
		{"dc:title", d.Title},
		{"dc:subject", d.Number},
		{"dc:creator", d.Author},
		{"cp:lastModifiedBy", d.Author},
		{"dc:language", "ja-JP"},
	} {
		out.WriteString(`<` + p.tag + `>`)
		if err := escape(&out, p.text, " "); err != nil {
			return nil, fmt.Errorf("%s: %w", p.tag, err)
		}
		out.WriteString(`</` + p.tag + `>`)
	}
	for _, tag := range []string{"dcterms:created", "dcterms:modified"} {
		out.WriteString(`<` + tag + ` xsi:type="dcterms:W3CDTF">` + date + `T00:00:00Z</` + tag + `>`)
	}
	out.WriteString(`</cp:coreProperties>`)
	return []byte(out.String()), nil
}
