package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/danielgtaylor/huma/v2"
)

// maxDepth is how deep a body of JSON may be nested.
const maxDepth = 64

// What is at fault with JSON; its words are in locales.
const (
	behind   = "something stands behind the value"
	tooDeep  = "nested deeper than %d"
	keyTwice = "the key %q stands twice"
)

// formats are those of bodies.
var formats = map[string]huma.Format{"application/json": {Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}, "json": {Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}}

// unmarshal reads JSON in which no key stands twice and nothing is nested too deep.
func unmarshal(data []byte, v any) error {
	if err := strict(data); err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// strict asks of JSON what encoding/json lets pass.
func strict(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := value(d, 0); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New(behind)
	}
	return nil
}

func value(d *json.Decoder, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf(tooDeep, maxDepth)
	}
	t, err := d.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		for d.More() {
			if err := value(d, depth+1); err != nil {
				return err
			}
		}
	case json.Delim('{'):
		if err := members(d, depth); err != nil {
			return err
		}
	default:
		return nil
	}
	_, err = d.Token()
	return err
}

func members(d *json.Decoder, depth int) error {
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		if seen[key] {
			return fmt.Errorf(keyTwice, key)
		}
		seen[key] = true
		if err := value(d, depth+1); err != nil {
			return err
		}
	}
	return nil
}
