package manifest

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"unicode"
)

// Vetting is the file that tells what vetting found in the user's files, by their paths.
const Vetting = "meta/vetting.json"

// generated compares what the program has written of itself, and what nobody would miss: a
// bag that is not signed can be sealed anew, with the same id, around another VERIFY.txt.
func (v *verifier) generated(ctx context.Context) {
	m := v.report.Manifest
	if m == nil {
		return
	}
	if data, ok := v.tags[HowTo]; ok && !bytes.Equal(data, m.howTo()) {
		v.fault("bag-howto", HowTo)
	}
	vetted := v.vetted(ctx)
	for _, f := range m.Files {
		if f.Role == Attachment && !vetted[f.Path] {
			v.fault("bag-unvetted", f.Path)
		}
		if misleading(f.OriginalName) {
			v.fault("bag-name", f.Path, f.OriginalName)
		}
	}
}

// vetted are the papers that meta/vetting.json tells of; none if there is no such file.
func (v *verifier) vetted(ctx context.Context) map[string]bool {
	data, _, ok := v.read(ctx, Vetting, "sha256")
	if !ok {
		return nil // a package with attachments has one
	}
	var said struct{ Files []struct{ Path string } }
	all := map[string]bool{}
	if json.Unmarshal(data, &said) == nil {
		for _, f := range said.Files {
			all[f.Path] = true
		}
	}
	return all
}

// misleading reports whether a file name climbs out of its folder, or shows otherwise than it
// is: with control characters or those that turn the direction of writing.
func misleading(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool {
		return r == '/' || r == '\\' || unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
	}) || name == ".."
}
