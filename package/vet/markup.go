package vet

import (
	"regexp"
	"slices"
	"strings"
)

var (
	element    = regexp.MustCompile(`<([A-Za-z][A-Za-z0-9:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)`)
	handler    = regexp.MustCompile(`(?i)[\s"'/]on[a-z]+\s*=|(?:href|src|action)\s*=\s*["']?\s*(?:javascript|vbscript|data:text/html)\s*:?`)
	stylesheet = regexp.MustCompile(`<\?xml-stylesheet[^?]*`)
	beside     = regexp.MustCompile(`\shref\s*=\s*["'][\w.-]+["']`) // a file in the same folder
)

// pages are the extensions of what a browser opens as a page, and the elements by which it
// knows one without an extension.
var (
	pages       = strings.Fields(".html .htm .xhtml .xht .shtml .mht .svg")
	pageBegins  = strings.Fields("html head body script iframe style title table div font h1 a b br p meta base object embed applet")
	pageSpaces  = []string{"//www.w3.org/1999/xhtml", "//www.w3.org/2000/svg"}
	pageScripts = strings.Fields("script iframe object embed applet foreignobject base")
)

// markup looks at a web page, a drawing or other XML. Elements of other XML that happen to
// be called like those of a page do nothing.
func (l *looker) markup(page, ext string) string {
	t := textType
	isPage := slices.Contains(pages, ext)
	var found []string
	for i, tag := range element.FindAllStringSubmatch(page, -1) {
		ours := ofPage(tag[2])
		name := strings.ToLower(tag[1])
		if ours {
			name = local(name)
		}
		switch name {
		case "html", "body":
			t = "text/html"
		case "svg":
			t = "image/svg+xml"
		}
		isPage = isPage || t != textType || i == 0 && slices.Contains(pageBegins, name) || ours
		name = local(name)
		refresh := name == "meta" && strings.Contains(strings.ToLower(tag[2]), "refresh")
		if refresh || slices.Contains(pageScripts, name) || handler.MatchString(tag[2]) {
			found = append(found, name)
		}
	}
	if isPage {
		for _, name := range found {
			l.mark(FileMarkup, name)
		}
	}
	if strings.Contains(strings.ToUpper(page), "<!ENTITY") || slices.ContainsFunc(stylesheet.FindAllString(page, -1), elsewhere) {
		l.mark(FileMarkup, "entity or stylesheet")
	}
	if t == textType && (strings.HasPrefix(page, "<?xml") || ext == ".xml") {
		return "application/xml"
	}
	return t
}

// ofPage reports whether an attribute names the elements of a page.
func ofPage(attrs string) bool {
	is := false
	if strings.Contains(attrs, "xmlns") {
		attributes([]byte(attrs), func(_, value string) {
			is = is || slices.ContainsFunc(pageSpaces, func(space string) bool { return strings.HasSuffix(value, space) })
		})
	}
	return is
}

// elsewhere reports whether a stylesheet is no file beside the one that names it.
func elsewhere(instruction string) bool { return !beside.MatchString(instruction) }
