package audit

import (
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"
)

// Entry is one thing that somebody did, or tried to. Its strings may come from a stranger:
// in the log they are text, cut to a length, without a character that acts on a terminal.
// None of them is a place for a secret or for what a case says.
type Entry struct {
	Time      time.Time // when it was asked; the time of [Log.Append] if it is zero
	Actor     string    // id of a person or token; "" if unknown
	Tenant    string    // to whom the object belongs; "" for the installation's own
	Action    string    // an object and a verb, such as "case:read"
	Object    string    // its id
	Outcome   Outcome
	Address   string // of the client
	RequestID string
}

// Outcome is how it ended.
type Outcome string

const (
	Done    Outcome = "done"
	Refused Outcome = "refused" // not allowed, or not found
	Failed  Outcome = "failed"  // the request or the service had a fault
)

// longest is how many bytes of a string an entry keeps.
const longest = 512

// timeFormat sorts as text.
const timeFormat = "2006-01-02T15:04:05.000000Z"

// appendEntry adds the members of an entry's object behind those of its place in the chain.
func appendEntry(b []byte, e Entry, salt string) []byte {
	b = e.Time.UTC().AppendFormat(append(b, `"time":"`...), timeFormat)
	b = append(b, '"')
	for _, m := range [...]struct{ name, value string }{{"actor", e.Actor}, {"tenant", e.Tenant}, {"action", e.Action}, {"object", e.Object},
		{"outcome", string(e.Outcome)}, {"address", e.Address}, {"request", e.RequestID}, {"salt", salt}} {
		if m.value != "" {
			b = append(append(append(b, `,"`...), m.name...), `":`...)
			b = appendText(b, m.value)
		}
	}
	return b
}

// appendText adds a string as JSON. What is no letter, mark, digit, sign or space of one
// line is escaped: control and format characters of all kinds, and those of no meaning.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	s = cut(s)
	for i, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == utf8.RuneError || !unicode.IsGraphic(r):
			b = appendEscape(b, r)
		default:
			b = append(b, s[i:i+utf8.RuneLen(r)]...)
		}
	}
	return append(b, '"')
}

// cut is the start of a string that is too long, with a mark.
func cut(s string) string {
	if len(s) <= longest {
		return s
	}
	end := longest
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

func appendEscape(b []byte, r rune) []byte {
	if r > 0xffff {
		r -= 0x10000
		return appendEscape(appendEscape(b, 0xd800+r>>10), 0xdc00+r&0x3ff)
	}
	hex := strconv.FormatInt(int64(r), 16)
	return append(append(b, `\u0000`[:6-len(hex)]...), hex...)
}
