package manifest

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// versions are those of BagIt that are read: the drafts and RFC 8493.
var versions = []string{"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"}

var (
	strictDeclaration = regexp.MustCompile(`(?i)^BagIt-Version: \S+(\r\n|\r|\n)Tag-File-Character-Encoding: \S+(\r\n|\r|\n)?$`)
	versionLine       = regexp.MustCompile(`(?im)^bagit-version[ \t]*:[ \t]*([^\r\n]*?)[ \t]*(\r|\n|$)`)
	encodingLine      = regexp.MustCompile(`(?im)^[ \t]*tag-file-character-encoding[ \t]*:[ \t]*([^\r\n]*?)[ \t]*(\r|\n|$)`)
)

// bagit is what bagit.txt says.
type bagit struct {
	version, encoding string // "" if it does not say so
	strict            bool   // it does so in the two lines of RFC 8493, letters of either case
}

func parseDeclaration(text string) bagit {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	d := bagit{strict: strictDeclaration.MatchString(text)}
	if m := versionLine.FindStringSubmatch(text); m != nil {
		d.version = m[1]
	}
	if m := encodingLine.FindStringSubmatch(text); m != nil {
		d.encoding = m[1]
	}
	return d
}

// declare reads bagit.txt and reports what is wrong with it. Where it says nothing that
// can be understood, RFC 8493 and UTF-8 are taken.
func (f *foreign) declare(ctx context.Context) {
	f.version, f.encoding = "1.0", encodingOf("UTF-8")
	if _, ok := f.files[Declaration]; !ok {
		f.fault("declaration-missing", Declaration)
		return
	}
	data, ok := f.bytes(ctx, Declaration)
	if !ok {
		return
	}
	text, ok := decode(f.encoding, data)
	if !ok {
		f.fault("encoding-bytes", Declaration)
	}
	if strings.HasPrefix(text, mark) {
		f.fault("declaration-bom", Declaration)
	}
	d := parseDeclaration(strings.TrimPrefix(text, mark))
	if slices.Contains(versions, d.version) {
		f.version = d.version
	} else {
		f.fault("declaration-version", Declaration, d.version)
	}
	f.declareEncoding(d.encoding)
	if !d.strict && d.version != "" && d.encoding != "" {
		f.fault(f.either("declaration-form", "declaration-loose"), Declaration)
	}
}

func (f *foreign) declareEncoding(name string) {
	if name == "" {
		f.fault("declaration-encoding", Declaration)
		return
	}
	e := encodingOf(name)
	switch {
	case e == nil:
		f.fault("encoding-unknown", Declaration, name)
		return
	case e != f.encoding:
		f.fault("encoding-other", Declaration, name)
	}
	f.encoding = e
}
