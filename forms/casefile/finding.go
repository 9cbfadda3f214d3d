package casefile

// Severity says what a finding means for a package.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the package may not be handed over
	Warning Severity = "warning" // handed over, with the finding in the report
	Note    Severity = "note"    // nothing stands in the way: how something was understood, or what is late but still owed
)

// Finding is one thing that a check has to say about a case. It is a result, not an
// error: all findings are reported at once. Its words are those of the rule that it comes
// from; those of the program's own findings stand in locales under "finding.<ID>" (what was
// found and what is demanded) and "repair.<ID>" (how to mend it). Args and Terms fill them
// in, so that a finding reads the same in Japanese and English.
type Finding struct {
	ID       string            // as printed: "case:unknown-key", "liu:8.2"
	Rule     string            // lasting name of the rule: "application-date"; "" when it comes from none
	Severity Severity          //
	File     string            // file the finding is about, as the user named it
	Sheet    string            // of a workbook: then line and column are those of a cell; "" of any other file
	Line     int               // 1-based; 0 when the finding is about no single place
	Column   int               // 1-based, in characters; 0 as above
	Pointer  string            // JSON Pointer (RFC 6901) into the case
	Field    Words             // what the value is called
	Clause   string            // clause that demands it: "8.2"; "" for the file's form
	Forms    []string          // ids of the forms that show the value
	Boxes    []Box             // where the value stands on them; none unless it was asked
	Args     map[string]string // values for the words: found, demanded, near …
	Terms    map[string]Words  // values that each language has its own word for: label, title …
	Message  Words             // of the rule: what was found and what is demanded
	Repair   Words             // of the rule: how to mend it
}

// Box is a place on the paper of a form, in points from the upper left corner of a page.
type Box struct {
	Form   string  `json:"form"` // name of the filled form: "2-4", "2-8.2"
	Page   int     `json:"page"` // from 1
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}
