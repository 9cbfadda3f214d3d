package fill

import (
	"fmt"
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// The part of the case that a form shows travels in a custom part, as in forms that are drawn.
const (
	sliceNamespace = "urn:yoshiki:slice:1"
	xmlHead        = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	relationships  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

	sliceProperties = xmlHead + `<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"` +
		` ds:itemID="{6F7A1C5E-93B4-4D0A-8E5B-2C1F4A9D7E31}"><ds:schemaRefs><ds:schemaRef ds:uri="` + sliceNamespace + `"/></ds:schemaRefs></ds:datastoreItem>`
	sliceLinks = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="properties" Type="` + relationships + `customXmlProps" Target="%s"/></Relationships>`
	noLinks = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`
)

// carry puts the slice of the case into the copy. A template that was itself a copy of a form
// has its own slice, which gives way.
func (w *filler) carry(slice string) ([]ooxml.Part, error) {
	item := []byte(xmlHead + `<slice xmlns="` + sliceNamespace + `">` + ooxml.Escape(slice) + `</slice>`)
	n := 1
	for _, name := range w.bound.file.Names() {
		if !strings.HasPrefix(name, "customXml/item") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		data, err := w.bound.file.Read(name)
		if err != nil {
			return nil, err
		}
		if root, err := ooxml.Parse(data); err == nil && root.Raw == "slice" && root.Attr("xmlns") == sliceNamespace {
			w.changed[name] = item
			return nil, nil
		}
	}
	if slice == "" {
		return nil, nil
	}
	for w.bound.file.Has(fmt.Sprintf("customXml/item%d.xml", n)) || w.bound.file.Has(fmt.Sprintf("customXml/itemProps%d.xml", n)) {
		n++
	}
	return w.attach(fmt.Sprintf("customXml/item%d.xml", n), fmt.Sprintf("itemProps%d.xml", n), item)
}

// attach adds a custom part with its properties, and names it where parts are listed.
func (w *filler) attach(name, properties string, item []byte) ([]ooxml.Part, error) {
	added := []ooxml.Part{{Name: name, Data: item}, {Name: "customXml/" + properties, Data: []byte(sliceProperties)},
		{Name: ooxml.LinksOf(name), Data: fmt.Appendf(nil, sliceLinks, properties)}}
	types := `Override PartName="/customXml/` + properties + `" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"`
	if err := w.list("[Content_Types].xml", types); err != nil {
		return nil, err
	}
	if w.bound.file.Type(name) == "" {
		if err := w.list("[Content_Types].xml", `Override PartName="/`+name+`" ContentType="application/xml"`); err != nil {
			return nil, err
		}
	}
	links := ooxml.LinksOf(w.bound.file.Main)
	entry := `Relationship Id="yoshiki-slice" Type="` + relationships + `customXml" Target="/` + name + `"`
	if w.bound.file.Has(links) {
		return added, w.list(links, entry)
	}
	return append(added, ooxml.Part{Name: links, Data: []byte(strings.Replace(noLinks, "></", "><"+entry+"/></", 1))}), nil
}

// list puts an entry at the end of the list that a part is.
func (w *filler) list(name, entry string) error {
	root, data, err := w.tree(name)
	if err != nil {
		return err
	}
	w.edit(name, data, []ooxml.Edit{into(root, "<"+root.Prefix()+entry+"/>")})
	return nil
}
