package audit

import "fmt"

// Finding is one thing in the log that does not hold.
type Finding struct {
	Code string // a promise; its words are in locales under audit
	Key  string // of the object in the store, or the chain where no object is to blame
	Line int    // from 1; 0 for the whole object
	Args map[string]string
}

func (f Finding) String() string { return fmt.Sprintf("%s:%d: %s %v", f.Key, f.Line, f.Code, f.Args) }

// What can be found.
const (
	Foreign      = "foreign"       // an object that is no segment
	Unreadable   = "unreadable"    // an object that the store does not give
	Missing      = "missing"       // segments between two others, or before the first, are gone
	Twice        = "twice"         // there are two segments of one number, or one is out of order
	Malformed    = "malformed"     // a line that the log never writes
	Changed      = "changed"       // a line is not the one that was written
	LinesMissing = "lines-missing" // lines are gone
	LinesMoved   = "lines-moved"   // a line is repeated, inserted or out of order
	Replaced     = "replaced"      // the segment is not the one that its key names
	Misplaced    = "misplaced"     // the checkpoint is that of another segment
	UnknownKey   = "unknown-key"   // the checkpoint is signed with a key that was not given
	Forged       = "forged"        // the signature is not that of the checkpoint
	Unclosed     = "unclosed"      // the segment ends without a checkpoint
	Rebuilt      = "rebuilt"       // a segment that a checkpoint elsewhere names is not there, or another is
)

// What names a segment that is not there, in the argument "by" of [Rebuilt], besides the key
// of a segment.
const (
	ByNote   = "note"   // the heads of an earlier verification
	BySecond = "second" // the second place of the checkpoints
)
