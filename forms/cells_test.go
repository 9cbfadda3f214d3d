package forms

import (
	"io/fs"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// TestCellsHaveNoneEmpty asks of every clause of every text: is anything asked of anybody, unless
// it only defines; does a rule look at what is asked, or is there a reason why none does; and
// does no rule ask what the clause does not.
func TestCellsHaveNoneEmpty(t *testing.T) {
	for _, program := range []casefile.Program{"ismap-liu", "ismap"} {
		for _, day := range days(string(program), []fs.FS{templates.FS}) {
			c := catalogIn(t, program, day)
			rows, err := c.Matrix()
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				cells, err := c.Cells(row)
				if err != nil || len(cells) != len(Asked)*len(Asks) {
					t.Fatalf("%s %s %s: %d cells: %v", program, day, row.Number, len(cells), err)
				}
				for _, x := range cells {
					if fault := row.cellFault(x); fault != "" {
						t.Errorf("%s %s: clause %s (%s), %s %s: %s %v", program, day, row.Number, row.En, x.Who, x.What, fault, x.Rules)
					}
				}
			}
		}
	}
}

func (r *ClauseRow) cellFault(x Cell) string {
	says, asked := r.Asks[x.Who][x.What]
	switch {
	case (len(r.Asks) == 0) != (r.Not == "definition"):
		return "asks nothing of anybody, or defines and asks"
	case !asked && len(x.Rules) > 0:
		return "not asked by the clause, but by rules"
	case asked && len(x.Rules) == 0 && x.Reason == "":
		return "asked, and neither rule nor reason"
	case x.Reason != "" && len(x.Rules) > 0:
		return "a reason why nothing looks, and rules that do"
	case x.Reason == "hand" && r.Hand.Ja == "":
		return "a person looks, but not said at what"
	case asked && says == "":
		return "asked without a word"
	}
	return ""
}
