package press_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/fill"
	"yoshiki/forms/pdf"
	"yoshiki/forms/press"
	"yoshiki/templates"
)

const trial = `{id: 9-1, title: {ja: 連絡票, en: Contact sheet, confirmed: true}, clause: "8.1", from: applicant, to: operations-support,
kind: sheet, subjects: [contact], sections: [{name: 連絡票, blocks: [{title: 連絡票}, {fields: [{ja: 事業者, en: Provider, value: applicant.name, need: true}]}]}]}`

// TestOfficialSheet prints a form into the sheet that lies beside its definition, in the format of
// the sheet alone; what is wrong with a sheet is told in both languages, and drafts are drawn.
func TestOfficialSheet(t *testing.T) {
	p, _ := opened(t)
	own := fstest.MapFS{"ismap-liu/2023-11-10/forms/9-1.yaml": {Data: []byte(trial)}}
	blank := trialForm(t, own, &casefile.Case{Program: "ismap-liu", Revision: "2023-11-10"})
	drawn, err := p.Print(blank.Document, "docx")
	if err != nil {
		t.Fatal(err)
	}
	sheet, _, err := fill.Suggest(blank.Definition, drawn)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, _ := decode.Decode("case.yaml", data, os.DirFS("../../testdata/cases"))
	own["ismap-liu/2023-11-10/forms/9-1.docx"] = &fstest.MapFile{Data: sheet}
	f := trialForm(t, own, file.Case)
	prints := p.PrintAll(t.Context(), []forms.Filled{f}, press.Formats, func(*press.Print) {})
	for _, x := range prints {
		asDrawn, err := p.Print(f.Document, x.Format)
		if err != nil || x.Err != nil || bytes.Equal(asDrawn, x.Data) == (x.Format == "docx") {
			t.Errorf("%s: %v %v", x.Format, err, x.Err)
		}
	}
	if err := p.CheckForm(&f); err != nil {
		t.Error(err)
	}
	file.Case.Applicant.Name += "🏯"
	foreign := trialForm(t, own, file.Case)
	for _, format := range press.Formats {
		var glyph *pdf.GlyphError
		if _, err := p.PrintForm(&foreign, format); !errors.As(err, &glyph) || glyph.Path != "/applicant/name" {
			t.Errorf("%s: a character that no font draws: %v", format, err)
		}
	}
	f.Document.Draft = true
	if x, err := p.PrintForm(&f, "docx"); err != nil || bytes.Equal(x, prints[2].Data) {
		t.Error("a draft is filled in", err)
	}
	own["ismap-liu/2023-11-10/forms/9-1.docx"] = &fstest.MapFile{Data: drawn}
	bad := trialForm(t, own, file.Case)
	_, err = p.PrintForm(&bad, "docx")
	for _, finding := range press.Unprintable(file, &press.Print{Form: bad, Format: "docx", Err: err}) {
		if ja, en := finding.Terms["reason"].Ja, finding.Terms["reason"].En; !strings.Contains(ja, "事業者") || !strings.Contains(en, "Provider") {
			t.Errorf("%s / %s", ja, en)
		}
	}
	if err == nil || p.CheckForm(&bad) == nil {
		t.Error("a sheet that shows nothing is filled")
	}
}

func trialForm(t *testing.T, own fstest.MapFS, cs *casefile.Case) forms.Filled {
	t.Helper()
	c, err := forms.Open(cs.Program, cs.Revision, templates.FS, own)
	if err != nil {
		t.Fatal(err)
	}
	filled, err := c.Compose("9-1", cs, casefile.Submission{})
	if err == nil && len(filled) == 0 {
		filled = make([]forms.Filled, 1)
		filled[0], err = c.Blank("9-1", cs, casefile.Submission{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return filled[0]
}
