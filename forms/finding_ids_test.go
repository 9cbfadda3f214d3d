package forms

import (
	"slices"

	"yoshiki/forms/casefile"
)

// found gives the ids of the findings, sorted, each once.
func foundIDs(findings []casefile.Finding) []string {
	var found []string
	for _, f := range findings {
		found = append(found, f.ID)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
