package vet

import (
	"strings"
)

// xmlPart is what is known of a part while walking through it.
type xmlPart struct {
	l           *looker
	name        string
	rels, types bool
	open        bool // of OpenDocument
	root        bool // the root has been seen
	mainType    string
	fields      fields
	collect     bool // the text is an instruction of a field
}

// start looks at the beginning of an element.
func (p *xmlPart) start(t xmlTag) error {
	if !p.root {
		p.root = true
		if t.name == "macrosheet" {
			p.l.mark(OfficeMacroSheet, p.name)
		}
	}
	switch {
	case p.rels:
		p.relationship(t)
	case p.types:
		p.contentType(t)
	default:
		p.element(t)
	}
	if p.open {
		p.openElement(t)
	}
	return nil
}

func (p *xmlPart) contentType(t xmlTag) {
	content := strings.ToLower(t.attr("ContentType"))
	for _, m := range mainTypes {
		if strings.Contains(content, m[0]) && p.mainType == "" {
			p.mainType = m[1]
		}
	}
	if t.name == "Override" {
		p.markPart(content, t.attr("PartName"))
	}
}

func (p *xmlPart) markPart(kind, part string) {
	for _, c := range partClasses {
		if strings.Contains(kind, c.word) {
			if part := strings.TrimPrefix(part, "/"); c.class == OfficeControl {
				p.l.controls = append(p.l.controls, part)
			} else {
				p.l.mark(c.class, part)
			}
		}
	}
}

// relationship looks at one line of a .rels part.
func (p *xmlPart) relationship(t xmlTag) {
	if t.name != "Relationship" {
		return
	}
	kind, target := strings.ToLower(t.attr("Type")), t.attr("Target")
	kind = kind[strings.LastIndexByte(kind, '/')+1:]
	if !strings.EqualFold(t.attr("TargetMode"), "External") && !remote(target) {
		p.markPart("relationships/"+kind, p.name)
		return
	}
	switch {
	case kind == "hyperlink":
		if strings.HasPrefix(strings.ToLower(target), "script:") || strings.HasPrefix(strings.ToLower(target), "javascript:") {
			p.l.mark(OfficeProgram, target)
		}
	case strings.HasPrefix(kind, "externallink"), strings.HasPrefix(kind, "xlpathmissing"), strings.HasPrefix(kind, "xlexternallink"), kind == "xlstartup", kind == "xlalternatestartup", kind == "xllibrary":
		p.l.mark(OfficeWorkbook, target)
	case kind == "image", kind == "video", kind == "audio", kind == "media":
		p.l.mark(OfficePicture, target)
	case remote(target):
		p.l.mark(OfficeRemote, target)
	case kind == "attachedtemplate" && isNormal(target):
	default:
		p.l.mark(OfficeLink, target)
	}
}

// remote reports whether a target is somewhere on a network.
func remote(target string) bool {
	t := strings.ToLower(strings.TrimSpace(target))
	for _, prefix := range []string{"file:", "mhtml:"} {
		t = strings.TrimPrefix(t, prefix)
	}
	if scheme, _, found := strings.Cut(t, "://"); found && len(scheme) > 1 && (!strings.ContainsAny(scheme, "/.") || strings.HasPrefix(scheme, "vnd.")) {
		return true
	}
	t = strings.ReplaceAll(t, `\`, "/")
	if rest, local := strings.CutPrefix(t, "///"); local && !strings.HasPrefix(rest, "/") {
		return false
	}
	return strings.HasPrefix(t, "//")
}

// element looks at an element of any other part.
func (p *xmlPart) element(t xmlTag) {
	switch t.name {
	case "ddeLink":
		p.l.mark(OfficeDDE, t.attr("ddeService")+" "+t.attr("ddeTopic"))
	case "dde-source", "dde-connection-decl":
		p.l.mark(OfficeDDE, t.attr("dde-application"))
	case "connection", "webPr", "dbPr", "olapPr":
		if strings.Contains(strings.ToLower(p.name), "connections") {
			p.l.mark(OfficeConnection, p.name)
		}
	case "mailMerge":
		p.l.mark(OfficeConnection, p.name)
	case "hlinkClick", "hlinkMouseOver", "hlinkHover":
		if action := strings.ToLower(t.attr("action")); strings.HasPrefix(action, "ppaction://program") || strings.HasPrefix(action, "ppaction://macro") || strings.HasPrefix(action, "ppaction://ole") {
			p.l.mark(OfficeProgram, action)
		}
	case "ocx":
		p.ocx(t)
	case "event-listener":
		p.event(t)
	case "encryption-data":
		p.l.mark(OfficeEncrypted, p.name)
	case "object-ole":
		p.l.mark(OfficeEmbedding, p.name)
	case "fldSimple":
		p.instruction(t.attr("instr"))
	case "fldChar":
		p.fieldChar(t.attr("fldCharType"))
	case "instrText", "delInstrText":
		p.collect = true
	}
}

// event looks at what OpenDocument does at an event: mostly it shows the next slide.
func (p *xmlPart) event(t xmlTag) {
	target := strings.ToLower(t.attr("href"))
	switch action := t.attr("action"); {
	case action == "execute" || action == "verb":
		p.l.mark(OfficeProgram, p.name)
	case action == "macro" || t.attr("language") != "" || strings.HasPrefix(target, "vnd.sun.star.script:") || strings.HasPrefix(target, "macro:"):
		p.l.mark(OfficeMacro, p.name)
	}
}

func (p *xmlPart) fieldChar(kind string) {
	switch kind {
	case "begin":
		p.fields.begin()
	case "separate":
		p.instruction(p.fields.separate())
	case "end":
		p.instruction(p.fields.end())
	}
}

func (p *xmlPart) end(name string) error {
	if name == "instrText" || name == "delInstrText" {
		p.collect = false
	}
	return nil
}

func (p *xmlPart) text(s []byte) error {
	if p.collect {
		p.fields.add(string(s))
	}
	return nil
}

// instruction looks at what a field of Word does (ECMA-376, part 1, 17.16.5).
func (p *xmlPart) instruction(text string) {
	words := strings.Fields(text)
	kind := strings.TrimLeft(text, " \t\r\n\"")
	if n := strings.IndexFunc(kind, func(r rune) bool { return r > 0x7f || !isLetter(byte(r)) }); n >= 0 {
		kind = kind[:n]
	}
	switch strings.ToUpper(kind) {
	case "DDE", "DDEAUTO":
		p.l.mark(OfficeDDE, text)
	case "LINK", "INCLUDETEXT", "INCLUDE", "IMPORT", "RD":
		class := OfficeLink
		for _, w := range words {
			if remote(strings.ReplaceAll(strings.Trim(w, `"`), `\\`, `\`)) || strings.HasPrefix(strings.Trim(w, `"`), `\\\\`) {
				class = OfficeRemote
			}
		}
		p.l.mark(class, text)
	case "INCLUDEPICTURE":
		p.l.mark(OfficePicture, text)
	case "DATABASE":
		p.l.mark(OfficeConnection, text)
	}
}
