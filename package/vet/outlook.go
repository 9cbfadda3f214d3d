package vet

import "strings"

// outlook looks at one property of a message of Outlook (MS-OXMSG, section 2.1): its page, an
// attached file, or what that is called. The last four digits tell the type of the value.
func (l *looker) outlook(c *compound, s stream) {
	property := strings.ToLower(strings.TrimPrefix(s.name, "__substg1.0_"))
	b, err := c.read(s, maxStream)
	if err != nil {
		l.fault(err, OfficeDamaged)
		return
	}
	switch property {
	case "10130102":
		l.inside(s.name).page(b)
	case "37010102":
		l.within(s.name, "", b)
	case "3703001f", "3704001f", "3707001f":
		l.checkExtension("x" + wide(b))
	case "3703001e", "3704001e", "3707001e":
		l.checkExtension("x" + string(b))
	}
}
