package audit

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// root is the folder of the log in a store; no tenant has it.
const root = "audit/"

// place is what a segment's key says.
type place struct {
	key     string
	minute  string // 2026-11-30/2335
	chain   string
	segment int
	head    head // after the segment
}

const minuteFormat = "2006-01-02/1504"

func placeOf(t time.Time, chain string, segment int, h head) string {
	return fmt.Sprintf("%s%s/%s/%09d.%s.jsonl", root, t.UTC().Format(minuteFormat), chain, segment, h)
}

var placePattern = regexp.MustCompile(`^audit/(\d{4}-\d\d-\d\d/\d{4})/([a-z0-9-]{1,64})/(\d{9})\.([A-Za-z0-9_-]{43})\.jsonl$`)

func parsePlace(key string) (place, bool) {
	m := placePattern.FindStringSubmatch(key)
	if m == nil {
		return place{}, false
	}
	p := place{key: key, minute: m[1], chain: m[2]}
	p.segment, _ = strconv.Atoi(m[3])
	var ok bool
	p.head, ok = parseHead(m[4])
	return p, ok && p.segment > 0
}

func parseHead(s string) (head, bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != len(head{}) {
		return head{}, false
	}
	return head(b), true
}

// day is the day of a key, "" if it has none.
func day(key string) string {
	d, _, _ := strings.Cut(strings.TrimPrefix(key, root), "/")
	return d
}
