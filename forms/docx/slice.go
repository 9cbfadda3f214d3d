package docx

import (
	"fmt"
	"strings"

	"yoshiki/forms/document"
)

// The part of the case that the document shows travels as custom XML (ISO/IEC 29500-1,
// 15.2.5 and 15.2.6), in an element of this namespace.
const sliceNamespace = "urn:yoshiki:slice:1"

const sliceProperties = xmlHead + `<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"` +
	` ds:itemID="{6F7A1C5E-93B4-4D0A-8E5B-2C1F4A9D7E31}"><ds:schemaRefs><ds:schemaRef ds:uri="` + sliceNamespace + `"/></ds:schemaRefs></ds:datastoreItem>`

const sliceRelation = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="properties" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`

// sliceParts are the parts in which the slice travels. A document without one has them too,
// because the skeleton names them.
func sliceParts(d *document.Document) ([]part, error) {
	var out strings.Builder
	out.WriteString(xmlHead + `<slice xmlns="` + sliceNamespace + `">`)
	if err := escape(&out, d.Slice, "\n"); err != nil {
		return nil, fmt.Errorf("slice: %w", err)
	}
	out.WriteString(`</slice>`)
	return []part{
		{"customXml/item1.xml", []byte(out.String())},
		{"customXml/itemProps1.xml", []byte(sliceProperties)},
		{"customXml/_rels/item1.xml.rels", []byte(sliceRelation)},
	}, nil
}
