package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"yoshiki/forms/xlsx/zipped"
)

// The part of the case that the document shows travels as custom XML (ECMA-376 part 1,
// 15.2.5 and 15.2.6), in an element of this namespace.
const sliceNamespace = "urn:yoshiki:slice:1"

const (
	sliceProperties = xml.Header + `<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"` +
		` ds:itemID="{6F7A1C5E-93B4-4D0A-8E5B-2C1F4A9D7E31}"><ds:schemaRefs><ds:schemaRef ds:uri="` + sliceNamespace + `"/></ds:schemaRefs></ds:datastoreItem>`
	sliceOwnRelation = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="properties" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`
	sliceRelation = `<Relationship Id="slice" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="/customXml/item1.xml"/>`
	sliceType     = `<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`
)

// carrying lets a slice travel in a workbook; "" is none.
func carrying(slice string) func(*zipped.Archive) error {
	if slice == "" {
		return nil
	}
	return func(a *zipped.Archive) error { return carry(a, slice) }
}

// carry adds the slice to the parts of a workbook and names it where they are listed.
func carry(a *zipped.Archive, slice string) error {
	for _, list := range []struct{ part, end, entry string }{
		{"[Content_Types].xml", "</Types>", sliceType},
		{"xl/_rels/workbook.xml.rels", "</Relationships>", sliceRelation},
	} {
		if err := enter(a, list.part, list.end, list.entry); err != nil {
			return err
		}
	}
	item := &zipped.Part{Name: "customXml/item1.xml"}
	item.WriteString(xml.Header + `<slice xmlns="` + sliceNamespace + `">`)
	if err := xml.EscapeText(item, []byte(slice)); err != nil {
		return err
	}
	item.WriteString(`</slice>`)
	a.Parts = append(a.Parts, item, partOf("customXml/itemProps1.xml", sliceProperties), partOf("customXml/_rels/item1.xml.rels", sliceOwnRelation))
	return nil
}

// enter puts an entry at the end of the list that a part is.
func enter(a *zipped.Archive, name, end, entry string) error {
	for _, p := range a.Parts {
		if p.Name != name {
			continue
		}
		list, ok := bytes.CutSuffix(bytes.TrimSpace(p.Bytes()), []byte(end))
		if !ok {
			break
		}
		p.Buffer = *bytes.NewBuffer(append(bytes.Clone(list), entry+end...))
		return nil
	}
	return fmt.Errorf("part %s: no list that ends with %s", name, end)
}

func partOf(name, content string) *zipped.Part {
	return &zipped.Part{Name: name, Buffer: *bytes.NewBufferString(content)}
}
