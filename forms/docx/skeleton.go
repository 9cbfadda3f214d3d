package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io/fs"
	"path"
	"strings"
)

const bodyPart = "word/document.xml"

// skeletonParts maps the parts of every file, in the order of the archive, to the files
// of the folder base. The body is empty here: each document brings its own.
var skeletonParts = []struct{ part, file string }{
	{"[Content_Types].xml", "content-types.xml"},
	{"_rels/.rels", "package-rels.xml"},
	{"docProps/app.xml", "app.xml"},
	{bodyPart, ""},
	{"word/_rels/document.xml.rels", "document-rels.xml"},
	{"word/styles.xml", "styles.xml"},
	{"word/settings.xml", "settings.xml"},
	{"word/fontTable.xml", "fonts.xml"},
}

// The styles that the renderer names. The style sheet says what they look like.
const (
	styleNormal      = "Normal"
	styleTitle       = "Title"
	styleHeading1    = "Heading1"
	styleHeading2    = "Heading2"
	styleJustified   = "BodyText"
	styleRight       = "Flush"
	styleCentre      = "Centred"
	styleItem        = "Item"
	styleSender      = "Sender"
	styleSmall       = "Small"
	styleFormNumber  = "FormNumber"
	styleCaption     = "Caption"
	styleCell        = "TableText"
	styleLabel       = "Label"
	styleNarrowCell  = "NarrowText"
	styleNarrowLabel = "NarrowLabel"
	styleTableGap    = "TableGap"
	styleSectionEnd  = "SectionEnd"
	styleHeader      = "Header"
	styleDraft       = "Draft"
	styleFooter      = "Footer"
	stylePlaceholder = "PlaceholderText"
	styleSheet       = "Sheet"   // a table with rules
	styleColumns     = "Columns" // a table without
)

var styles = []string{
	styleNormal, styleTitle, styleHeading1, styleHeading2, styleJustified, styleRight, styleCentre,
	styleItem, styleSender, styleSmall, styleFormNumber, styleCaption, styleCell, styleLabel,
	styleNarrowCell, styleNarrowLabel,
	styleTableGap, styleSectionEnd, styleHeader, styleDraft, styleFooter, stylePlaceholder,
	styleSheet, styleColumns,
}

// assemble zips the skeleton, uncompressed because it is read again for every document.
func assemble(fsys fs.FS) ([]byte, map[string]uint32, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	sums := make(map[string]uint32, len(skeletonParts))
	for _, p := range skeletonParts {
		data, err := skeletonPart(fsys, p.file)
		if err != nil {
			return nil, nil, err
		}
		if err := add(archive, p.part, data, zip.Store); err != nil {
			return nil, nil, err
		}
		sums[p.part] = crc32.ChecksumIEEE(data)
	}
	if err := archive.Close(); err != nil {
		return nil, nil, err
	}
	return out.Bytes(), sums, nil
}

func skeletonPart(fsys fs.FS, file string) ([]byte, error) {
	if file == "" {
		return nil, nil
	}
	name := path.Join("base", file)
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	if file == "styles.xml" {
		return data, checkStyles(name, string(data))
	}
	return data, nil
}

func checkStyles(name, sheet string) error {
	for _, id := range styles {
		if !strings.Contains(sheet, `w:styleId="`+id+`"`) {
			return fmt.Errorf("%s: no style %s", name, id)
		}
	}
	return nil
}
