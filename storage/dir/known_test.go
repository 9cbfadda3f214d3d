package dir

import (
	"fmt"
	"testing"
)

// TestKnown: what was learnt last is known, and no more than so much at once.
func TestKnown(t *testing.T) {
	var k known
	most := 0
	for i := range 3 * mostKnown {
		k.add(fmt.Sprint("before ", i%mostKnown))
		k.add(fmt.Sprint(i))
		if i%1000 != 0 {
			continue
		}
		n := 0
		k.names.Range(func(any, any) bool { n++; return true })
		most = max(most, n)
	}
	if most < mostKnown/2 || most > mostKnown {
		t.Errorf("%d names", most)
	}
	k.add("last")
	if k.add("last"); !k.has("last") || k.has("never") {
		t.Error("last is not known, or never is")
	}
}
