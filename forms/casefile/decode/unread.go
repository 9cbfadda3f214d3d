package decode

import (
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
)

// Unread are the JSON Pointers of what the case says and could not be read, each once and in
// order; "" is all of it. Nothing can be asked about these places: the Case has nothing there.
func (f *File) Unread() []string { return f.unread }

// Lost reports whether a place could not be read, or lies in one that could not.
func (f *File) Lost(pointer string) bool {
	return slices.ContainsFunc(f.unread, func(lost string) bool { return casefile.Within(pointer, lost) })
}

// lose notes the places that faults stand for.
func (f *File) lose(findings []casefile.Finding) {
	var all []string
	for i := range findings {
		if x := &findings[i]; x.Severity == casefile.Error && !f.aside(x) {
			all = append(all, lostBy(x)...)
		}
	}
	slices.Sort(all)
	f.unread = slices.Compact(all)
}

// aside reports whether a fault is in a comment or in a key that is no text, of a case that
// could be read otherwise.
func (f *File) aside(x *casefile.Finding) bool {
	return x.Pointer == "" && (x.ID == "case:control-character" || x.ID == "case:wrong-type") && !reflect.ValueOf(f.Case).Elem().IsZero()
}

// lostBy are the places that one fault stands for: the value, or what a wrong key was meant
// to be, or what the file that is named would have held.
func lostBy(x *casefile.Finding) []string {
	switch parent, key := split(x.Pointer); {
	case x.ID == "case:more":
		return []string{""}
	case x.ID == "case:unknown-key":
		if near := x.Args["near"]; near != "" && !strings.Contains(near, ",") {
			return []string{parent + "/" + near}
		}
		return nil
	case x.ID == "case:company-key" || x.ID == "case:company-both" || x.ID == "case:duplicate-key":
		return nil
	case x.Pointer == companyPointer:
		var all []string
		for _, key := range CompanyKeys {
			all = append(all, "/"+key)
		}
		return all
	case key == "controls_file":
		return []string{parent + "/controls"}
	}
	return []string{x.Pointer}
}

func split(pointer string) (parent, key string) {
	at := max(strings.LastIndexByte(pointer, '/'), 0)
	return pointer[:at], strings.TrimPrefix(pointer[at:], "/")
}
