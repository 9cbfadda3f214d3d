package vet

import (
	"bytes"
	"encoding/hex"
	"strings"
)

// destination looks at a control word that says what the text of its group is for, or what
// an object is.
func (f *rtfFile) destination(word string) {
	switch word {
	case "fldinst", "objdata", "template", "sn", "sv":
		f.collect(word, &strings.Builder{})
	case "fldrslt":
		into := f.group().into
		if len(f.groups) > 1 && f.groups[len(f.groups)-2].quoted {
			into = nil
		}
		f.collect(word, into)
	case "pict", "fonttbl", "stylesheet", "themedata", "datastore", "colorschememapping":
		f.group().into = nil
	case "objocx":
		f.mark(OfficeProgram, word)
	case "objemb":
		f.mark(OfficeEmbedding, word)
	case "objautlink", "objlink", "objupdate", "subdocument", "filetbl":
		f.mark(OfficeLink, word)
	case "mailmerge", "mmconnectstr", "mmdatasource":
		f.mark(OfficeConnection, word)
	}
}

// collect has the text of the group go elsewhere.
func (f *rtfFile) collect(word string, into *strings.Builder) {
	g := f.group()
	f.collected(*g)
	g.outer, g.word, g.into, g.strange = g.into, word, into, false
}

// collected looks at what a destination holds.
func (f *rtfFile) collected(g rtfGroup) {
	if g.into == nil {
		return
	}
	text := strings.TrimSpace(g.into.String())
	switch g.word {
	case "fldinst":
		f.part.instruction(text)
		if said := quoted(text); said != "" {
			f.group().quoted = true
			if g.outer != nil {
				g.outer.WriteString(said)
			}
		}
	case "objdata":
		f.object(text, g.strange)
	case "template":
		f.target(text)
	case "sn":
		f.property = text
	case "sv":
		if (f.property == "pibName" || f.property == "movie") && remote(text) {
			f.mark(OfficePicture, text)
		}
	}
}

// target looks at where a template or a linked object is.
func (f *rtfFile) target(target string) {
	if remote(target) {
		f.mark(OfficeRemote, target)
	} else if target != "" && !isNormal(target) {
		f.mark(OfficeLink, target)
	}
}

// object looks at an embedded or linked object, which is in hexadecimal (MS-OLEDS, section
// 2.2). What is written otherwise than programs write it is taken for a program.
func (f *rtfFile) object(text string, strange bool) {
	data, err := hex.DecodeString(strings.Join(strings.Fields(text), ""))
	kind, names, rest := unwrapObject(data)
	switch {
	case err != nil || strange || kind == 0:
		f.mark(OfficeProgram, "objdata")
	case kind == 1:
		f.target(names[1])
	case bytes.HasPrefix(rest[4:], []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		f.within("objdata", "", rest[4:])
	default:
		f.nativeData("objdata", rest)
	}
}

// unwrapObject takes off the header of an object: its version, its kind, 1 for a link and 2
// for an embedded one, and its class, topic and item. Behind that of an embedded one come
// the length and the data.
func unwrapObject(b []byte) (kind uint32, names [3]string, rest []byte) {
	if len(b) < 8 {
		return 0, names, nil
	}
	kind, b = le.Uint32(b[4:]), b[8:]
	for i := range names {
		if len(b) < 4 || int64(le.Uint32(b)) > int64(len(b)-4) {
			return 0, names, nil
		}
		n := int(le.Uint32(b))
		names[i], b = strings.TrimRight(string(b[4:4+n]), "\x00"), b[4+n:]
	}
	if kind == 2 && (len(b) < 4 || int64(le.Uint32(b)) > int64(len(b)-4)) || kind != 1 && kind != 2 {
		return 0, names, nil
	}
	if kind == 2 {
		b = b[:4+le.Uint32(b)]
	}
	return kind, names, b
}
