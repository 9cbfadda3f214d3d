package vet_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

// controlled is a Word file with controls of these classes.
func controlled(classes ...string) []byte {
	parts := map[string]string{}
	links := ""
	for i, class := range classes {
		parts[fmt.Sprintf("word/activeX/activeX%d.xml", i)] = fmt.Sprintf(`<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="%s" ax:persistence="persistPropertyBag"/>`, class)
		links += fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/control" Target="activeX/activeX%d.xml"/>`, i, i)
	}
	parts["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + links + `</Relationships>`
	return office(parts)
}

// withClasses writes classes into the storages of a compound file, one after the other.
func withClasses(file []byte, names, classes []string) []byte {
	file = bytes.Clone(file)
	for i, name := range names {
		id, err := hex.DecodeString(classes[i])
		at := bytes.Index(file, utf16le(name+"\x00"))
		if err != nil || at < 0 {
			panic(name)
		}
		copy(file[at+80:], id)
	}
	return file
}

// TestControls tells the controls of forms from others.
func TestControls(t *testing.T) {
	const (
		box, button, text, flash = "{8BD21D40-EC42-11CE-9E0D-00AA006002F3}", "{d7053240-ce69-11cd-a777-00dd01143c57}", "8BD21D10-EC42-11CE-9E0D-00AA006002F3", "{D27CDB6E-AE6D-11CF-96B8-444553540000}"
		boxBytes, flashBytes     = "401dd28b42ecce119e0d00aa006002f3", "6edb7cd26daecf1196b8444553540000"
	)
	control, active := []vet.Class{vet.OfficeControl}, []vet.Class{vet.OfficeActiveX}
	file := compoundFile("Root2", "contents")
	for name, c := range map[string]struct {
		want []vet.Class
		data []byte
	}{
		"check box":           {control, controlled(box)},
		"button":              {control, controlled(button)},
		"text":                {control, controlled(text, box)},
		"film":                {active, controlled(flash)},
		"film among boxes":    {[]vet.Class{vet.OfficeActiveX, vet.OfficeControl}, controlled(box, flash)},
		"frame":               {active, controlled("{6E182020-F460-11CE-9BCD-00AA00608E01}")},
		"browser":             {active, controlled("{8856F961-340A-11D0-A96B-00C04FD705A2}")},
		"no class":            {active, controlled("")},
		"stored box":          {control, withClasses(file, []string{"Root2"}, []string{boxBytes})},
		"stored film":         {active, withClasses(file, []string{"Root2"}, []string{flashBytes})},
		"stored, unknown":     {active, file},
		"stored box and film": {active, withClasses(compoundFile("Root2", "Root3", "contents"), []string{"Root2", "Root3"}, []string{boxBytes, flashBytes})},
		"of Excel":            {control, compoundOf([][]byte{unhexed(boxBytes)}, "Ctls")},
		"of Excel, film":      {active, compoundOf([][]byte{unhexed(flashBytes)}, "Ctls")},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, classes(look(c.data, "a"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func unhexed(s string) []byte {
	b, _ := hex.DecodeString(s) // of a test
	return b
}

// TestClips holds that pictures and clips that are embedded without a name are no programs.
func TestClips(t *testing.T) {
	embedded := []vet.Class{vet.OfficeEmbedding}
	for data, want := range map[string][]vet.Class{
		"RIFF\x24\x00\x00\x00WAVEfmt ":         embedded,
		"RIFF\x24\x00\x00\x00AVI LIST":         embedded,
		"RIFF\x24\x00\x00\x00RMIDdata":         embedded,
		"MThd\x00\x00\x00\x06\x00\x01\x00\x01": embedded,
		"RIFF\x24\x00\x00\x00XXXX":             {vet.OfficeProgram},
		"MZ\x00\x00":                           {vet.OfficeProgram},
	} {
		file := compoundOf([][]byte{append(le.AppendUint32(nil, uint32(len(data))), data...)}, "\x01Ole10Native")
		if diff := cmp.Diff(want, classes(look(file, "a"))); diff != "" {
			t.Errorf("%q: %s", data, diff)
		}
	}
}

// TestOutlook holds what is found in a message of Outlook.
func TestOutlook(t *testing.T) {
	for name, c := range map[string]struct {
		want []vet.Class
		data []byte
	}{
		"text":    {nil, compoundOf([][]byte{[]byte("text")}, "__substg1.0_1000001E")},
		"program": {[]vet.Class{vet.FileExecutable, vet.OfficeEmbedding}, compoundOf([][]byte{[]byte("MZ\x00\x01")}, "__substg1.0_37010102")},
		"name":    {[]vet.Class{vet.FileExecutable}, compoundOf([][]byte{utf16le("a.js")}, "__substg1.0_3707001F")},
		"old":     {[]vet.Class{vet.FileExecutable}, compoundOf([][]byte{[]byte("a.js")}, "__substg1.0_3704001E")},
		"end":     {[]vet.Class{vet.FileExecutable}, compoundOf([][]byte{utf16le(".vbs")}, "__substg1.0_3703001F")},
		"page":    {[]vet.Class{vet.FileMarkup}, compoundOf([][]byte{[]byte("x <script>1</script>")}, "__substg1.0_10130102")},
		"papers":  {[]vet.Class{vet.OfficeEmbedding}, compoundOf([][]byte{honestPDF(), utf16le("a.pdf")}, "__substg1.0_37010102", "__substg1.0_3707001F")},
	} {
		t.Run(name, func(t *testing.T) {
			want := slices.Sorted(slices.Values(append([]vet.Class{vet.OfficeLegacy}, c.want...)))
			if diff := cmp.Diff(want, classes(look(c.data, "a.msg"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLinkedObjects holds what an object says that it is linked to.
func TestLinkedObjects(t *testing.T) {
	moniker := func(class string, rest []byte) []byte {
		b := append(unhexed(class), rest...)
		b = append(le.AppendUint32(nil, uint32(len(b)+4)), b...)
		return append(unhexed("010000020900000001000000000000000000000000000000"), b...)
	}
	file := func(name string) []byte {
		return append(append([]byte{0, 0}, le.AppendUint32(nil, uint32(len(name)+1))...), name+"\x00"...)
	}
	const fileClass, addressClass, compositeClass = "0303000000000000c000000000000046", "e0c9ea79f9bace118c8200aa004ba90b", "0903000000000000c000000000000046"
	for name, c := range map[string]struct {
		want vet.Class
		data []byte
	}{
		"file":    {vet.OfficeLink, moniker(fileClass, file(`C:\a.xls`))},
		"share":   {vet.OfficeRemote, moniker(fileClass, file(`\\server\share\a.xls`))},
		"address": {vet.OfficeRemote, moniker(addressClass, utf16le("https://example.invalid/a.hta"))},
		"parts":   {vet.OfficeLink, moniker(compositeClass, append([]byte{2, 0, 0, 0}, append(unhexed(fileClass), file(`C:\a.xls`)...)...))},
		"script":  {vet.OfficeRemote, moniker("06290bd348aacf118cf800aa006c52ac", nil)},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff([]vet.Class{c.want}, classes(look(compoundOf([][]byte{c.data}, "\x01Ole"), "a"))); diff != "" {
				t.Error(diff)
			}
		})
	}
	if v := look(compoundOf([][]byte{unhexed("010000020000000000000000000000000000000000000000")}, "\x01Ole", "Workbook"), "a.xls"); has(v, vet.OfficeLink) || has(v, vet.OfficeRemote) {
		t.Error(v)
	}
}
