package ooxml

import (
	"path"
	"strings"

	"yoshiki/forms/layers"
)

// mains are the content types of what can be filled, by format.
var mains = map[string]string{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":       "xlsx",
}

// refused are parts of content types that no sheet to fill has, by what they hold.
var refused = []struct{ words, key string }{
	{"macroenabled", "sheet-macro"}, {"vbaproject", "sheet-macro"}, {"activex", "sheet-macro"}, {"ms-excel.macrosheet", "sheet-macro"},
	{"intlmacrosheet", "sheet-macro"}, {"externallink", "sheet-external"}, {"attachedtoolbars", "sheet-macro"},
}

// readTypes reads [Content_Types].xml.
func (f *File) readTypes() error {
	const name = "[Content_Types].xml"
	root, _, err := f.Tree(name)
	if err != nil {
		return err
	}
	for _, n := range root.Kids {
		key := "/" + strings.ToLower(strings.TrimPrefix(n.Attr("PartName"), "/"))
		if n.Local() == "Default" {
			key = strings.ToLower(n.Attr("Extension"))
		}
		f.types[key] = n.Attr("ContentType")
		if format := mains[n.Attr("ContentType")]; format != "" && f.Main == "" {
			f.Format, f.Main = format, strings.TrimPrefix(n.Attr("PartName"), "/")
		}
	}
	return nil
}

// safe refuses macros, controls that run and links to other files.
func (f *File) safe() error {
	for key, t := range f.types {
		for _, r := range refused {
			if strings.Contains(strings.ToLower(t), r.words) && (strings.HasPrefix(key, "/") || f.holds("."+key)) {
				return layers.NewFault(0, r.key, "part", key)
			}
		}
	}
	if f.Main == "" || !f.Has(f.Main) {
		return layers.NewFault(0, "sheet-kind")
	}
	for _, name := range f.Names() {
		if strings.EqualFold(path.Ext(name), ".rels") {
			if err := f.readLinks(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *File) holds(ext string) bool {
	for _, name := range f.Names() {
		if strings.EqualFold(path.Ext(name), ext) {
			return true
		}
	}
	return false
}

// readLinks reads the relationships of a part. What leads out of the file may only be a
// hyperlink, which waits for a person.
func (f *File) readLinks(name string) error {
	root, _, err := f.Tree(name)
	if err != nil {
		return err
	}
	dir := path.Dir(path.Dir(name))
	of := path.Join(dir, strings.TrimSuffix(path.Base(name), path.Ext(name)))
	f.links[of] = map[string]string{}
	for _, n := range root.Kids {
		target := n.Attr("Target")
		if strings.EqualFold(n.Attr("TargetMode"), "External") {
			if !strings.HasSuffix(n.Attr("Type"), "/hyperlink") {
				return layers.NewFault(0, "sheet-external", "part", of+": "+target)
			}
			continue
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		f.links[of][n.Attr("Id")] = strings.TrimPrefix(path.Clean(target), "/")
	}
	return nil
}

// LinksOf is the part that holds the relationships of a part.
func LinksOf(name string) string {
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// Target is the part that a relationship of a part leads to.
func (f *File) Target(of, id string) string { return f.links[of][id] }

// Targets are all parts that a part has relationships to, by their ids.
func (f *File) Targets(of string) map[string]string { return f.links[of] }
