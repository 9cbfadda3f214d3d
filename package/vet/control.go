package vet

import (
	"encoding/hex"
	"slices"
	"strings"
)

// formControls are the classes of the controls of Office's own forms (MS-OFORMS), but for
// those that hold others or a page: button, check box, option, text, list, combination,
// toggle, label, picture, spin button, scroll bar, tabs. Without macros they do nothing.
var formControls = strings.Fields(`
	D7053240-CE69-11CD-A777-00DD01143C57 8BD21D40-EC42-11CE-9E0D-00AA006002F3 8BD21D50-EC42-11CE-9E0D-00AA006002F3
	8BD21D10-EC42-11CE-9E0D-00AA006002F3 8BD21D20-EC42-11CE-9E0D-00AA006002F3 8BD21D30-EC42-11CE-9E0D-00AA006002F3
	8BD21D60-EC42-11CE-9E0D-00AA006002F3 978C9E23-D4B0-11CE-BF2D-00AA003F40D0 4C599241-6926-101B-9992-00000B65C6F9
	79176FB0-B7F2-11CE-97EF-00AA006D2776 DFD181E0-5E2F-11CE-A449-00AA004A803D EAE50EB0-4A62-11CE-BED6-00AA00602FC1`)

// documentClasses are those of the storages that hold such controls: files of Word, Excel
// and PowerPoint.
var documentClasses = strings.Fields(`
	00020906-0000-0000-C000-000000000046 00020900-0000-0000-C000-000000000046 00020820-0000-0000-C000-000000000046
	00020810-0000-0000-C000-000000000046 64818D10-4F9B-11CF-86EA-00AA00B929E8`)

// isFormControl knows the class of a control as XML has it: "{8BD21D40-…}" or "CLSID:8BD21D40-…".
func isFormControl(class string) bool {
	class = strings.ToUpper(strings.TrimSpace(class))
	return slices.Contains(formControls, strings.Trim(strings.TrimPrefix(class, "CLSID:"), "{}"))
}

// classID writes the 16 bytes of a class.
func classID(b []byte) string {
	if len(b) < 16 {
		return ""
	}
	turned := []byte{b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6]}
	h := strings.ToUpper(hex.EncodeToString(append(turned, b[8:16]...)))
	return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// onlyForms reports whether all that a compound file says of the classes of its storages is
// that some are controls of forms.
func (c *compound) onlyForms() bool {
	found := false
	for _, s := range c.streams {
		switch id := classID(s.class[:]); {
		case s.class == [16]byte{} || s.kind == 2 || slices.Contains(documentClasses, id):
		case slices.Contains(formControls, id):
			found = true
		default:
			return false
		}
	}
	return found
}

// control marks a control in a compound file.
func (l *looker) control(c *compound, s stream) {
	forms := c.onlyForms()
	if strings.EqualFold(s.name, "ctls") { // of Excel: a class, and what the control remembers
		b, err := c.read(s, 16)
		if err == nil && len(b) == 0 {
			return
		}
		forms = err == nil && isFormControl(classID(b))
	}
	if forms {
		l.mark(OfficeControl, s.name)
	} else {
		l.mark(OfficeActiveX, s.name)
	}
}

// ocx looks at the part of a control that tells its class.
func (p *xmlPart) ocx(t xmlTag) {
	if isFormControl(t.attr("classid")) {
		p.l.forms = append(p.l.forms, p.name)
	} else {
		p.l.mark(OfficeActiveX, p.name)
	}
}

// settleControls marks what was said to be a control, by what its class turned out to be.
func (l *looker) settleControls() {
	class := OfficeControl
	if len(l.forms) == 0 {
		class = OfficeActiveX
	}
	for _, part := range append(l.controls, l.forms...) {
		l.mark(class, part)
	}
}
