package storage

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// The limits of a key: every store that we know takes such keys, a directory of a
// Windows PC among them.
const (
	maxKey      = 255 // bytes
	maxSegments = 8
)

var (
	segment = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
	device  = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// CheckKey returns nil if key is legal, and an error that is [fs.ErrInvalid] if not.
//
// A key is one to eight segments joined by "/", at most 255 bytes. A segment is one to 64
// of the ASCII letters, digits, ".", "_" and "-"; it starts with a letter or digit, does
// not end with ".", and is not the name of a Windows device (CON, NUL, COM1…), with or
// without an extension. So there is no "..", no empty segment and no leading "/".
func CheckKey(key string) error {
	parts := strings.Split(key, "/")
	if len(key) > maxKey || len(parts) > maxSegments {
		return fmt.Errorf("key %.80q…: longer than %d bytes or %d segments: %w", key, maxKey, maxSegments, fs.ErrInvalid)
	}
	for _, s := range parts {
		if !segment.MatchString(s) || strings.HasSuffix(s, ".") || device.MatchString(s) {
			return fmt.Errorf("key %q: segment %q: %w", key, s, fs.ErrInvalid)
		}
	}
	return nil
}
