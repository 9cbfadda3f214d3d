package vet

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
)

// xfaParts are names of the parts of an XFA form, which alternate with their streams.
var xfaParts = []pdfString{"template", "datasets", "preamble", "xdp:xdp", "config"}

// formParts keeps the streams of an XFA form: the one, or those that a list names.
func (p *pdfFile) formParts(v any) {
	switch v := v.(type) {
	case pdfRef:
		if list, ok := p.resolve(v).(pdfArray); ok {
			p.formParts(list)
		} else {
			p.forms = append(p.forms, int(v))
		}
	case pdfArray:
		for _, part := range v {
			if ref, ok := part.(pdfRef); ok {
				p.forms = append(p.forms, int(ref))
			}
		}
	}
}

// isForm reports whether a list is that of an XFA form, wherever it stands.
func isForm(list pdfArray) bool {
	for i := 0; i+1 < len(list); i += 2 {
		name, _ := list[i].(pdfString)
		if _, ref := list[i+1].(pdfRef); ref && slices.Contains(xfaParts, name) {
			return true
		}
	}
	return false
}

// xfa looks at the parts of XFA forms: for scripts, but for calculations, and for what they
// send.
func (p *pdfFile) xfa() error {
	slices.Sort(p.forms)
	for _, number := range slices.Compact(p.forms) {
		at, known := p.offsets[number]
		if !known {
			continue
		}
		s, ok := p.streamObject(at)
		if !ok {
			continue
		}
		data, err := p.unpack(s)
		if err != nil {
			return err
		}
		text, err := decodeText(data)
		if err != nil {
			text = string(data)
		}
		p.formPart(fmt.Sprintf("object %d", number), text)
	}
	return nil
}

var scriptType = regexp.MustCompile(`(?i)contentType\s*=\s*["'][^"']*(?:javascript|ecmascript)`)

func (p *pdfFile) formPart(where, text string) {
	for _, tag := range element.FindAllStringSubmatch(text, -1) {
		switch attrs := html.UnescapeString(tag[2]); local(tag[1]) {
		case "script":
			if scriptType.MatchString(attrs) {
				p.mark(PDFJavaScript, where)
			}
		case "submit":
			if strings.Contains(attrs, "target") {
				p.mark(PDFSubmit, where)
			}
		case "wsdlConnection", "xmlConnection":
			p.mark(PDFSubmit, where)
		}
	}
}

// fileNames looks at what an embedded file is called in its specification (ISO 32000-1,
// section 7.11.3), as it is and decrypted.
func (p *pdfFile) fileNames() {
	for _, s := range p.named {
		p.inside(s.where).checkExtension(pdfText(s.name))
		if p.crypt != nil {
			p.inside(s.where).checkExtension(pdfText(p.crypt.decrypt(s.number, s.name)))
		}
	}
}

// pdfNamed is what an embedded file is called, and in which object.
type pdfNamed struct {
	where  string
	number int
	name   []byte
}

// called keeps what a specification calls its file.
func (p *pdfFile) called(where string, d pdfDict) {
	for _, key := range []pdfName{"UF", "F", "DOS", "Mac", "Unix"} {
		if name, ok := p.resolve(d[key]).(pdfString); ok {
			p.named = append(p.named, pdfNamed{where, p.current, []byte(name)})
		}
	}
}

// pdfText reads a text: in UTF-16 or UTF-8 with its mark, or of letters of one byte.
func pdfText(b []byte) string {
	if text, err := decodeText(b); err == nil && len(b) > 2 && b[0] >= 0xef {
		return text
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}
