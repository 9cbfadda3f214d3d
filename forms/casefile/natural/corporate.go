package natural

import (
	"reflect"
	"regexp"
	"strings"

	"yoshiki/forms/casefile"
)

// between are the marks and blanks that people put between the digits.
var between = regexp.MustCompile(`[\s\-ー,.]+`)

// CorporateNumber reads a 法人番号: thirteen digits, also full-width, with hyphens or blanks
// between them, or behind the T of an invoice number. Twelve digits, a company's
// registration number, are refused with the number that they belong to.
//
// Findings: case:corporate-number-digits, case:corporate-number-check.
func CorporateNumber(written string) Reading {
	digits := between.ReplaceAllString(fold(written), "")
	digits = strings.TrimPrefix(strings.TrimPrefix(digits, "T"), "t")
	if digits == "" && strings.TrimSpace(written) == "" {
		return Reading{}
	}
	if r := strict(reflect.TypeFor[casefile.CorporateNumber](), digits); r.Value != "" {
		return understood(written, digits)
	}
	return strict(reflect.TypeFor[casefile.CorporateNumber](), written)
}
