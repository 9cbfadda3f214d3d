package vet

import (
	"slices"
	"strings"
)

// namedTypes are those that we name: not the system's, which differ from one to the next.
// The first extension of a type is the usual one. A loose type is told from others by its
// name alone, so that its files may have any extension. An extension is that of the first
// type that has it.
var namedTypes = [...]struct {
	name       string
	extensions string
	loose      bool
}{
	{pdfType, ".pdf", false},
	{xlsxType, ".xlsx", false},
	{docxType, ".docx", false},
	{pptxType, ".pptx", false},
	{xlsType, ".xls .xlt", false},
	{docType, ".doc .dot", false},
	{msgType, ".msg", false},
	{pptType, ".ppt .pps .pot", false},
	{"application/vnd.ms-word.document.macroEnabled.12", ".docm", false},
	{"application/vnd.ms-excel.sheet.macroEnabled.12", ".xlsm", false},
	{"application/vnd.ms-powerpoint.presentation.macroEnabled.12", ".pptm", false},
	{"application/vnd.oasis.opendocument.text", ".odt", false},
	{"application/vnd.oasis.opendocument.spreadsheet", ".ods", false},
	{"application/vnd.oasis.opendocument.presentation", ".odp", false},
	{rtfType, ".rtf .doc", false},
	{zipType, ".zip", false},
	{"image/png", ".png", false},
	{"image/jpeg", ".jpg .jpeg .jpe", false},
	{"image/gif", ".gif", false},
	{"image/tiff", ".tif .tiff", false},
	{"image/webp", ".webp", false},
	{"image/bmp", ".bmp", false},
	{emfType, ".emf", false},
	{"text/html", ".html .htm", false},
	{"application/xml", ".xml", false},
	{"image/svg+xml", ".svg .xml", false},
	{"text/csv", ".csv", true},
	{"application/json", ".json", true},
	{"application/yaml", ".yaml .yml", true},
	{"message/rfc822", ".eml", true},
	{"multipart/related", ".mht .mhtml", true},
	{textType, ".txt .csv .tsv .json .yaml .yml .md .eml .log .text .ini .tex .mht .xml .html .htm .svg", false},
}

// MediaType is that of files with an extension: ".pdf". Of others nothing is known but
// that they have bytes.
func MediaType(extension string) string {
	for _, t := range namedTypes {
		if slices.Contains(strings.Fields(t.extensions), extension) {
			return t.name
		}
	}
	return unknown
}

// Extension is the usual one of files of a media type; "" if we do not name the type.
func Extension(mediaType string) string {
	for _, t := range namedTypes {
		if t.name == mediaType {
			return strings.Fields(t.extensions)[0]
		}
	}
	return ""
}

// fits reports whether a file of the type may have the extension. Types that we do not
// name may have any.
func fits(mediaType, extension string) bool {
	for _, t := range namedTypes {
		if t.name == mediaType {
			return t.loose || slices.Contains(strings.Fields(t.extensions), extension)
		}
	}
	return true
}

// claimed reports whether an extension says that a file is of some type.
func claimed(extension string) bool {
	for _, t := range namedTypes {
		if !t.loose && slices.Contains(strings.Fields(t.extensions), extension) {
			return true
		}
	}
	return false
}
