package bag

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// UploadList is the file that has the SHA-256 of the others, in the form of sha256sum.
const UploadList = "SHA256SUMS.txt"

// WriteUpload writes the papers into the folder dir for who hands them in one by one: under
// names that people can read, see [UploadNames], with a list of their digests. It is as
// careful as [Bag.WriteDir].
func (b *Bag) WriteUpload(ctx context.Context, dir string) error {
	m := b.Manifest()
	names := UploadNames(m.Files)
	byPath := map[string]File{}
	for _, f := range b.files {
		byPath[f.Path] = f
	}
	var files []File
	var list bytes.Buffer
	for i, paper := range m.Files {
		f := byPath[paper.Path]
		f.Path = names[i]
		files = append(files, f)
		fmt.Fprintf(&list, "%s  %s\n", paper.SHA256, names[i])
	}
	source := Bytes(list.Bytes())
	files = append(files, File{Path: UploadList, Content: storage.ContentOf(list.Bytes()), Open: source.Open})
	return writeDir(ctx, dir, files)
}

// maxName is the longest file name, in bytes of UTF-8: what every system and portal takes.
const maxName = 200

// UploadNames gives each paper a file name: 様式2-4_登録申請書.xlsx, 8.1(4)_実施結果報告書.pdf.
// No two are the same, also where capitals do not count; none has characters that Windows
// refuses, or more than 200 bytes. The same papers have the same names.
func UploadNames(papers []manifest.File) []string {
	taken := map[string]bool{strings.ToLower(UploadList): true}
	names := make([]string, len(papers))
	for i, p := range papers {
		stem, ext := uploadStem(&p), path.Ext(p.Path)
		for n := 1; names[i] == "" || taken[strings.ToLower(names[i])]; n++ {
			tail := ext
			if n > 1 {
				tail = fmt.Sprintf("_%d%s", n, ext)
			}
			names[i] = cutName(stem, maxName-len(tail)) + tail
		}
		taken[strings.ToLower(names[i])] = true
	}
	return names
}

var numbered = regexp.MustCompile(`^[0-9]+(-[0-9]+)?$`)

// uploadStem is a name without its end: what the paper is, and its title.
func uploadStem(p *manifest.File) string {
	title, mark := p.Title, p.Clause
	if title == "" {
		title = strings.TrimSuffix(p.OriginalName, path.Ext(p.OriginalName))
	}
	switch {
	case numbered.MatchString(p.Form):
		mark = "様式" + p.Form
	case p.Role == manifest.Form, p.Role == manifest.Index:
		mark = ""
	}
	return allowed(strings.Trim(mark+"_"+title, "_"))
}

// refusedInNames are the characters that Windows refuses in a file name.
const refusedInNames = `<>:"/\|?*`

// allowed writes what no file name may have otherwise: as a hyphen, or not at all.
func allowed(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(refusedInNames, r):
			return '-'
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs), r == utf8.RuneError:
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, norm.NFC.String(name))
	if name = strings.Trim(name, " ."); name == "" || manifest.IsDevice(name) {
		name = "書類_" + name
	}
	return name
}

// cutName shortens a name to so many bytes, between characters.
func cutName(name string, most int) string {
	if len(name) <= most {
		return name
	}
	for most > 0 && !utf8.RuneStart(name[most]) {
		most--
	}
	return strings.TrimRight(name[:most], " .")
}
