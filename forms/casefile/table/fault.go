package table

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Fault says why a file cannot be read, or what of it was left out. The key names its
// words in the locales; Args are what they have to fill in.
type Fault struct {
	Key   string
	Place Place
	Args  map[string]string
}

// The keys of faults.
const (
	TooLarge     = "table:size"     // the file; found, limit in bytes
	TooMuch      = "table:unzipped" // what it unzips to; limit in bytes
	TooDense     = "table:ratio"    // packed tighter than a table ever is; limit
	TooDeep      = "table:depth"    // XML; limit
	TooManyOf    = "table:many"     // what ("sheets", "rows", "columns", "cells"), limit
	TooLong      = "table:long"     // the text of a cell; limit in characters
	NeedPassword = "table:password" // encrypted
	OtherKind    = "table:kind"     // not a table; kind: see the words tablekind
	Damaged      = "table:damaged"  // not whole; part
	HasDoctype   = "table:doctype"  // declares a document type; part
	BadEncoding  = "table:encoding" // CSV in no encoding that is known
	BadQuote     = "table:quote"    // CSV with a quote in the wrong place
	NoSheets     = "table:empty"    // nothing in it
	HasMacros    = "table:macros"   // a remark: macros were not looked at
)

// Error is for developers; people read the words of the key.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Key)
	if place := f.Place.String(); place != "" {
		b.WriteString(" at " + place)
	}
	for _, name := range slices.Sorted(maps.Keys(f.Args)) {
		fmt.Fprintf(&b, " %s=%s", name, f.Args[name])
	}
	return b.String()
}

// fault makes a Fault; args are names and values in turn.
func fault(key string, at Place, args ...string) *Fault {
	f := &Fault{Key: key, Place: at}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}
