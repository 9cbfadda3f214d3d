package vet_test

import (
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

// TestForms holds what is found in XFA forms.
func TestForms(t *testing.T) {
	const dynamic = `<xdp:xdp xmlns:xdp="x"><template><field><event><script contentType="%s">1</script></event></field></template></xdp:xdp>`
	one := func(text string) []byte {
		return with("<< /XFA 5 0 R >>", flat("", text))
	}
	hostile, honest := []vet.Class{vet.PDFJavaScript, vet.PDFXFA}, []vet.Class{vet.PDFXFA}
	code := fmt.Sprintf(dynamic, "application/x-javascript")
	for name, c := range map[string]struct {
		want []vet.Class
		data []byte
	}{
		"one stream":      {hostile, one(code)},
		"other type":      {hostile, one(fmt.Sprintf(dynamic, "text/ECMAScript"))},
		"reference":       {hostile, one(fmt.Sprintf(dynamic, "application/x-java&#115;cript"))},
		"prefix":          {hostile, one(`<t:template xmlns:t="t"><t:script name='a' contentType='application/x-javascript'/></t:template>`)},
		"not well-formed": {hostile, one(`<template><script contentType="application/x-javascript">`)},
		"wide":            {hostile, one("\xff\xfe" + string(utf16le(code)))},
		"list":            {hostile, with("<< /XFA [(template) 5 0 R (datasets) 6 0 R] >>", flat("", code), flat("", "<data/>"))},
		"list elsewhere":  {hostile, with("<< /XFA 5 0 R >>", "[(template) 6 0 R]", flat("", code))},
		"list packed":     {hostile, with("<< /XFA 20 0 R >>", packedObjects("[(template) 6 0 R]"), flat("", code))},
		"form packed":     {hostile, with(packedObjects("<< /XFA [(template) 5 0 R] >>"), flat("", code))},
		"not deflated":    {hostile, with("<< /XFA 5 0 R >>", fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(code), code))},
		"two filters":     {hostile, with("<< /XFA 5 0 R >>", streamOf("[/AHx]", "", hex.EncodeToString([]byte(code))))},
		"sends":           {[]vet.Class{vet.PDFSubmit, vet.PDFXFA}, one(`<template><submit target="https://example.invalid"/></template>`)},
		"service":         {[]vet.Class{vet.PDFSubmit, vet.PDFXFA}, one(`<connectionSet><wsdlConnection name="a"/></connectionSet>`)},
		"calculation":     {honest, one(fmt.Sprintf(dynamic, "application/x-formcalc"))},
		"no type":         {honest, one(`<template><script>sum(a)</script><submit/></template>`)},
		"nowhere":         {honest, with("<< /XFA 99 0 R >>")},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, classes(look(c.data, "a.pdf"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEmbeddedNames holds that an embedded file is known for a program by its name.
func TestEmbeddedNames(t *testing.T) {
	spec := func(names string) []byte {
		return with("<< /Type /Filespec "+names+" /EF << /F 5 0 R >> >>", flat("/Type /EmbeddedFile", "text"))
	}
	program := []vet.Class{vet.FileExecutable, vet.PDFEmbedded}
	for names, want := range map[string][]vet.Class{
		"/F (a.exe)":                               program,
		"/F (a.txt) /UF (a.js)":                    program,
		"/UF <FEFF0061002E006A0073>":               program,
		"/UF (\\376\\377\\000a\\000.\\000j\\000s)": program,
		"/F <612E766273>":                          program,
		"/Unix (a.sh)":                             program,
		"/DOS (A.COM)":                             program,
		"/F (c/d/a.bat)":                           program,
		"/F (a.scr.)":                              program,
		"/F (a.settingcontent-ms)":                 program,
		"/F (a.iso)":                               {vet.ArchiveKind, vet.PDFEmbedded},
		"/F (a.one)":                               {vet.FileKind, vet.PDFEmbedded},
		"/F (a.pdf) /UF (a.exe.pdf)":               {vet.PDFEmbedded},
		"/F (a)":                                   {vet.PDFEmbedded},
	} {
		if diff := cmp.Diff(want, classes(look(spec(names), "a.pdf"))); diff != "" {
			t.Errorf("%s: %s", names, diff)
		}
	}
}

// TestEmptyPDFParts holds that what is empty, or leads to nothing, is no fault.
func TestEmptyPDFParts(t *testing.T) {
	embedded := []vet.Class{vet.PDFEmbedded}
	for name, c := range map[string]struct {
		want []vet.Class
		data []byte
	}{
		"empty attachment":              {embedded, with(flat("/Type /EmbeddedFile", ""))},
		"empty in LZW":                  {embedded, with(streamOf("/LZW", "/Type /EmbeddedFile", lzw("")))},
		"empty in hexadecimal":          {embedded, with(streamOf("/AHx", "/Type /EmbeddedFile", ">"))},
		"empty in base 85":              {embedded, with(streamOf("/A85", "/Type /EmbeddedFile", "~>"))},
		"empty in runs":                 {embedded, with(streamOf("/RL", "/Type /EmbeddedFile", "\x80"))},
		"empty in two":                  {embedded, with(streamOf("[/AHx /Fl]", "/Type /EmbeddedFile", hex.EncodeToString(zlibbed(nil))))},
		"empty, with a predictor":       {embedded, with(flat("/Type /EmbeddedFile /DecodeParms << /Predictor 12 >>", ""))},
		"damaged attachment":            {[]vet.Class{vet.PDFDamaged, vet.PDFEmbedded}, with(streamOf("/Fl", "/Type /EmbeddedFile", "\xff\xff\xff\xff"))},
		"scripts nowhere":               {nil, in("/Names << /JavaScript 99 0 R >>")},
		"scripts whose list is nowhere": {nil, in("/Names << /JavaScript << /Names 99 0 R >> >>")},
		"no scripts":                    {nil, in("/Names << /JavaScript << /Names [] >> >>")},
		"no branches":                   {nil, in("/Names << /JavaScript << /Kids [] >> >>")},
		"no scripts, packed":            {nil, pdfOf("<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript 20 0 R >> >>", pages, page, packedObjects("<< /Names [] >>"))},
		"no scripts, list packed":       {nil, pdfOf("<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript 20 0 R >> >>", pages, page, packedObjects("<< /Limits [(a) (a)] >>"))},
		"no files":                      {nil, in("/Names << /EmbeddedFiles 99 0 R >>")},
		"scripts":                       {[]vet.Class{vet.PDFJavaScript}, in("/Names << /JavaScript << /Names [(a) 99 0 R] >> >>")},
		"scripts, packed":               {[]vet.Class{vet.PDFJavaScript}, pdfOf("<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript 20 0 R >> >>", pages, page, packedObjects("<< /Names 21 0 R >>", "[(a) 99 0 R]"))},
		"scripts, names 21 0 R packed":  {[]vet.Class{vet.PDFJavaScript}, pdfOf("<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names 20 0 R >> >> >>", pages, page, packedObjects("[(a) 99 0 R]"))},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, classes(look(c.data, "a.pdf"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
