package vet

import (
	"encoding/base64"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

var (
	element    = regexp.MustCompile(`<([A-Za-z][A-Za-z0-9:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)`)
	handler    = regexp.MustCompile(`(?i)[\s"'/]on[a-z]+\s*=`)
	runner     = regexp.MustCompile(`(?i)(?:href|src|action|data|to|from|values|background)=["']?(?:javascript:|vbscript:|data:text/html|data:application/xhtml)`)
	dataURI    = regexp.MustCompile(`(?i)data:[^,"'>]{0,200};base64,([a-z0-9+/=%\s]+)`)
	stylesheet = regexp.MustCompile(`<\?xml-stylesheet[^?]*`)
	beside     = regexp.MustCompile(`\shref\s*=\s*["'][\w.-]+["']`) // a file in the same folder
)

// pages are the extensions of what a browser opens as a page, and the elements by which it
// knows one without an extension.
var (
	pages       = strings.Fields(".html .htm .xhtml .xht .shtml .mht .mhtml .svg")
	pageBegins  = strings.Fields("html head body script iframe style title table div font h1 a b br p meta base object embed applet")
	pageSpaces  = []string{"//www.w3.org/1999/xhtml", "//www.w3.org/2000/svg"}
	pageScripts = strings.Fields("script iframe frame object embed applet foreignobject base")
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
		attrs := html.UnescapeString(tag[2])
		refresh := name == "meta" && strings.Contains(strings.ToLower(attrs), "refresh")
		if refresh || slices.Contains(pageScripts, name) || handler.MatchString(tag[2]) || runner.MatchString(tight(attrs)) {
			found = append(found, name)
		}
	}
	if isPage {
		for _, name := range found {
			l.mark(FileMarkup, name)
		}
		l.dataIn(page)
	}
	if strings.Contains(strings.ToUpper(page), "<!ENTITY") || slices.ContainsFunc(stylesheet.FindAllString(page, -1), elsewhere) {
		l.mark(FileMarkup, "entity or stylesheet")
	}
	if t == textType && (strings.HasPrefix(page, "<?xml") || ext == ".xml") {
		return "application/xml"
	}
	return t
}

// tight leaves out what browsers leave out of an address: spaces and control characters.
func tight(attrs string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, attrs)
}

// dataIn looks at the files that are written into the addresses of a page.
func (l *looker) dataIn(page string) {
	if l.depth >= MaxDepth {
		return
	}
	for _, found := range dataURI.FindAllStringSubmatch(page, maxPlaces) {
		text, err := url.PathUnescape(found[1])
		if err != nil {
			text = found[1]
		}
		text = strings.TrimRight(tight(text), "=")
		if data, err := base64.RawStdEncoding.DecodeString(text); err == nil && len(data) > 0 {
			l.inside("data").embedded(section(data))
		}
	}
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
