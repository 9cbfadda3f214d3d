package letters

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"yoshiki/forms/document"
	"yoshiki/forms/period"
	"yoshiki/forms/press"
	"yoshiki/storage"
)

// Printed is an issued letter as it goes to the post room.
type Printed struct {
	Record
	To, Service, Title string
	PDF                []byte
	Pages              int
}

// quiet keeps pdfcpu from making a folder of settings for the user.
var quiet = sync.OnceFunc(api.DisableConfigDir)

func plain() *model.Configuration {
	quiet()
	c := model.NewDefaultConfiguration()
	c.WriteObjectStream, c.WriteXRefStream, c.ValidationMode = false, false, model.ValidationRelaxed
	return c
}

// Count counts the pages of the letters.
func Count(all []Printed) error {
	for i := range all {
		n, err := api.PageCount(bytes.NewReader(all[i].PDF), plain())
		if err != nil {
			return fmt.Errorf("%s: %w", all[i].Number, err)
		}
		all[i].Pages = n
	}
	return nil
}

// Cover is the list that lies on top of the printed letters: in their order, with the number
// of pages and sheets of each, for whoever puts them into envelopes.
func Cover(all []Printed, date string) *document.Document {
	table := document.Table{Columns: []document.Column{
		{Label: "番号", Width: 1, Align: document.Center}, {Label: "文書番号", Width: 3.2}, {Label: "日付", Width: 2.6, Align: document.Center},
		{Label: "宛先", Width: 4}, {Label: "題名", Width: 3}, {Label: "対象サービス", Width: 4}, {Label: "頁数", Width: 1, Align: document.Right}}}
	pages := 0
	for i, x := range all {
		pages += x.Pages
		var row []document.Value
		for _, text := range []string{strconv.Itoa(i + 1), x.Number, period.EraText(string(x.Date)), x.To, x.Title, x.Service, strconv.Itoa(x.Pages)} {
			row = append(row, document.Value{Text: text})
		}
		table.Rows = append(table.Rows, row)
	}
	d := &document.Document{Form: "cover", Title: "発送する文書の一覧", Date: date, Author: "yoshiki"}
	d.Sections = []document.Section{{Name: "一覧", Landscape: true, Blocks: []document.Block{
		document.Title{Text: "発送する文書の一覧"},
		document.Paragraph{Text: fmt.Sprintf("%d通、計%d頁（この一覧を除く。）。次の順に印刷する。", len(all), pages)},
		table}}}
	return d
}

// Booklet is everything in one file for the printer: the cover, then the letters in order.
func Booklet(p *press.Press, all []Printed, date string) ([]byte, error) {
	cover, err := p.Print(Cover(all, date), "pdf")
	if err != nil {
		return nil, err
	}
	parts := []io.ReadSeeker{bytes.NewReader(cover)}
	for i := range all {
		parts = append(parts, bytes.NewReader(all[i].PDF))
	}
	var out bytes.Buffer
	if err := api.MergeRaw(parts, &out, false, plain()); err != nil {
		return nil, err
	}
	return undated(out.Bytes(), date), nil
}

var (
	moment   = regexp.MustCompile(`\(D:\d{14}[^)]*\)`)
	fileID   = regexp.MustCompile(`/ID ?\[<[0-9A-Fa-f]+> ?<[0-9A-Fa-f]+>\]`)
	hexDigit = regexp.MustCompile(`<[0-9A-Fa-f]+>`)
)

// undated takes the time of the merge out of a file, byte for byte as long as it was.
func undated(data []byte, date string) []byte {
	digits := strings.ReplaceAll(date, "-", "") + "000000"
	data = moment.ReplaceAllFunc(data, func(m []byte) []byte {
		copy(m[3:17], digits)
		return m
	})
	return fileID.ReplaceAllFunc(data, func(m []byte) []byte {
		return hexDigit.ReplaceAllFunc(m, func(h []byte) []byte {
			digest := storage.ContentOf([]byte(date)).Digest()
			copy(h[1:len(h)-1], digest)
			return h
		})
	})
}
