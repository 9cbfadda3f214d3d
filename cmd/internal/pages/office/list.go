package office

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
)

// listPage is a list of letters: which form, what is in its rows, and what became of them.
type listPage struct {
	Forms         []choice
	Of, Title     string // "ismap-liu/1-4"
	Fault         string
	Name, Data    string // of the list that was checked, base64
	Rows          []listRow
	Remarks       []said // about the list as a whole
	Good, Bad     int
	Issued, Known int
	Waiting       int
	Done          bool
}

// listRow is one row with what was found in it.
type listRow struct {
	Place, Case, Service, To, State, Number, Package string
	Found                                            []said
}

// maxList is the largest list that is taken, in bytes.
const maxList = 8 << 20

// errLarge says that a list is larger than maxList.
var errLarge = &frame.Problem{Status: http.StatusRequestEntityTooLarge, Key: "too-large"}

// ofList is which form a list is of.
func (c *call) ofList() (text app.Text, form string, columns []letters.Column, err error) {
	program, form, _ := strings.Cut(c.R.FormValue("of"), "/")
	text = app.Text{Program: casefile.Program(program), Day: c.o.Today()}
	if columns, err = office.LetterColumns(c.o.App, text, form); err != nil {
		err = frame.ErrNoPage
	}
	return text, form, columns, err
}

// listForms are the forms of all programmes that are issued.
func (c *call) listForms(chosen string) (all []choice, title string, err error) {
	for _, program := range c.o.App.Programs() {
		catalog, ids, err := office.Letters(c.o.App, app.Text{Program: casefile.Program(program), Day: c.o.Today()})
		if err != nil {
			return nil, "", err
		}
		for _, id := range ids {
			def, err := catalog.Definition(id)
			if err != nil {
				return nil, "", err
			}
			x := choice{program + "/" + id, c.In(titleOf(def)), c.Text("program-"+program) + " " + id, program+"/"+id == chosen}
			if all = append(all, x); x.Chosen {
				title = x.Note + " " + x.Title
			}
		}
	}
	return all, title, nil
}

func (c *call) listForm() error {
	return c.showList(http.StatusOK, listPage{Of: c.R.FormValue("of")})
}

func (c *call) showList(status int, p listPage) (err error) {
	if p.Forms, p.Title, err = c.listForms(p.Of); err != nil {
		return err
	}
	if p.Of != "" && p.Title == "" {
		return frame.ErrNoPage
	}
	return c.show(status, "list", c.Text("office-list"), p)
}

// blank sends the empty list of a form.
func (c *call) blank() error {
	_, form, columns, err := c.ofList()
	if err != nil {
		return err
	}
	write, kind := letters.BlankXLSX, "xlsx"
	if c.R.FormValue("as") == "csv" {
		write, kind = letters.BlankCSV, "csv"
	}
	data, err := write(columns, letters.OfLetters, c.Words.Language())
	if err != nil {
		return err
	}
	return c.Download(mediaTypes[kind], "list-"+form+"."+kind, data)
}

// uploaded is the list that was sent: as a file, or again after it was checked.
func (c *call) uploaded() (name string, data []byte, err error) {
	if text := c.R.PostFormValue("data"); text != "" {
		data, err = base64.StdEncoding.DecodeString(text)
		return c.R.PostFormValue("name"), data, err
	}
	f, head, err := c.File("list", 2*maxList)
	if err != nil {
		return "", nil, err
	}
	if data, err = io.ReadAll(f); head.Size > maxList {
		err = errors.Join(err, errLarge)
	}
	return head.Filename, data, errors.Join(err, f.Close())
}

// list checks a list, or issues what is good in it.
func (c *call) list() error {
	c.R.Body = http.MaxBytesReader(c.W, c.R.Body, 2*maxList)
	page := listPage{Of: c.R.FormValue("of")}
	text, form, columns, err := c.ofList()
	if err != nil {
		return err
	}
	name, data, err := c.uploaded()
	if page.Fault = c.noList(data, err); page.Fault != "" {
		return c.showList(http.StatusUnprocessableEntity, page)
	}
	catalog, err := c.o.App.Catalog(text)
	if err != nil {
		return err
	}
	rows, found := letters.ReadRows(name, data, form, columns, c.o.Today())
	page.Name, page.Data, page.Remarks = name, base64.StdEncoding.EncodeToString(data), c.say(catalog, found)
	if casefile.Failed(found) || len(rows) == 0 {
		page.Data, page.Fault = "", c.Text("office-bad-list")
		return c.showList(http.StatusUnprocessableEntity, page)
	}
	account, person := c.account()
	order := office.IssueOrder{Program: text.Program, Form: form, Rows: rows, Pattern: office.LetterPattern(text.Program), Formats: app.Formats(), Account: account, Name: person, Store: c.store}
	do := c.R.PostFormValue("do")
	if do == "issue" {
		err = page.issue(c, catalog, order)
	} else {
		err = page.try(c, catalog, order)
	}
	if err != nil {
		return err
	}
	if do == "report" {
		return c.report(page)
	}
	return c.showList(http.StatusOK, page)
}

// noList says why there is no list; "" if there is one.
func (c *call) noList(data []byte, err error) string {
	var large *frame.Problem
	switch {
	case errors.As(err, &large):
		return c.Text("office-large-list", "limit", frame.Size(maxList))
	case err != nil || len(data) == 0:
		return c.Text("no-file")
	}
	return ""
}

// issue issues what is good in a list.
func (p *listPage) issue(c *call, catalog *forms.Catalog, o office.IssueOrder) error {
	done, err := office.Issue(c.R.Context(), c.o.App, o)
	if err != nil {
		return err
	}
	p.Done, p.Data = true, ""
	for i := range done {
		p.add(c, catalog, &done[i], false)
	}
	return nil
}

// try checks a list.
func (p *listPage) try(c *call, catalog *forms.Catalog, o office.IssueOrder) error {
	tried, err := office.Try(c.R.Context(), c.o.App, o, false)
	for i := range tried {
		p.add(c, catalog, &tried[i].Issued, tried[i].Ready)
	}
	return err
}

// add counts a row and puts it into words.
func (p *listPage) add(c *call, catalog *forms.Catalog, x *office.Issued, ready bool) {
	row := listRow{Place: x.Place.String(), Case: x.Name, Service: x.Service, To: x.To, Number: x.Record.Number, Package: x.Record.Package, Found: c.say(catalog, x.Findings)}
	if x.Place.Sheet == "" {
		row.Place = c.Text("csv-line", "n", strconv.Itoa(x.Place.Line))
	}
	if x.Err != nil {
		row.Found = append(row.Found, said{Severity: string(casefile.Error), Text: c.Text("office-cannot")})
	}
	switch {
	case ready && x.Status == office.NotIssued:
		row.State = "ready"
		p.Good++
	case x.Status == office.NewlyIssued:
		row.State = "issued"
		p.Issued++
	case x.Status == office.AwaitsSecond:
		row.State = "waiting"
		p.Waiting++
	case x.Status == office.IssuedBefore:
		row.State = "already"
		p.Known++
	default:
		row.State = "refused"
		p.Bad++
	}
	p.Rows = append(p.Rows, row)
}

// report sends what is wrong with a list, for who wrote it.
func (c *call) report(p listPage) error {
	var all []letters.Outcome
	for _, r := range p.Rows {
		out := letters.Outcome{Place: r.Place, Case: r.Case, To: r.To, Service: r.Service, Status: r.State, Word: c.Text("office-row-" + r.State), Number: r.Number, Package: r.Package}
		for _, f := range r.Found {
			out.Reasons = append(out.Reasons, strings.TrimSpace(f.Text+"　"+f.Repair))
		}
		all = append(all, out)
	}
	data, err := letters.ReportXLSX(c.Words.Language(), all)
	if err != nil {
		return err
	}
	return c.Download(mediaTypes["xlsx"], "report.xlsx", data)
}
