package forms

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/forms/expr"
	"yoshiki/forms/period"
)

// Slice is the part of a case that a form shows, as it travels in the form's files: what
// stands on the paper and never a field more, for a form has other readers than the case.
type Slice struct {
	Form  string // id of the form
	Parts string // digest of the form's own parts, see [Definition.Parts]
	Case  []byte // a case with nothing but the values that are shown, as casefile.Encode writes it
}

const (
	sliceSchema = "# yoshiki-slice/1\n"
	sliceForm   = "# form: "
	sliceParts  = "# parts: sha256:"
)

// String is a slice as it stands in a file: a case in YAML, below lines of comment that say
// which form it is of.
func (s *Slice) String() string {
	return sliceSchema + sliceForm + s.Form + "\n" + sliceParts + s.Parts + "\n" + string(s.Case)
}

// ParseSlice reads what [Slice.String] has written.
func ParseSlice(text []byte) (*Slice, error) {
	s := &Slice{}
	rest, known := bytes.CutPrefix(text, []byte(sliceSchema))
	for _, line := range []struct {
		key  string
		into *string
	}{{sliceForm, &s.Form}, {sliceParts, &s.Parts}} {
		found, after, ok := bytes.Cut(rest, []byte("\n"))
		value, has := bytes.CutPrefix(found, []byte(line.key))
		known = known && ok && has
		*line.into, rest = string(value), after
	}
	if !known {
		return nil, fmt.Errorf("slice of a case: %.40q", text)
	}
	s.Case = rest
	return s, nil
}

// noted is a tree of the values that were printed: their keys and indexes from the outside in.
type noted struct {
	below map[string]*noted
	whole bool // and all that is in it
}

// add notes the value at a pointer.
func (n *noted) add(pointer string) {
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		next := n.below[token]
		if next == nil {
			if n.below == nil {
				n.below = map[string]*noted{}
			}
			next = &noted{}
			n.below[token] = next
		}
		n = next
	}
	n.whole = true
}

// note remembers what a place of the form shows: the value itself, or what an expression
// makes its own value of.
func (k *composer) note(e *expr.Expr, f expr.Found) {
	switch {
	case !f.Value.IsValid() || f.Value.IsZero():
	case f.Made:
		k.quoted(expr.LeafText(f.Value))
	case f.Pointer != "":
		k.shown.add(f.Pointer)
	default:
		for _, path := range e.Reads {
			k.read(path, expr.LeafText(f.Value))
		}
	}
}

// read notes what stands at a path, which begins at the case or at a name of the scope, if
// its words are in the text that was made of it.
func (k *composer) read(path []string, made string) {
	at := expr.Found{Value: k.scope.Root}
	if len(path) > 0 {
		if name, ok := strings.CutPrefix(path[0], named); ok {
			if at = k.scope.Names[name]; at.Pointer == "" {
				return
			}
			path = path[1:]
		}
	}
	k.leaves(at, path, made)
}

// leaves notes the values at a path below a value: of a list that of every entry.
func (k *composer) leaves(at expr.Found, path []string, made string) {
	switch kind := at.Value.Kind(); {
	case at.Value.IsZero():
	case len(path) == 0:
		if kind == reflect.String && k.says(made, at.Value) {
			k.shown.add(at.Pointer)
		}
		if kind == reflect.Slice && at.Value.Type().Elem().Kind() == reflect.String {
			k.leaves(at, []string{"*"}, made)
		}
	case path[0] == "*":
		for i := range at.Value.Len() {
			k.leaves(at.Entry(i), path[1:], made)
		}
	default:
		k.leaves(at.Field(path[0]), path[1:], made)
	}
}

// says reports whether the words of a leaf stand in a text, in one of the ways in which an
// expression can print them.
func (k *composer) says(made string, leaf reflect.Value) bool {
	text := leaf.String()
	if strings.Contains(made, text) || strings.Contains(made, thousands(text)) {
		return true
	}
	if d, err := period.Parse(text); err == nil && strings.Contains(made, period.Era(d)) {
		return true
	}
	words := k.definition.words.Word(leaf.Interface()).Ja
	return casefile.Values(leaf.Type()) != nil && words != "" && strings.Contains(made, words)
}

// quoted notes the attachments and omissions whose words stand in a text of the package.
func (k *composer) quoted(text string) {
	for _, list := range []string{"attachments", "omissions"} {
		all := expr.Found{Value: k.scope.Root}.Field(list)
		for i := range all.Value.Len() {
			entry := all.Entry(i)
			for f := range entry.Value.NumField() {
				if v := entry.Value.Field(f); v.Kind() == reflect.String && v.Len() > 0 && strings.Contains(text, v.String()) {
					k.shown.add(entry.Pointer + "/" + entry.Value.Type().Field(f).Tag.Get("yaml"))
				}
			}
		}
	}
}

// slice is the part of the case that was printed.
func (k *composer) slice() (string, error) {
	part := new(casefile.Case)
	copyNoted(reflect.ValueOf(part).Elem(), k.scope.Root, &k.shown)
	text, err := casefile.Encode(part)
	if err != nil {
		return "", err
	}
	return (&Slice{Form: k.definition.ID, Parts: k.definition.Parts(), Case: text}).String(), nil
}

// travels gives a form the part of the case that it shows. The index and the report show
// what other papers do.
func (k *composer) travels(doc *document.Document) {
	if k.err != nil || k.definition.ID == IndexForm || k.definition.ID == casefile.ReportForm {
		return
	}
	doc.Slice, k.err = k.slice()
}

// copyNoted copies what was noted. Of a list only the entries stay of which something was.
func copyNoted(to, from reflect.Value, n *noted) {
	switch {
	case n.whole:
		to.Set(from)
	case from.Kind() == reflect.Struct:
		for i := range from.NumField() {
			if below := n.below[from.Type().Field(i).Tag.Get("yaml")]; below != nil {
				copyNoted(to.Field(i), from.Field(i), below)
			}
		}
	case from.Kind() == reflect.Slice:
		indexes := make([]int, 0, len(n.below))
		for token := range n.below {
			if i, err := strconv.Atoi(token); err == nil && i < from.Len() {
				indexes = append(indexes, i)
			}
		}
		slices.Sort(indexes)
		to.Set(reflect.MakeSlice(from.Type(), len(indexes), len(indexes)))
		for at, i := range indexes {
			copyNoted(to.Index(at), from.Index(i), n.below[strconv.Itoa(i)])
		}
	}
}
