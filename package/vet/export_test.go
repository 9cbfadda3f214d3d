package vet

import (
	"maps"
	"slices"
)

// Classes are all classes, sorted.
func Classes() []Class { return slices.Sorted(maps.Keys(policies)) }

// AheadSize is the size from which on a part is unpacked ahead.
const AheadSize = aheadSize

// Refused are the extensions that are refused whatever the file is.
func Refused() []string { return slices.Concat(programs, containers, notebooks) }
