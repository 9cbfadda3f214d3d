package vet_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"testing"

	"yoshiki/package/vet"
)

// TestOLEData holds that a program inside the objects of a Word 2003 file (oledata.mso) is
// found by what it is and by each of its three names.
func TestOLEData(t *testing.T) {
	const word = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">` +
		`<w:docOleData><w:binData w:name="oledata.mso">%s</w:binData></w:docOleData></w:wordDocument>`
	hostile := []vet.Class{vet.FileExecutable, vet.OfficeProgram, vet.FileKind}
	for name, object := range map[string][]byte{
		"Windows program":    native("a.txt", `C:\a.txt`, "MZ\x90\x00"),
		"Linux program":      native("a.txt", `C:\a.txt`, "\x7fELF\x02\x01\x01"),
		"macOS program":      native("a.txt", `C:\a.txt`, "\xcf\xfa\xed\xfe\x07\x00\x00\x01"),
		"shell script":       native("a.txt", `C:\a.txt`, "#!/bin/sh\nid\n"),
		"link of Windows":    native("a.txt", `C:\a.txt`, "L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"),
		"name .exe":          native("a.exe", `C:\a.txt`, "text"),
		"name .js":           native("見積書.js", `C:\a.txt`, "text"),
		"name .vbs":          native("a.vbs", `C:\a.txt`, "text"),
		"name .cmd":          native("a.CMD", `C:\a.txt`, "text"),
		"name .hta":          native("a.hta", `C:\a.txt`, "text"),
		"name .ps1":          native("a.ps1", `C:\a.txt`, "text"),
		"temporary file":     native("a.txt", `C:\Temp\a.scr`, "text"),
		"Java":               native("a.txt", `C:\a.txt`, "\xca\xfe\xba\xbe\x00\x00\x00\x34"),
		"name with a dot":    native("a.exe.", `C:\a.txt`, "text"),
		"name before blanks": native("a.pdf          .exe", `C:\a.txt`, "text"),
	} {
		data := fmt.Appendf(nil, word, base64.StdEncoding.EncodeToString(activeMime(object)))
		if got := classes(look(data, "a.doc")); !slices.ContainsFunc(got, func(c vet.Class) bool { return slices.Contains(hostile, c) }) {
			t.Errorf("%s: %v", name, got)
		}
	}
	honest := fmt.Appendf(nil, word, base64.StdEncoding.EncodeToString(activeMime(native("音声.wav", `C:\a.wav`, "RIFF\x24\x00\x00\x00WAVEfmt "))))
	if got := classes(look(honest, "a.doc")); slices.ContainsFunc(got, func(c vet.Class) bool { return slices.Contains(hostile, c) }) {
		t.Errorf("a sound: %v", got)
	}
}
