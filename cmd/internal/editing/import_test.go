package editing_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/casefile"
)

// desk is a case file from which people make workbooks.
type desk struct {
	*promise
	text []byte
	made []byte
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{promise: newPromise(t)}
	var err error
	if d.text, err = os.ReadFile(samples + "/small-saas.yaml"); err != nil {
		t.Fatal(err)
	}
	if _, _, d.made, err = editing.Sheet(d.app, editing.SheetOrder{Case: d.read(t, d.text), Language: "ja"}); err != nil {
		t.Fatal(err)
	}
	return d
}

// copy is a workbook in which someone typed texts into the cells of values.
func (d *desk) copy(t *testing.T, texts map[string]string) *app.Case {
	t.Helper()
	was := d.book(t, d.made)
	book, err := excelize.OpenReader(bytes.NewReader(d.made))
	if err != nil {
		t.Fatal(err)
	}
	for pointer, text := range texts {
		at := was.File.Locate(casefile.Finding{Pointer: pointer})
		cell, err := excelize.CoordinatesToCellName(at.Column, at.Line)
		if err = errors.Join(err, book.SetCellStr(at.Sheet, cell, text)); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return d.book(t, b.Bytes())
}

func (d *desk) book(t *testing.T, data []byte) *app.Case {
	t.Helper()
	c, err := d.app.ReadCase("book.xlsx", bytes.NewReader(data), d.folder)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestTwoCopies: what two people wrote into copies of a workbook comes into the case file, field
// by field; where they do not agree, both are told, and the case file keeps its own.
func TestTwoCopies(t *testing.T) {
	d := newDesk(t)
	one := d.copy(t, map[string]string{"/service/summary": "一人目の概要", "/contact/name": "佐藤　一", "/service/functions/0/name": "配信"})
	two := d.copy(t, map[string]string{"/service/started": "令和3年5月1日", "/contact/name": "鈴木　二", "/service/functions/1/name": ""})
	all, err := editing.Import(d.app, []*app.Case{one, two}, d.read(t, d.text))
	if err != nil {
		t.Fatal(err)
	}
	c := d.read(t, all.Text).File.Case
	if c.Service.Summary != "一人目の概要" || c.Contact.Name != "佐藤　一" || c.Service.Functions[0].Name != "配信" || c.Service.Started != "2021-05-01" || c.Service.Functions[1].Name != "" {
		t.Errorf("%+v %+v", c.Service, c.Contact)
	}
	var told []string
	for _, f := range all.Findings {
		told = append(told, fmt.Sprint(f.ID, " ", f.Sheet, " ", f.Pointer, " ", f.Args["ours"], " ", f.Args["theirs"]))
	}
	if want := []string{"case:understood 対象サービス /service/started  ", "workbook:clash 連絡先 /contact/name 佐藤　一 鈴木　二"}; !slices.Equal(told, want) || all.Clashes != 1 || len(all.Changes) != 5 {
		t.Errorf("%q %d %d, want %q", told, all.Clashes, len(all.Changes), want)
	}
	if before, after := bytes.Count(d.text, []byte("#")), bytes.Count(all.Text, []byte("#")); before == 0 || before != after {
		t.Errorf("%d comments became %d", before, after)
	}
	if both, err := editing.Import(d.app, []*app.Case{one, two}, nil); err != nil || both.Clashes != 1 || !strings.Contains(string(both.Text), "started: 2021-05-01") {
		t.Error(both, err)
	}
}

// TestImportRefuses: a workbook of another case, of other rules or with faults changes nothing.
func TestImportRefuses(t *testing.T) {
	d := newDesk(t)
	other := bytes.Replace(d.text, []byte("id: small-saas"), []byte("id: another"), 1)
	older := bytes.Replace(d.text, []byte("revision: 2023-11-10"), []byte("revision: 2023-07-03"), 1)
	for _, c := range []struct {
		book *app.Case
		into []byte
		want string
	}{
		{d.copy(t, nil), other, "workbook:other-case"},
		{d.copy(t, nil), older, "workbook:other-rules"},
		{d.copy(t, map[string]string{"/service/started": "いつか"}), d.text, "case:date"},
	} {
		_, err := editing.Import(d.app, []*app.Case{c.book}, d.read(t, c.into))
		var refused *app.Refused
		if !errors.As(err, &refused) || refused.Findings[0].ID != c.want || refused.Findings[0].Sheet == "" {
			t.Errorf("%s: %v %+v", c.want, err, refused)
		}
	}
}
