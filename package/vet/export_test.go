package vet

import (
	"maps"
	"slices"
)

// Classes are all classes, sorted.
func Classes() []Class { return slices.Sorted(maps.Keys(policies)) }
