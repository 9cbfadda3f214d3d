package casefile

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// CheckLeaf says what is wrong with a text as a value of type t: the finding's id and
// arguments, or "" when it is well formed. "near" is an example of such a value. What a
// person may have meant is for casefile/natural to find out.
func CheckLeaf(t reflect.Type, found string) (id string, args []string) {
	var near string
	ok := true
	switch t {
	case reflect.TypeFor[Text]():
	case reflect.TypeFor[Date]():
		id, near, ok = "case:date", DateExample, isDate(found)
	case reflect.TypeFor[Time]():
		id, near, ok = "case:time", TimeExample, isTime(found)
	case reflect.TypeFor[Number]():
		id, near, ok = "case:number", NumberExample, isNumber(found)
	case reflect.TypeFor[CorporateNumber]():
		return CheckCorporateNumber(found)
	case reflect.TypeFor[CaseID]():
		id, near, ok = "case:id", nearID(found), IDForm.MatchString(found)
	default:
		return checkChoice(t, found)
	}
	if ok {
		return "", nil
	}
	return id, []string{"found", Shorten(found), "near", near}
}

// checkChoice says what is wrong with found as a value of the choice t.
func checkChoice(t reflect.Type, found string) (string, []string) {
	if slices.Contains(values[t], found) {
		return "", nil
	}
	return "case:choice", []string{"found", Shorten(found), "allowed", strings.Join(values[t], ", ")}
}

// NumberExample is a number as a case has it.
const NumberExample = "1200"

// NumberForm is what a number looks like.
var NumberForm = regexp.MustCompile(`^(0|[1-9][0-9]*)(\.[0-9]+)?$`)

func isNumber(s string) bool {
	const digits, point = 15, 1
	return len(s) <= digits+point && NumberForm.MatchString(s) && len(strings.ReplaceAll(s, ".", "")) <= digits
}

// IDExample is a name of a case.
const IDExample = "case-1"

// MaxID is how many characters the name of a case can have.
const MaxID = 40

var (
	// IDForm is how the name of a case is written.
	IDForm    = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,` + strconv.Itoa(MaxID-1) + `}$`)
	idForeign = regexp.MustCompile(`[^a-z0-9]+`)
)

// nearID gives the CaseID nearest to found.
func nearID(found string) string {
	near := idForeign.ReplaceAllString(strings.ToLower(width.Fold.String(found)), "-")
	near = strings.Trim(near, "-")
	near = strings.TrimRight(near[:min(len(near), MaxID)], "-")
	if near == "" {
		return IDExample
	}
	return near
}

// A corporate number has thirteen digits, the first of which is the check digit.
const (
	corporateDigits  = 13
	CorporateExample = "7123456789012"
)

var corporateMarks = regexp.MustCompile(`[\s\-‐‑‒–—―−ー,.]+`)

// CheckCorporateNumber reports whether found is a corporate number. Twelve digits are taken
// for a company's registration number, to which the check digit is missing.
func CheckCorporateNumber(found string) (string, []string) {
	digits := corporateMarks.ReplaceAllString(width.Fold.String(found), "")
	digits = strings.TrimPrefix(digits, "T") // as on invoices
	if strings.Trim(digits, "0123456789") != "" {
		digits = ""
	}
	switch len(digits) {
	case corporateDigits - 1:
		digits = CheckDigit(digits) + digits
	case corporateDigits:
	default:
		return "case:corporate-number-digits", []string{"found", Shorten(found), "near", CorporateExample}
	}
	right := CheckDigit(digits[1:])
	switch {
	case digits[:1] != right:
		return "case:corporate-number-check",
			[]string{"found", Shorten(found), "digit", right, "near", right + digits[1:]}
	case digits != found:
		return "case:corporate-number-digits", []string{"found", Shorten(found), "near", digits}
	}
	return "", nil
}

// CheckDigit gives the first digit of the corporate number over the twelve others: 9 less
// the remainder by 9 of their sum, where every second digit from the right counts twice.
func CheckDigit(base string) string {
	sum := 0
	for i := range len(base) {
		weight := 1 + (len(base)-1-i)%2
		sum += int(base[i]-'0') * weight
	}
	return strconv.Itoa(9 - sum%9)
}
