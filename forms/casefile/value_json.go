package casefile

import (
	"bytes"
	"encoding/json"
)

// MarshalJSON writes the value as a case file in JSON has it: a text as a string, a list as
// an array, a group as an object with its keys in order, without what is empty. The zero
// Value is null.
func (v Value) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	err := v.writeJSON(&out)
	return out.Bytes(), err
}

func (v Value) writeJSON(out *bytes.Buffer) error {
	brackets := "{}"
	switch {
	case v.Model == nil:
		out.WriteString("null")
		return nil
	case v.Model.Kind == KindText:
		text, err := json.Marshal(v.Text())
		out.Write(text)
		return err
	case v.Model.Kind == KindList:
		brackets = "[]"
	}
	out.WriteByte(brackets[0])
	separator := ""
	for i := range v.Len() {
		child := v.Child(i)
		if v.Model.Kind == KindGroup {
			if child.Empty() {
				continue
			}
			out.WriteString(separator + `"` + v.Model.Fields[i].Key + `":`)
		} else {
			out.WriteString(separator)
		}
		separator = ","
		if err := child.writeJSON(out); err != nil {
			return err
		}
	}
	out.WriteByte(brackets[1])
	return nil
}
