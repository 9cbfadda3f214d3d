package vet

import (
	"fmt"
	"maps"
	"slices"
)

// actionClasses are the actions of PDF (ISO 32000-2, section 12.6.4) that are marked.
var actionClasses = map[pdfName]Class{
	"JavaScript": PDFJavaScript, "Launch": PDFLaunch, "SubmitForm": PDFSubmit, "ImportData": PDFImport,
	"GoToE": PDFRemote, "GoToR": PDFRemote, "Rendition": PDFMedia, "Movie": PDFMedia, "Sound": PDFMedia,
	"RichMediaExecute": PDFMedia, "GoTo3DView": PDFMedia,
}

// otherActions are the actions that are not marked for themselves.
var otherActions = map[pdfName]bool{"GoTo": true, "URI": true, "Named": true, "Hide": true, "ResetForm": true, "SetOCGState": true,
	"Trans": true, "Thread": true, "GoToDp": true}

// mediaTypes are the annotations (section 12.5.6) that play something.
var mediaTypes = map[pdfName]bool{"RichMedia": true, "3D": true, "Movie": true, "Sound": true, "Screen": true}

// inspect looks at all dictionaries of an object.
func (p *pdfFile) inspect(number int, v any) {
	if name, ok := v.(pdfName); ok {
		p.names[number] = name
	}
	p.current = number
	if list, ok := v.(pdfArray); ok {
		p.trees[number] = len(list) > 0
		if isForm(list) {
			p.formParts(list)
		}
	}
	if d, ok := v.(pdfDict); ok {
		if d["Names"] != nil || d["Kids"] != nil {
			p.trees[number] = p.fullTree(d, true)
		}
		if p.isCatalog(d) {
			p.catalogs[number] = true
		}
		kind, _ := d["S"].(pdfName)
		if _, marked := actionClasses[kind]; marked || otherActions[kind] {
			p.actions[number] = kind
		}
	}
	p.walk(fmt.Sprintf("object %d", number), v)
}

func (p *pdfFile) walk(where string, v any) {
	switch v := v.(type) {
	case pdfArray:
		for _, e := range v {
			p.walk(where, e)
		}
	case pdfDict:
		p.missing = false
		p.dictionary(where, v)
		if p.missing {
			p.later = append(p.later, pdfLater{where, p.current, v})
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			p.walk(where, v[key])
		}
	}
}

// first is a key without the sign that it occurred before.
func first(key pdfName) pdfName {
	for len(key) > 0 && key[len(key)-1] == 0 {
		key = key[:len(key)-1]
	}
	return key
}

// dictionary marks what one dictionary says.
func (p *pdfFile) dictionary(where string, d pdfDict) {
	for _, key := range slices.Sorted(maps.Keys(d)) {
		v := d[key]
		if v == nil {
			continue
		}
		switch first(key) {
		case "S":
			p.action(where, v)
		case "JS":
			if p.runs(d) {
				p.mark(PDFJavaScript, where)
			}
		case "JavaScript":
			if isTree(v) && p.full(v) {
				p.mark(PDFJavaScript, where)
			}
		case "EmbeddedFiles":
			if p.full(v) {
				p.mark(PDFEmbedded, where)
			}
		case "EF":
			p.embeds(where, v)
			p.called(where, d)
		case "OpenAction":
			p.opens = append(p.opens, v)
		case "AA":
			if isTree(v) {
				p.mark(PDFAdditional, where)
			}
		case "XFA":
			p.mark(PDFXFA, where)
			p.formParts(v)
		case "Type":
			p.typed(where, v)
		case "Subtype":
			if name, _ := p.resolve(v).(pdfName); mediaTypes[name] {
				p.mark(PDFMedia, where)
			}
		case "FFilter", "FDecodeParms":
			p.mark(PDFRemote, where)
		case "FS":
			if p.resolve(v) == pdfName("URL") {
				p.mark(PDFRemote, where)
			}
		}
	}
}

// action marks an action by its kind, which may stand elsewhere.
func (p *pdfFile) action(where string, v any) {
	name, _ := p.resolve(v).(pdfName)
	if class, marked := actionClasses[name]; marked {
		p.mark(class, where)
	}
}

// runs reports whether a dictionary with JS is an action, and no list of fonts or images in
// which one happens to be called JS.
func (p *pdfFile) runs(d pdfDict) bool {
	kind, given := d["S"]
	if !given {
		return p.resolve(d["Type"]) == pdfName("Action")
	}
	name, isName := p.resolve(kind).(pdfName)
	return !isName || name == "JavaScript" || name == "Rendition"
}

// full reports whether a name tree (section 7.9.6) has anything in it. One that is not
// known yet is looked at later; one that is nowhere is empty.
func (p *pdfFile) full(v any) bool {
	if d, ok := p.resolve(v).(pdfDict); ok {
		return p.fullTree(d, false)
	}
	return p.some(v, false)
}

// fullTree reports whether a name tree has names, or branches that may have.
func (p *pdfFile) fullTree(d pdfDict, otherwise bool) bool {
	return p.some(d["Names"], otherwise) || p.some(d["Kids"], otherwise)
}

// some reports whether there is anything in a list. Whether there is in one that is not
// known, the caller says.
func (p *pdfFile) some(v any, otherwise bool) bool {
	if list, ok := p.resolve(v).(pdfArray); ok {
		return len(list) > 0
	}
	ref, ok := v.(pdfRef)
	if any, known := p.trees[int(ref)]; ok && known {
		return any
	}
	return ok && otherwise
}

// embeds keeps the streams that a file specification names, whatever they say they are.
func (p *pdfFile) embeds(where string, v any) {
	files, ok := p.resolve(v).(pdfDict)
	if ok {
		p.mark(PDFEmbedded, where)
	}
	for _, f := range files {
		ref, ok := f.(pdfRef)
		if at, known := p.offsets[int(ref)]; ok && known {
			if s, ok := p.streamObject(at); ok {
				p.files[int(ref)] = s
			}
		} else if ok {
			p.missing = true
		}
	}
}

func isTree(v any) bool {
	switch v.(type) {
	case pdfDict, pdfRef, pdfArray:
		return true
	}
	return false
}

func (p *pdfFile) typed(where string, v any) {
	switch p.resolve(v) {
	case pdfName("Catalog"):
		p.catalog = true
	case pdfName("EmbeddedFile"):
		p.mark(PDFEmbedded, where)
	}
}
