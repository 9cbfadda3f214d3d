package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
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

// carry adds the slice to the parts of a workbook and names it where they are listed.
func (a *archive) carry(slice string) error {
	for _, list := range []struct{ part, end, entry string }{
		{"[Content_Types].xml", "</Types>", sliceType},
		{"xl/_rels/workbook.xml.rels", "</Relationships>", sliceRelation},
	} {
		if err := a.enter(list.part, list.end, list.entry); err != nil {
			return err
		}
	}
	item := &part{name: "customXml/item1.xml"}
	item.WriteString(xml.Header + `<slice xmlns="` + sliceNamespace + `">`)
	if err := xml.EscapeText(item, []byte(slice)); err != nil {
		return err
	}
	item.WriteString(`</slice>`)
	a.parts = append(a.parts, item, partOf("customXml/itemProps1.xml", sliceProperties), partOf("customXml/_rels/item1.xml.rels", sliceOwnRelation))
	return nil
}

// enter puts an entry at the end of the list that a part is.
func (a *archive) enter(name, end, entry string) error {
	for _, p := range a.parts {
		if p.name != name {
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

func partOf(name, content string) *part {
	return &part{name: name, Buffer: *bytes.NewBufferString(content)}
}
