package casefile

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
)

// newValue gives a copy of what is to stand at a pointer, if all of it is well formed.
func newValue(pointer string, value any) (reflect.Value, []Finding) {
	m := modelAt(PointerTokens(pointer))
	if m == nil {
		return reflect.Value{}, badPointer(pointer)
	}
	fresh, given, f := reflect.New(m.Type).Elem(), reflect.ValueOf(value), &Faults{}
	switch {
	case value == nil:
	case m.Kind == KindText && given.Kind() == reflect.String:
		fresh.SetString(given.String())
	case given.Type() == m.Type:
		fresh.Set(cloneOf(given))
	default:
		f.At(Place{}, pointer, "case:wrong-type", "wanted", string(m.Kind), "found", string(kindOf(given.Kind())))
	}
	checkAll(Value{Pointer: pointer, Model: m, Go: fresh}, f)
	return fresh, f.Findings
}

// modelAt gives the model of a place that a case can have, or nil.
func modelAt(tokens []string) *Model {
	m := Root()
	for _, token := range tokens {
		index, known := m.ByKey[token]
		_, number := entryIndex(token)
		switch {
		case m.Kind == KindGroup && known:
			m = m.Fields[index].Model
		case m.Kind == KindList && (number || token == "-"):
			m = m.Entry
		default:
			return nil
		}
	}
	return m
}

func kindOf(k reflect.Kind) Kind {
	switch k {
	case reflect.Slice:
		return KindList
	case reflect.Struct:
		return KindGroup
	}
	return KindText
}

// badPointer is the finding for a place that no case has.
func badPointer(pointer string) []Finding {
	f := &Faults{}
	f.At(Place{}, pointer, "case:place", "pointer", Shorten(pointer))
	return f.Findings
}

// checkAll adds what is wrong with the texts and lists in v.
func checkAll(v Value, f *Faults) {
	for x := range v.All() {
		if n := x.Len(); x.Model.Kind == KindList && n > MaxEntries {
			f.At(Place{}, x.Pointer, "case:too-many", "found", strconv.Itoa(n), "limit", strconv.Itoa(MaxEntries))
		}
		if text := x.Text(); text != "" {
			id, args := CheckText(text)
			if id == "" {
				id, args = CheckLeaf(x.Model.Type, text)
			}
			if id != "" {
				f.At(Place{}, x.Pointer, id, args...)
			}
		}
	}
}

// CheckText tells why no leaf may hold a text, whatever its type: the finding's id and
// arguments, or "" when it may. It is too long, or holds a character that [Refused] names.
func CheckText(text string) (id string, args []string) {
	if len(text) > MaxText {
		if count := len(utf16.Encode([]rune(text))); count > MaxText {
			return "case:text-too-long", []string{"found", strconv.Itoa(count), "limit", strconv.Itoa(MaxText)}
		}
	}
	if !strings.ContainsFunc(text, Refused) {
		return "", nil
	}
	var codes []string
	seen, first := map[rune]bool{}, ""
	for _, r := range text {
		if Refused(r) && !seen[r] {
			if seen[r] = true; first == "" {
				first = CharacterClass(r)
			}
			codes = append(codes, CodePoint(r))
		}
	}
	return "case:control-character", []string{"code", strings.Join(codes, ", "), "class", first}
}

// Clone gives a copy of a case that shares nothing with it.
func Clone(c *Case) *Case {
	return cloneOf(reflect.ValueOf(c).Elem()).Addr().Interface().(*Case)
}

// cloneOf copies a group, a list or a text. A list without entries becomes nil.
func cloneOf(v reflect.Value) reflect.Value {
	to := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			to.Field(i).Set(cloneOf(v.Field(i)))
		}
	case reflect.Slice:
		if v.Len() > 0 {
			to.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			to.Index(i).Set(cloneOf(v.Index(i)))
		}
	default:
		to.Set(v)
	}
	return to
}
