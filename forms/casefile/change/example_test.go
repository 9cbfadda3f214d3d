package change_test

import (
	"fmt"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
)

func ExampleMerge() {
	base := &casefile.Case{}
	base.Statement.Controls = []casefile.Control{{ID: "5.1.1", Department: "情報管理部"}, {ID: "5.1.2", Department: "情報管理部"}}
	ours, theirs := casefile.Clone(base), casefile.Clone(base)
	casefile.Set(ours, "/statement/controls/0/department", "総務部")
	casefile.Insert(theirs, "/statement/controls/0", casefile.Control{ID: "5.1.0"})
	casefile.Set(theirs, "/statement/controls/1/department", "経営企画部")
	casefile.Set(theirs, "/statement/controls/2/adopted", "yes")

	m := change.Merge(base, ours, theirs)
	for _, c := range m.Theirs {
		fmt.Println(c.Kind, c.Pointer)
	}
	for _, c := range m.Conflicts {
		fmt.Println("conflict", c.Pointer, c.Ours.Text(), c.Theirs.Text())
	}
	// Output:
	// added /statement/controls/0
	// added /statement/controls/2/adopted
	// conflict /statement/controls/1/department 総務部 経営企画部
}
