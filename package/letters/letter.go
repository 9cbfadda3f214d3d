package letters

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// Letter is what a letter says: which form, and what it is filled with beside what the case
// knows.
type Letter struct {
	Case     casefile.CaseID
	Form     string
	Date     casefile.Date
	Dated    bool              // the day was given for this letter, and not for all of a run
	Values   map[string]string // as a case has them, by the field of the subject: "decision", "scope/0/function"
	Corrects string            // number of the letter of the same form that it corrects; "" for none
	At       string            // pointer of the group that it is written into; "" for the one that its form and number tell
}

// Ref names the letter. The same words make the same letter, whatever the day of the run.
func (l *Letter) Ref() Ref {
	said := struct {
		Form, Corrects string
		Date           casefile.Date
		Values         [][2]string
	}{Form: l.Form, Corrects: l.Corrects}
	if l.Dated {
		said.Date = l.Date
	}
	for _, field := range slices.Sorted(maps.Keys(l.Values)) {
		said.Values = append(said.Values, [2]string{field, l.Values[field]})
	}
	data, err := json.Marshal(said)
	if err != nil {
		panic(err) // texts and lists of them
	}
	return Ref{l.Case, l.Form + "." + storage.ContentOf(data).Digest()[:16]}
}

func (r Ref) key(name string) string { return "letters/" + string(r.Case) + "/" + r.ID + "/" + name }

// Assigned is which number a letter has, and what it says: so that one that was cut off is
// finished as it was begun.
type Assigned struct {
	Seq      int               `json:"seq"`
	Number   string            `json:"number"`
	Date     casefile.Date     `json:"date"`
	Form     string            `json:"form"`
	Values   map[string]string `json:"values"`
	Corrects string            `json:"corrects,omitempty"`
	Register string            `json:"register,omitempty"` // that the number is of; see [Book.Register]
}

// Record is a letter that was issued, or prepared for a second person to approve.
type Record struct {
	Number   string        `json:"number"`
	Date     casefile.Date `json:"date"`
	Form     string        `json:"form"`
	Pointer  string        `json:"pointer"` // of the group of the case that it was filled from
	Package  string        `json:"package"` // id in the store
	Digest   string        `json:"tagmanifest"`
	Corrects string        `json:"corrects,omitempty"`
	Prepared *Person       `json:"prepared,omitempty"` // who signed first, where two are wanted
	Wrote    []string      `json:"wrote,omitempty"`    // of such a letter: the fields below Pointer that it gives, the number last
	Before   string        `json:"before,omitempty"`   // and the digest of the case without it

	ID      string   `json:"-"` // of the letter
	Verdict *Verdict `json:"-"` // of the second person, once there is one
}

// Records are the letters that were issued or prepared about a case, by form and what they say.
// The error is a [storage.DamagedError] if one of them is damaged.
func Records(ctx context.Context, store storage.Store, id casefile.CaseID) ([]Record, error) {
	all, damaged, err := Listed(ctx, store, id)
	if err == nil && len(damaged) > 0 {
		err = storage.Damaged(fmt.Errorf("%s: %w", Ref{id, damaged[0]}.key(""), storage.ErrMismatch))
	}
	if err != nil {
		return nil, err
	}
	return all, nil
}

// Listed are the letters about a case as Records gives them, and the names of those that are
// damaged, so that these keep nobody from seeing the others.
func Listed(ctx context.Context, store storage.Store, id casefile.CaseID) (all []Record, damaged []string, err error) {
	folder := "letters/" + string(id) + "/"
	for o, err := range store.List(ctx, folder) {
		if err != nil {
			return nil, nil, err
		}
		letter, name, _ := strings.Cut(strings.TrimPrefix(o.Key, folder), "/")
		r := Record{ID: letter}
		last := len(all) - 1
		switch {
		case name == "issued.json":
			err = readJSON(ctx, store, o.Key, &r)
			all = append(all, r)
		case name == "judged.json" && last >= 0 && all[last].ID == letter:
			all[last].Verdict = new(Verdict)
			err = readJSON(ctx, store, o.Key, all[last].Verdict)
		}
		if storage.IsDamaged(err) {
			all, damaged, err = all[:len(all)-1], append(damaged, letter), nil
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return all, damaged, nil
}

// Assign says for good which number a letter has. It gives what was said before, if
// anything was: that counts.
func Assign(ctx context.Context, store storage.Store, letter Ref, a Assigned) (Assigned, error) {
	err := createJSON(ctx, store, letter.key("number.json"), a)
	if !errors.Is(err, fs.ErrExist) {
		return a, err
	}
	return a, readJSON(ctx, store, letter.key("number.json"), &a)
}

// Begun gives what was said of a letter that has a number. Errors: [fs.ErrNotExist].
func Begun(ctx context.Context, store storage.Store, letter Ref) (a Assigned, err error) {
	return a, readJSON(ctx, store, letter.key("number.json"), &a)
}

// Reception is a submission that was given number and day when it came in.
type Reception struct {
	Number string
	Day    casefile.Date
	Kind   string // of what was submitted
	ID     string // of the package; of what came on paper another name
}

// Receptions are the submissions of a case, by the name of each. Where some are damaged, the
// error is a [storage.DamagedError], and the others are given with it.
func Receptions(ctx context.Context, store storage.Store, id casefile.CaseID) (all []Reception, err error) {
	folder := "letters/" + string(id) + "/"
	var damaged error
	for o, err := range store.List(ctx, folder) {
		if err != nil {
			return nil, err
		}
		name, of, _ := strings.Cut(strings.TrimPrefix(o.Key, folder), "/")
		if of != "number.json" {
			continue
		}
		a, err := Begun(ctx, store, Ref{id, name})
		if storage.IsDamaged(err) {
			damaged = err
			continue
		}
		if err != nil {
			return nil, err
		}
		if a.Register == "" { // a letter has one
			all = append(all, Reception{a.Number, a.Date, a.Form, name})
		}
	}
	return all, damaged
}

// Keep notes that a letter was issued. It may be repeated.
func Keep(ctx context.Context, store storage.Store, letter Ref, r Record) error {
	err := createJSON(ctx, store, letter.key("issued.json"), r)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// Draft is a case with a letter written into it.
type Draft struct {
	*Letter
	Definition *forms.Definition
	Case       *casefile.Case
	Pointer    string // of the group that the letter is filled from
}

// NewDraft writes a letter into a copy of a case: what it quotes, what it says, its day and
// its number. The findings hold what cannot be written, by its pointer; the draft has no
// Pointer when it corrects a letter that the case does not have.
func NewDraft(d *forms.Definition, c *casefile.Case, l *Letter, number string) (*Draft, []casefile.Finding, error) {
	x := &Draft{Letter: l, Definition: d, Case: casefile.Clone(c)}
	quoted, err := d.Quote(c)
	if err != nil {
		return nil, nil, err
	}
	if x.Pointer = x.place(number); x.Pointer == "" {
		return x, nil, nil
	}
	var findings []casefile.Finding
	set := func(field, value string) {
		findings = append(findings, casefile.Set(x.Case, x.Pointer+"/"+field, value)...)
	}
	for _, field := range slices.Sorted(maps.Keys(quoted)) {
		at := strings.ReplaceAll(field, ".", "/")
		if v, err := casefile.Get(x.Case, x.Pointer+"/"+at); err != nil || v.Empty() {
			set(at, quoted[field])
		}
	}
	x.empty()
	for _, field := range slices.SortedFunc(maps.Keys(l.Values), compareFields) {
		if l.Values[field] != "" {
			set(field, l.Values[field])
		}
	}
	set(d.DateField(), string(l.Date))
	set(d.Letter.Number, number)
	return x, findings, nil
}

// empty takes out what a correction says anew: lists as a whole.
func (x *Draft) empty() {
	for field := range x.Values {
		list, index, _ := strings.Cut(field, "/")
		if _, err := strconv.Atoi(strings.Split(index+"/", "/")[0]); err == nil && x.Corrects != "" {
			_ = casefile.Set(x.Case, x.Pointer+"/"+list, nil) // the place is in every case
		} else if x.Values[field] == "" {
			_ = casefile.Set(x.Case, x.Pointer+"/"+field, nil)
		}
	}
}

// Number numbers the draft anew.
func (x *Draft) Number(number string, day casefile.Date) []casefile.Finding {
	return slices.Concat(casefile.Set(x.Case, x.Pointer+"/"+x.Definition.Letter.Number, number),
		casefile.Set(x.Case, x.Pointer+"/"+x.Definition.DateField(), string(day)))
}

// place is the pointer of the group that the letter is written into. Of a list, or of what its
// entries hold, it is that which has its number already, or that it corrects, or that the office
// has written without a number; else a new one. It is "" when there is none to correct.
func (x *Draft) place(number string) string {
	if x.At != "" {
		return x.At
	}
	list, within, many := strings.Cut(x.Definition.Subject(), "/*")
	if !many {
		if has := x.numberAt(list); x.Corrects != "" && has != x.Corrects && has != number {
			return ""
		}
		return list
	}
	var entries []string
	if v, err := casefile.Get(x.Case, list); err == nil {
		for i := range v.Len() {
			entries = append(entries, casefile.EntryPointer(list, i)+within)
		}
	}
	for _, fits := range []func(at string) bool{
		func(at string) bool { return x.numberAt(at) == number },
		func(at string) bool { return x.Corrects != "" && x.numberAt(at) == x.Corrects },
		func(at string) bool { return x.Corrects == "" && x.numberAt(at) == "" && x.begun(at) },
	} {
		if i := slices.IndexFunc(entries, fits); i >= 0 {
			return entries[i]
		}
	}
	if x.Corrects != "" {
		return ""
	}
	return casefile.EntryPointer(list, len(entries)) + within
}

// numberAt is the number that a group has.
func (x *Draft) numberAt(at string) string {
	v, err := casefile.Get(x.Case, at+"/"+x.Definition.Letter.Number)
	if err != nil {
		return ""
	}
	return v.Text()
}

// Wrote are the fields that the letter gives, the number last.
func (x *Draft) Wrote() []string {
	return append(slices.SortedFunc(maps.Keys(x.Values), compareFields), x.Definition.DateField(), x.Definition.Letter.Number)
}

// begun reports whether an entry without a number is the letter's own: the office has
// written it into the case, and the row says nothing else.
func (x *Draft) begun(at string) bool {
	for field, value := range x.Values {
		if v, err := casefile.Get(x.Case, at+"/"+field); err != nil || v.Text() != value {
			return false
		}
	}
	return true
}

// compareFields orders fields so that entries of a list come by their numbers.
func compareFields(a, b string) int {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	return slices.CompareFunc(as, bs, func(a, b string) int {
		n, errA := strconv.Atoi(a)
		m, errB := strconv.Atoi(b)
		if errA == nil && errB == nil {
			return n - m
		}
		return strings.Compare(a, b)
	})
}
