package controls

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// ID is the number of a control as it can be compared: 8.1.5.4.PB has the parts 8, 1, 5
// and 4 and the suffix PB.
type ID struct {
	Parts  []int
	Suffix string // P: particular to cloud services; B: basic statement requirement; PB: both
}

// ParseID reads a number. Full-width characters, spaces of any kind, zeros in front and a
// missing dot before the suffix make no difference: two texts that give the same ID mean
// the same control.
func ParseID(text string) (ID, bool) {
	found := written.FindStringSubmatch(fold(text))
	if found == nil {
		return ID{}, false
	}
	id := ID{Suffix: found[2]}
	if id.Suffix == "BP" {
		id.Suffix = "PB"
	}
	for part := range strings.SplitSeq(found[1], ".") {
		n, _ := strconv.Atoi(part)
		id.Parts = append(id.Parts, n)
	}
	return id, id.Suffix == "" || id.IsControl()
}

var written = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,3})*)(?:\.?(P|B|PB|BP))?$`)

// fold gives the number in half-width capitals without spaces and without characters that
// are not seen.
func fold(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
			return -1
		case strings.ContainsRune("。｡·・･․", r):
			return '.'
		}
		return unicode.ToUpper(r)
	}, width.Fold.String(text))
	return strings.TrimSuffix(text, ".")
}

// splitID takes a number from the begin of a text that goes on with the name of the
// control. A text that is not made so is given back whole.
func splitID(text string) (number, name string) {
	end := strings.IndexFunc(text, func(r rune) bool {
		return !strings.ContainsRune("0123456789.PB", unicode.ToUpper([]rune(width.Fold.String(string(r)))[0]))
	})
	if end < 0 {
		return text, ""
	}
	id, ok := ParseID(text[:end])
	name = strings.TrimSpace(text[end:])
	if !ok || !id.IsControl() || name == "" {
		return text, ""
	}
	return text[:end], name
}

// String is the number as the Control Criteria write it.
func (id ID) String() string {
	if id.Suffix == "" {
		return id.digits()
	}
	return id.digits() + "." + id.Suffix
}

// digits are the number without its suffix.
func (id ID) digits() string {
	parts := make([]string, len(id.Parts))
	for i, n := range id.Parts {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, ".")
}

// IsControl reports whether it is of a control and not of a chapter or section.
func (id ID) IsControl() bool { return len(id.Parts) >= 3 }

// IsObjective reports whether it is of a control objective, which has three digits.
func (id ID) IsObjective() bool { return len(id.Parts) == 3 }

// IsBasic reports whether it is part of the basic statement requirements by its suffix.
func (id ID) IsBasic() bool { return strings.Contains(id.Suffix, "B") }

// Chapter is the first digit: 3 governance, 4 management, from 5 on controls.
func (id ID) Chapter() int { return id.Parts[0] }

// objective is the number of the control objective that a control belongs to.
func (id ID) objective() string { return ID{Parts: id.Parts[:3]}.String() }

// dated are texts that Excel makes of a number when it takes it for a day: 5.1.1 becomes
// 2005/1/1, H5.1.1 or 5-Jan-01.
var dated = regexp.MustCompile(`^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?( .*)?|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}[-/]\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,4}年\d{1,2}月(\d{1,2}日)?|[MTSHR]\d{1,2}[./]\d{1,2}[./]\d{1,2}|(明治|大正|昭和|平成|令和)\S+|\d{1,2}-[A-Z]{3}(-\d{2,4})?|[A-Z]{3}-\d{2})$`)

func looksDated(text string) bool { return dated.MatchString(fold(text)) }
