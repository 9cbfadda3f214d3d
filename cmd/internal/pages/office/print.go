package office

import (
	"archive/zip"
	"bytes"
	"net/http"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/package/letters"
	"yoshiki/storage"
)

// printPage are the letters of a run.
type printPage struct {
	From, To string
	Fault    string
	Letters  []letterLine
	Damaged  []string          // cases with letters that cannot be told of
	Run      []letters.Printed // in the order in which they are printed; nil while they are chosen
	Pages    int
}

// Nth is the place of a letter in the run.
func (printPage) Nth(i int) int { return i + 1 }

// mostPrinted bounds the letters of one run.
const mostPrinted = 1000

func (c *call) printForm() error {
	return c.showPrint(http.StatusOK, printPage{From: c.R.FormValue("from"), To: c.R.FormValue("to")})
}

func (c *call) showPrint(status int, p printPage) (err error) {
	from, to := natural.Date(p.From), natural.Date(p.To)
	if !from.OK() || !to.OK() {
		status, p.Fault, from.Value, to.Value = http.StatusUnprocessableEntity, c.Text("office-bad-day"), "", ""
	}
	p.Letters, p.Damaged, err = c.released(func(r *letters.Record) bool {
		return (from.Value == "" || r.Date >= casefile.Date(from.Value)) && (to.Value == "" || r.Date <= casefile.Date(to.Value))
	})
	if err != nil {
		return err
	}
	return c.show(status, "print", c.Text("office-print"), p)
}

// released are the letters that may go, by day and number, of those that are wanted.
// Beside them come the cases with letters that cannot be told of.
func (c *call) released(want func(*letters.Record) bool) (all []letterLine, damaged []string, err error) {
	for x, err := range office.AllLetters(c.R.Context(), c.store) {
		if err == nil && (x.State() != letters.Released || !want(&x.Record)) {
			continue
		}
		d, err := c.caseWith(x, err)
		if storage.IsDamaged(err) {
			damaged = append(damaged, string(x.Case))
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		all = append(all, c.line(d, x.Record))
	}
	slices.SortStableFunc(all, func(a, b letterLine) int {
		if n := strings.Compare(string(a.Date), string(b.Date)); n != 0 {
			return n
		}
		return byNumber(a.Number, b.Number)
	})
	return all, once(damaged), nil
}

// byNumber compares numbers by length first, so that 9 comes before 10.
func byNumber(a, b string) int {
	if d := len(a) - len(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// print shows the run with its pages, and sends it as one file or as a folder.
func (c *call) print() error {
	if err := c.Posted(); err != nil {
		return err
	}
	p := printPage{From: c.R.PostFormValue("from"), To: c.R.PostFormValue("to")}
	chosen := c.R.PostForm["letter"]
	if len(chosen) == 0 || len(chosen) > mostPrinted {
		p.Fault = c.Text("office-choose")
		return c.showPrint(http.StatusUnprocessableEntity, p)
	}
	lines, _, err := c.released(func(r *letters.Record) bool { return slices.Contains(chosen, r.Package) })
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		p.Fault = c.Text("office-choose")
		return c.showPrint(http.StatusUnprocessableEntity, p)
	}
	if c.R.PostFormValue("do") == "folder" {
		return c.folder(lines)
	}
	run, err := c.printed(lines)
	if err != nil {
		return err
	}
	if c.R.PostFormValue("do") == "booklet" {
		data, err := office.Booklet(c.o.App, run)
		if err != nil {
			return err
		}
		return c.Download("application/pdf", letters.BookletName, data)
	}
	if err := letters.Count(run); err != nil {
		return err
	}
	p.Run, p.Letters = run, lines
	for i := range run {
		p.Pages += run[i].Pages
		run[i].PDF = nil
	}
	return c.show(http.StatusOK, "run", c.Text("office-print"), p)
}

// printed reads the papers of letters.
func (c *call) printed(lines []letterLine) (all []letters.Printed, err error) {
	for _, x := range lines {
		data, err := office.LetterPaper(c.R.Context(), c.store, x.Package, "pdf")
		if err != nil {
			return nil, err
		}
		all = append(all, letters.Printed{Record: x.Record, To: x.To, Service: x.Service, Title: x.Printed, PDF: data})
	}
	return all, nil
}

// folder sends the papers of letters under names that people can read, each with its e-mail.
func (c *call) folder(lines []letterLine) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name string, data []byte) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}
	for _, x := range lines {
		for _, format := range app.Formats() {
			data, err := office.LetterPaper(c.R.Context(), c.store, x.Package, format)
			if err != nil {
				return err
			}
			if err := add(letters.FileName(&x.Record, x.Printed, x.To, format), data); err != nil {
				return err
			}
		}
		if err := add(letters.FileName(&x.Record, x.Printed, x.To, "txt"), []byte(c.mail(x))); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return c.Download("application/zip", "letters.zip", b.Bytes())
}
