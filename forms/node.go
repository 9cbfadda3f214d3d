package forms

// kind is what a value is in the source.
type kind string

// The kinds; locales has their words under "kind.<name>".
const (
	kindAbsent kind = "absent" // nothing, null or ~
	kindText   kind = "text"   // also numbers and dates: they are taken as they are written
	kindBool   kind = "bool"   // true or false
	kindList   kind = "list"   // entries
	kindGroup  kind = "group"  // keys with values
	kindTagged kind = "tagged" // a value with a YAML tag of its own
)

// node is one value of the source, whether YAML, JSON or a table.
type node struct {
	kind     kind
	text     string
	children []member
	place
}

// member is one key of a group with its value, or one entry of a list.
type member struct {
	key   string
	at    place // of the key
	value node
}

// place is where something begins: line and column, 1-based, in characters.
type place struct{ line, column int32 }

// maxDepth bounds how deep lists and groups may be nested.
const maxDepth = 64

// measure is how large and how deep a node is with every alias written out.
type measure struct{ weight, height int }

// maxWeight bounds a case with every alias written out. Any file of MaxCaseSize with
// fewer than a million values stays below it, if it has no alias.
const maxWeight = 2 * MaxCaseSize

// weightOf is the weight of one value: its text and what it costs to hold it.
func weightOf(text string) int { return 16 + len(text) }

// hold adds a child to m.
func (m *measure) hold(child measure) {
	m.weight = min(m.weight+child.weight, maxWeight+1)
	m.height = max(m.height, child.height+1)
}

// child gives the value under a key or list index.
func (n *node) child(token string, index int) *node {
	if n.kind == kindList {
		if index < 0 || index >= len(n.children) {
			return nil
		}
		return &n.children[index].value
	}
	for i := range n.children {
		if n.children[i].key == token {
			return &n.children[i].value
		}
	}
	return nil
}
