package vet_test

import (
	"bytes"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms/judge"
	"yoshiki/package/vet"
)

const script = "<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>"

func encoded85(s string) string {
	out := make([]byte, ascii85.MaxEncodedLen(len(s)))
	return string(out[:ascii85.Encode(out, []byte(s))]) + "~>"
}

// streamOf is an object stream under filters that have been applied.
func streamOf(filter, dict, data string) string {
	return fmt.Sprintf("<< %s /Filter %s /Length %d >>\nstream\n%s\nendstream", dict, filter, len(data), data)
}

// runs is data as runs of PDF's run-length filter.
func runs(s string) string {
	var b strings.Builder
	for s != "" {
		n := min(len(s), 128)
		b.WriteByte(byte(n - 1))
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String() + "\x80"
}

// predicted is data in rows of 16 bytes, each the difference from the one above.
func predicted(s string) string {
	s += strings.Repeat(" ", (16-len(s)%16)%16)
	above := strings.Repeat("\x00", 16)
	var b strings.Builder
	for ; s != ""; s = s[16:] {
		b.WriteByte(2)
		for i := range 16 {
			b.WriteByte(s[i] - above[i])
		}
		above = s[:16]
	}
	return b.String()
}

// lzw is data in codes of 9 bits, begun anew often enough for none to grow.
func lzw(s string) string {
	var bits strings.Builder
	for i := range len(s) {
		if i%200 == 0 {
			fmt.Fprintf(&bits, "%09b", 256)
		}
		fmt.Fprintf(&bits, "%09b", s[i])
	}
	fmt.Fprintf(&bits, "%09b", 257)
	all := bits.String() + strings.Repeat("0", 8)
	var out []byte
	for ; len(all) >= 8; all = all[8:] {
		n := 0
		for _, c := range all[:8] {
			n = n<<1 | int(c-'0')
		}
		out = append(out, byte(n))
	}
	return string(out)
}

// differences is data in rows of 16 bytes, each byte the difference from the one before.
func differences(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if i%16 == 0 {
			b.WriteByte(s[i])
		} else {
			b.WriteByte(s[i] - s[i-1])
		}
	}
	return b.String()
}

// elsewhere are an embedded file that is not packed, and its length.
func elsewhere(data []byte) []string {
	return []string{"<< /Type /EmbeddedFile /Length 5 0 R >>\nstream\r\n" + string(data) + "\r\nendstream", fmt.Sprint(len(data))}
}

// shortTable is a PDF file with a cross-reference stream that has one row too few.
func shortTable() []byte {
	pdf := honestPDF()
	pdf = pdf[:bytes.LastIndex(pdf, []byte("xref\n0 "))]
	table := flat("/Type /XRef /Root 1 0 R /Size 2 /W [1 1 1]", "\x00\x00\x00")
	return fmt.Appendf(pdf, "9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", table, len(pdf))
}

func TestHostilePDFs(t *testing.T) {
	dict, data := objectStream(script)
	hidden := "\n9 0 obj\n" + script + "\nendobj\n"
	broken := func(pdf []byte) []byte { return bytes.Replace(pdf, []byte("startxref\n"), []byte("startxref\n9"), 1) }
	inStream := with(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(hidden), hidden))
	at := bytes.Index(inStream, []byte("9 0 obj"))
	for name, c := range map[string]struct {
		class vet.Class
		pdf   []byte
	}{
		"script":                           {vet.PDFJavaScript, with(script)},
		"script at opening":                {vet.PDFJavaScript, in("/OpenAction " + script)},
		"script in a name tree":            {vet.PDFJavaScript, in("/Names << /JavaScript << /Names [(a) 5 0 R] >> >>")},
		"script, escaped name":             {vet.PDFJavaScript, with("<< /S /J#61v#61Script /J#53 (x) >>")},
		"script, kind elsewhere":           {vet.PDFJavaScript, with("<< /S 5 0 R /JS (x) >>", "/JavaScript")},
		"script of a rendition":            {vet.PDFJavaScript, with("<< /S /Rendition /JS (x) >>")},
		"script in a stream":               {vet.PDFJavaScript, with("<< /S /JavaScript /JS 5 0 R >>", flat("", "app.alert(1)"))},
		"script, second of two keys":       {vet.PDFJavaScript, with("<< /S /GoTo /S /JavaScript /JS (x) >>")},
		"script of an annotation":          {vet.PDFJavaScript, with("<< /Type /Annot /Subtype /Link /A " + script + " >>")},
		"script in an old revision":        {vet.PDFJavaScript, updated(in("/OpenAction "+script), 1, catalog)},
		"script in an update":              {vet.PDFJavaScript, updated(honestPDF(), 1, "<< /Type /Catalog /Pages 2 0 R /OpenAction "+script+" >>")},
		"script in an object stream":       {vet.PDFJavaScript, with(packedObjects("<< /A 1 >>", script))},
		"object stream, no type":           {vet.PDFJavaScript, with(flat(strings.Replace(dict, "/Type /ObjStm", "", 1), data))},
		"object stream, length elsewhere":  {vet.PDFJavaScript, with(strings.Replace(packedObjects(script), "/Length ", "/Length 5 0 R /L ", 1), "77")},
		"object stream, length wrong":      {vet.PDFJavaScript, with(strings.Replace(packedObjects(script), "/Length ", "/Length 9", 1))},
		"object stream, numbers elsewhere": {vet.PDFJavaScript, with(flat(strings.Replace(strings.Replace(dict, "/N 1", "/N 5 0 R", 1), "/First 5", "/First 6 0 R", 1), data), "1", "5")},
		"object stream in hexadecimal":     {vet.PDFJavaScript, with(streamOf("/ASCIIHexDecode", dict, hex.EncodeToString([]byte(data))+">"))},
		"object stream in base 85":         {vet.PDFJavaScript, with(streamOf("/A85", dict, encoded85(data)))},
		"object stream in runs":            {vet.PDFJavaScript, with(streamOf("/RunLengthDecode", dict, runs(data)))},
		"object stream in LZW":             {vet.PDFJavaScript, with(streamOf("/LZWDecode", dict, lzw(data)))},
		"object stream, two filters":       {vet.PDFJavaScript, with(streamOf("[/AHx /A85]", dict, hex.EncodeToString([]byte(encoded85(data)))))},
		"object stream, filter elsewhere":  {vet.PDFJavaScript, with(streamOf("5 0 R", dict, hex.EncodeToString([]byte(data))), "[/AHx]")},
		"object stream with a predictor":   {vet.PDFJavaScript, with(flat(dict+" /DecodeParms << /Predictor 12 /Columns 16 >>", predicted(data)))},
		"object stream, TIFF's predictor":  {vet.PDFJavaScript, with(flat(dict+" /DecodeParms << /Predictor 2 /Columns 16 >>", differences(data)))},
		"object stream, TIFF's, 4 bits":    {vet.PDFDamaged, with(flat(dict+" /DecodeParms << /Predictor 2 /BitsPerComponent 4 >>", data))},
		"object stream that breaks off":    {vet.PDFJavaScript, with(truncatedStream(dict, data))},
		"object stream, plain":             {vet.PDFJavaScript, with(streamOf("[]", dict, data))},
		"object stream, filter unknown":    {vet.PDFDamaged, with(streamOf("/Unknown", dict, data))},
		"object stream, garbage":           {vet.PDFDamaged, with(streamOf("/FlateDecode", dict, "\xff\xff\xff\xff"))},
		"object stream, bomb":              {vet.FileBomb, with(flat(dict, data+strings.Repeat(" ", 1<<20)))},
		"object stream, bomb in a bomb":    {vet.FileBomb, with(streamOf("[/AHx /FlateDecode /FlateDecode]", dict, hex.EncodeToString(zlibbed(zlibbed(make([]byte, 65<<20))))))},
		"object in a stream, by the table": {vet.PDFJavaScript, bytes.Replace(inStream, []byte("0000000000 65535 f"), fmt.Appendf(nil, "%010d 00000 n", at), 1)},
		"object in a stream, table broken": {vet.PDFJavaScript, broken(inStream)},
		"object behind the end":            {vet.PDFJavaScript, append(honestPDF(), hidden...)},
		"object in a comment":              {vet.PDFJavaScript, broken(append(honestPDF(), "%"+hidden[1:]...))},
		"no header":                        {vet.PDFJavaScript, with(script)[len("%PDF-1.7"):]},
		"trailer with the catalog":         {vet.PDFJavaScript, bytes.Replace(honestPDF(), []byte("/Root 1 0 R"), []byte("/Root << /Pages 2 0 R /OpenAction "+script+" >>"), 1)},
		"bytes before the header":          {vet.PDFJavaScript, append([]byte("\x00\x01 junk\n"), with(script)...)},
		"launch":                           {vet.PDFLaunch, with("<< /S /Launch /F (cmd.exe) >>")},
		"action at opening":                {vet.PDFOpenAction, in("/OpenAction << /S /URI /URI (https://example.invalid) >>")},
		"action at opening, elsewhere":     {vet.PDFOpenAction, pdfOf("<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>", pages, page, "<< /S /Named /N /Print >>")},
		"page at opening":                  {vet.PDFDestination, in("/OpenAction [3 0 R /Fit]")},
		"action at an event":               {vet.PDFAdditional, in("/AA << /WC << /S /GoTo >> >>")},
		"embedded file":                    {vet.PDFEmbedded, with(flat("/Type /EmbeddedFile", "text"))},
		"embedded files by name":           {vet.PDFEmbedded, in("/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>")},
		"embedded file with macros":        {vet.OfficeMacro, with(flat("/Type /EmbeddedFile", string(office(map[string]string{"word/vbaProject.bin": "x"}))))},
		"embedded program, no type":        {vet.FileExecutable, with("<< /Type /Filespec /EF << /F 5 0 R >> >>", flat("", "MZ\x00\x01\x02"))},
		"embedded program":                 {vet.FileExecutable, with(flat("/Type /EmbeddedFile", "MZ\x00\x01\x02"))},
		"XFA":                              {vet.PDFXFA, in("/AcroForm << /XFA 9 0 R >>")},
		"submit":                           {vet.PDFSubmit, with("<< /S /SubmitForm /F (https://example.invalid) >>")},
		"import":                           {vet.PDFImport, with("<< /S /ImportData /F (a.fdf) >>")},
		"embedded destination":             {vet.PDFRemote, with("<< /S /GoToE /T << >> >>")},
		"remote destination":               {vet.PDFRemote, with("<< /S /GoToR /F (b.pdf) >>")},
		"stream outside the file":          {vet.PDFRemote, with("<< /F (\\\\\\\\host\\\\a) /Length 0 >>\nstream\n\nendstream")},
		"embedded, behind \"endstream\"":   {vet.FileExecutable, with(elsewhere(of(entry{name: "a.txt", data: []byte("endstream"), stored: true}, text("b", "MZ\x00\x01\x02")).bytes())...)},
		"file on a server, no type":        {vet.PDFRemote, with("<< /F << /FS /URL /F (https://example.invalid) >> >>")},
		"file on a server":                 {vet.PDFRemote, with("<< /Type /Filespec /FS /URL /F (https://example.invalid) >>")},
		"rich media":                       {vet.PDFMedia, with("<< /Type /Annot /Subtype /RichMedia >>")},
		"film":                             {vet.PDFMedia, with("<< /Subtype /Movie >>")},
		"own cipher":                       {vet.PDFEncrypted, pdfWith("/Encrypt << /Filter /Own /V 1 >>", catalog, pages, page)},
		"table broken":                     {vet.PDFRepaired, broken(honestPDF())},
		"root leads nowhere":               {vet.PDFRepaired, bytes.Replace(honestPDF(), []byte("/Root 1 0 R"), []byte("/Root 9 0 R"), 1)},
		"no root":                          {vet.PDFRepaired, bytes.Replace(honestPDF(), []byte("/Root 1 0 R"), nil, 1)},
		"table too short":                  {vet.PDFRepaired, shortTable()},
		"no header, no script":             {vet.PDFRepaired, honestPDF()[len("%PDF-1.7\n"):]},
		"no table":                         {vet.PDFRepaired, bytes.Replace(honestPDF(), []byte("startxref"), []byte("startxxxx"), 1)},
		"no catalog":                       {vet.PDFDamaged, pdfOf(pages)},
		"header alone":                     {vet.PDFDamaged, []byte("%PDF-1.7\n")},
		"truncated":                        {vet.PDFDamaged, honestPDF()[:30]},
		"deep":                             {vet.PDFDamaged, with(strings.Repeat("[", 100_000))},
		"large":                            {vet.PDFDamaged, with("[" + strings.Repeat("1 ", 2<<20) + "]")},
	} {
		t.Run(name, func(t *testing.T) { wantClass(t, c.pdf, "a.pdf", c.class) })
	}
}

// truncatedStream is a deflated object stream without its last bytes, which are spaces.
func truncatedStream(dict, data string) string {
	var noise strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&noise, "%d ", i*i)
	}
	s := flat(dict, data+noise.String())
	end := strings.LastIndex(s, "\nendstream")
	return s[:end-500] + "\nendstream"
}

// TestHonestPDFs holds that nothing is marked where there is nothing.
func TestHonestPDFs(t *testing.T) {
	for name, pdf := range map[string][]byte{
		"plain":                 honestPDF(),
		"updated":               updated(honestPDF(), 3, page),
		"words in a string":     with("(/S /JavaScript /JS endobj stream)"),
		"a font called JS":      with("<< /Font << /JS 5 0 R /AA 5 0 R >> >>"[:22]+" >> >>", "<< /Type /Font >>"),
		"structure":             with("<< /Type /StructElem /S /Figure >>"),
		"empty trees":           in("/Names << /EmbeddedFiles 4 0 R /JavaScript << /Names [] >> >>"),
		"address":               with("<< /S /URI /URI (https://example.invalid) >>"),
		"object stream":         with(packedObjects("<< /A 1 >>", "(/JavaScript)")),
		"script in a page":      with(flat("", script)),
		"catalog without type":  pdfOf("<< /Pages 2 0 R >>", pages, page),
		"catalog packed":        packedCatalog(),
		"script in an old page": with("<< /Length 5 0 R >>\nstream\n(/S /JavaScript /JS)\nendstream", "20"),
	} {
		t.Run(name, func(t *testing.T) {
			if v := look(pdf, "a.pdf"); len(v.Marks) > 0 || v.MediaType != "application/pdf" {
				t.Errorf("%s: %v", v.MediaType, v.Marks)
			}
		})
	}
	nested := of(text("a.txt", "text")).bytes()
	if v := look(with(elsewhere(nested)...), "a.pdf"); len(v.Marks) != 1 || v.Marks[0].Class != vet.PDFEmbedded {
		t.Error(v.Marks)
	}
	files, err := filepath.Glob("../../testdata/cases/*/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if p := look(data, filepath.Base(file)).Policy(); p == vet.Refuse || p == vet.Note {
			t.Errorf("%s: %s", file, p)
		}
	}
}

// packedCatalog is a PDF file whose catalog lies in an object stream.
func packedCatalog() []byte {
	return bytes.Replace(with(packedObjects("<< /Pages 2 0 R >>")), []byte("/Root 1 0 R"), []byte("/Root 20 0 R"), 1)
}

// TestRewrittenPDFs has qpdf write the same files in other ways: with object streams, and
// encrypted with every cipher that PDF has had.
func TestRewrittenPDFs(t *testing.T) {
	source := filepath.Join(t.TempDir(), "source.pdf")
	pdf := pdfWith("/ID [<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>]",
		"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names [(a) 4 0 R] >> >> >>", pages, page, script)
	if err := os.WriteFile(source, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args string
		want []vet.Class
	}{
		"object streams":    {"--object-streams=generate", []vet.Class{vet.PDFJavaScript}},
		"linear":            {"--linearize --object-streams=generate", []vet.Class{vet.PDFJavaScript}},
		"40 bits":           {"--allow-weak-crypto --object-streams=generate --encrypt _ o 40 --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"128 bits, RC4":     {"--allow-weak-crypto --object-streams=generate --encrypt _ o 128 --use-aes=n --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"128 bits, AES":     {"--allow-weak-crypto --object-streams=generate --encrypt _ o 128 --use-aes=y --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"metadata in clear": {"--allow-weak-crypto --object-streams=generate --encrypt _ o 128 --use-aes=y --cleartext-metadata --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"256 bits, old":     {"--object-streams=generate --encrypt _ o 256 --force-R5 --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"256 bits":          {"--object-streams=generate --encrypt _ o 256 --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"no owner, old":     {"--object-streams=generate --encrypt u _ 256 --allow-insecure --force-R5 --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"no owner":          {"--object-streams=generate --encrypt u _ 256 --allow-insecure --", []vet.Class{vet.PDFJavaScript, vet.PDFProtected}},
		"password":          {"--object-streams=generate --encrypt u o 256 --", []vet.Class{vet.PDFEncrypted}},
		"password, RC4":     {"--allow-weak-crypto --object-streams=generate --encrypt u o 128 --use-aes=n --", []vet.Class{vet.PDFEncrypted}},
		"password, old":     {"--allow-weak-crypto --encrypt u o 40 --", []vet.Class{vet.PDFEncrypted}},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "a.pdf")
			args := strings.Fields(c.args)
			for i, a := range args {
				if a == "_" {
					args[i] = ""
				}
			}
			if said, err := judge.Command(t, "qpdf", append(args, source, out)...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			for _, class := range c.want {
				wantClass(t, data, "a.pdf", class)
			}
			if v := look(data, "a.pdf"); has(v, vet.PDFRepaired) || has(v, vet.PDFDamaged) {
				t.Error(v.Marks)
			}
		})
	}
}
