package vet

import (
	"path"
	"slices"
	"strings"

	"yoshiki/package/archive"
)

// openType is the type of a file of OpenDocument, or of OpenOffice before that; "" if it is
// none. Programs look for the type in the manifest if it is not where it should be.
func (l *looker) openType(z *zipped) string {
	if e := z.find("mimetype"); e != nil && e.Size < 256 {
		t, err := l.unpack(z, e)
		for _, family := range []string{"application/vnd.oasis.opendocument.", "application/vnd.sun.xml."} {
			if err == nil && strings.HasPrefix(string(t), family) {
				return strings.TrimSpace(string(t))
			}
		}
	} else if e == nil && z.find("META-INF/manifest.xml") != nil && z.find("content.xml") != nil {
		return "application/vnd.oasis.opendocument"
	}
	return ""
}

// openDocument looks at a file of OpenDocument (ISO/IEC 26300).
func (l *looker) openDocument(z *zipped, mediaType string) string {
	for i := range z.Entries {
		e := &z.Entries[i]
		if name := strings.ToLower(e.Name); !e.IsFolder() && (strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/")) {
			if base := path.Base(name); base != "script-lc.xml" && base != "dialog-lc.xml" && base != "script-lb.xml" && base != "dialog-lb.xml" {
				l.mark(OfficeMacro, e.Name)
			}
		}
	}
	l.parts(z, true, func(e *archive.Entry) bool {
		return !e.IsFolder() && e.Size > 0 && !strings.EqualFold(e.Name, "mimetype")
	})
	return mediaType
}

// The elements of OpenDocument that refer to something, by what they do with it. A link
// waits for a click; any other element has its target fetched.
var (
	openLinks    = strings.Fields("a area author-mark bookmark-ref bibliography-mark user-index-source alphabetical-index-auto-mark-file")
	openPictures = strings.Fields("image fill-image background-image list-level-style-image symbol-image plugin audio video sound plot-area")
	openTables   = strings.Fields("table-source cell-range-source")
	openSources  = strings.Fields("database-source-sql database-source-query database-source-table connection-resource connection-data submission")
)

// programSchemes are those of addresses that run something in an office program.
var programSchemes = []string{"macro:", "vnd.sun.star.script:", "vnd.sun.star.expand:", "vnd.sun.star.hier:", "script:", "javascript:", "vbscript:", ".uno:", "slot:", "service:", "private:"}

// openElement looks at an element of OpenDocument.
func (p *xmlPart) openElement(t xmlTag) {
	switch t.name {
	case "applet":
		p.l.mark(OfficeProgram, t.attr("code"))
	case "module", "source-code", "library-linked": // of macros in a file of one part
		p.l.mark(OfficeMacro, t.attr("name"))
	}
	if slices.Contains(openSources, t.name) {
		p.l.mark(OfficeConnection, t.name)
	}
	p.openFormula(t)
	target := strings.TrimSpace(t.attr("href"))
	lower := strings.ToLower(target)
	switch {
	case slices.ContainsFunc(programSchemes, func(s string) bool { return strings.HasPrefix(lower, s) }):
		if t.name != "event-listener" { // of which event knows
			p.l.mark(OfficeMacro, target)
		}
	case t.name == "form" && target != "":
		p.l.mark(OfficeConnection, target)
	case target != "" && outside(target):
		p.openTarget(t, target)
	}
}

// openTarget looks at what an element fetches from outside of the file.
func (p *xmlPart) openTarget(t xmlTag, target string) {
	switch {
	case slices.Contains(openLinks, t.name) || t.name == "event-listener" || t.name == "form" || t.name == "button":
	case slices.Contains(openPictures, t.name):
		p.l.mark(OfficePicture, target)
	case slices.Contains(openTables, t.name):
		p.l.mark(OfficeWorkbook, target)
	case remote(target):
		p.l.mark(OfficeRemote, target)
	case t.name != "template" || !isNormal(target):
		p.l.mark(OfficeLink, target)
	}
}

// openFormula looks for a formula that asks another program, or a server.
func (p *xmlPart) openFormula(t xmlTag) {
	formula := t.attr("formula")
	if formula == "" {
		return
	}
	for i, piece := range strings.Split(formula, `"`) {
		if piece = strings.ToUpper(strings.Join(strings.Fields(piece), "")); i%2 != 0 {
			continue
		}
		if calls(piece, "DDE") {
			p.l.mark(OfficeDDE, formula)
		} else if calls(piece, "WEBSERVICE") {
			p.l.mark(OfficeConnection, formula)
		}
	}
}

// calls reports whether a formula, outside of its texts, calls a function.
func calls(formula, function string) bool {
	for at := 0; ; at++ {
		i := strings.Index(formula[at:], function+"(")
		if i < 0 {
			return false
		}
		if at += i; at == 0 || !isLetter(formula[at-1]) && !isDigit(formula[at-1]) {
			return true
		}
	}
}

// outside reports whether a target of OpenDocument is not in the same file. What begins
// with two dots leads out of the package.
func outside(target string) bool {
	target = strings.ReplaceAll(target, `\`, "/")
	scheme, _, found := strings.Cut(target, ":")
	return strings.HasPrefix(target, "../") || strings.HasPrefix(target, "/") || found && !strings.ContainsAny(scheme, "/#") && !strings.EqualFold(scheme, "data")
}

// isNormal reports whether a template is the one that Word and Writer give to every file.
func isNormal(target string) bool {
	base := strings.ToLower(path.Base(strings.ReplaceAll(target, `\`, "/")))
	return !remote(target) && slices.Contains([]string{"normal", "normal.dotm", "normal.dotx", "normal.dot", "normal.ott"}, base)
}
