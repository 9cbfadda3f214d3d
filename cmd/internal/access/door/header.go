package door

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"
)

// header is what a token says of itself: nothing but how it was signed, and with which of the
// keys that we know.
type header struct {
	Algorithm jose.SignatureAlgorithm
	Type      string
	Key       string
}

var types = []string{"at+jwt", "application/at+jwt", "JWT"}

// plain is base64 in which each text stands for other bytes; it passes over line ends.
var plain = base64.RawURLEncoding.Strict()

// readHeader reads a token's header. Any other member (jku, jwk, x5u, x5c, crit, b64, zip …)
// would lead away from what is configured, so that none is allowed.
func readHeader(text string) (h header, err error) {
	parts := strings.Split(text, ".")
	if len(text) > tokenSize || len(parts) != 3 {
		return h, refuse("no token")
	}
	var data []byte
	for i := range parts { // each in the one right way; the header is read last
		if data, err = plain.DecodeString(parts[2-i]); err != nil || strings.ContainsAny(parts[2-i], "\r\n") {
			return h, refuse("part %d: %v", 3-i, err)
		}
	}
	all, err := members(data)
	if err != nil {
		return h, refuse("header: %s", err)
	}
	err = pick(all, map[string]any{"alg": &h.Algorithm, "typ": &h.Type, "kid": &h.Key})
	if err != nil || len(all) > 0 {
		return h, refuse("header: %v %v", err, slices.Collect(maps.Keys(all)))
	}
	if !slices.Contains(algorithms, h.Algorithm) || !slices.Contains(types, h.Type) {
		return h, refuse("algorithm %q, type %q", h.Algorithm, h.Type)
	}
	return h, nil
}

// pick takes members by their names, to the letter, out of an object.
func pick(from map[string]json.RawMessage, to map[string]any) error {
	for name, value := range to {
		data, ok := from[name]
		if !ok {
			continue
		}
		if err := json.Unmarshal(data, value); err != nil || string(data) == "null" {
			return fmt.Errorf("%q is not what it should be", name)
		}
		delete(from, name)
	}
	return nil
}

var errObject = errors.New("not one object, or a name twice")

// members are those of an object in JSON, in which no name stands twice: readers differ in
// which one counts.
func members(data []byte) (map[string]json.RawMessage, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return nil, errObject
	}
	all := map[string]json.RawMessage{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		if _, twice := all[name.(string)]; twice {
			return nil, errObject
		}
		all[name.(string)] = value
	}
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errObject
	}
	return all, nil
}
