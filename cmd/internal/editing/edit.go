package editing

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/edit"
)

// Edit is one change of a case: a value set, an entry put in, taken out or moved.
type Edit struct {
	Do      string // set, insert, remove or move
	Pointer string
	Value   any // of set and insert, as JSON has it: a text, a list, a group; nil for nothing
	To      int // of move
}

// EditCase makes changes in the text of a case, one after the other, and gives the case with
// them. All else in the text stays, its comments as well. Errors: [Refused], with what stands
// in the way of an edit; then none was made.
func EditCase(a *app.App, c *app.Case, edits []Edit) (*app.Case, error) {
	changed, err := made(c, edits)
	if err != nil {
		return nil, err
	}
	return become(a, c, changed)
}

// EditStored makes changes in a case that a store has, which keeps its values alone, as EditCase
// does. Where only texts are others it does not read the whole again.
func EditStored(a *app.App, c *app.Case, edits []Edit) (*app.Case, error) {
	changed, err := made(c, edits)
	if err != nil {
		return nil, err
	}
	if again := a.RetypedCase(c, changed); again != nil {
		return again, nil
	}
	return become(a, c, changed)
}

// made are the values of a case with changes.
func made(c *app.Case, edits []Edit) (*casefile.Case, error) {
	file, err := c.Sound()
	if err != nil {
		return nil, err
	}
	changed := casefile.Clone(file.Case)
	for _, e := range edits {
		if found := e.make(changed); casefile.Failed(found) {
			return nil, &app.Refused{Findings: found}
		}
	}
	return changed, nil
}

// become is a case whose text has other values.
func become(a *app.App, c *app.Case, changed *casefile.Case) (*app.Case, error) {
	text, found := edit.Open(a.Reader(), c.Name, c.Text(), c.Beside())
	if text == nil {
		return nil, &app.Refused{Findings: found}
	}
	if found := text.Become(changed); casefile.Failed(found) {
		return nil, &app.Refused{Findings: found}
	}
	edited := a.Decoded(c.Name, text.Bytes(), c.Folder)
	edited.Stored = c.Stored
	return edited, nil
}

func (e *Edit) make(c *casefile.Case) []casefile.Finding {
	switch e.Do {
	case "remove":
		return casefile.Remove(c, e.Pointer)
	case "move":
		return casefile.Move(c, e.Pointer, e.To)
	case "insert":
		return insert(c, e.Pointer, e.Value)
	}
	return set(c, e.Pointer, e.Value)
}

// set writes a value, of a list or group each text in it.
func set(c *casefile.Case, pointer string, value any) []casefile.Finding {
	switch v := value.(type) {
	case map[string]any:
		found := casefile.Set(c, pointer, nil)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			found = append(found, set(c, pointer+"/"+casefile.EscapeToken(key), v[key])...)
		}
		return found
	case []any:
		found := casefile.Set(c, pointer, nil)
		for i, entry := range v {
			found = append(found, set(c, pointer+"/"+strconv.Itoa(i), entry)...)
		}
		return found
	case json.Number:
		return casefile.Set(c, pointer, v.String())
	case bool:
		return casefile.Set(c, pointer, strconv.FormatBool(v))
	}
	return casefile.Set(c, pointer, value)
}

// insert writes a new entry behind the last, and moves it to its place.
func insert(c *casefile.Case, pointer string, value any) []casefile.Finding {
	list, index, ok := casefile.SplitEntry(pointer)
	at, err := casefile.Get(c, list)
	if !ok || err != nil || at.Model == nil || at.Model.Kind != casefile.KindList || index > at.Len() {
		return casefile.Insert(c, pointer, value) // which says what is wrong
	}
	last := at.Len()
	if index < 0 {
		index = last
	}
	found := set(c, casefile.EntryPointer(list, last), value)
	if casefile.Failed(found) || index == last {
		return found
	}
	return append(found, casefile.Move(c, casefile.EntryPointer(list, last), index)...)
}
