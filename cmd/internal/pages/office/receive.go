package office

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
)

// receivePage takes a package in, and tells what came of it.
type receivePage struct {
	Day, Case string // as typed
	Fault     string
	Kinds     []choice // of cases on paper
	Verdict   *frame.Verdict
	Received  *office.Received
	On        string
	Due       []due // clocks that run now
}

// choice is one of several values.
type choice struct {
	Value, Title, Note string
	Chosen             bool
}

// maxZip is the largest package that is taken in, in bytes.
const maxZip = 2 << 30

func (c *call) receiveForm() error {
	return c.showReceive(http.StatusOK, receivePage{Day: string(c.o.Today())})
}

func (c *call) showReceive(status int, p receivePage) (err error) {
	if p.Kinds, err = c.kinds(""); err != nil {
		return err
	}
	return c.show(status, "receive", c.Text("office-receive"), p)
}

// receive verifies a package and takes it in.
func (c *call) receive() error {
	f, head, err := c.File("package", maxZip)
	if err != nil && !errors.Is(err, http.ErrMissingFile) {
		return err
	}
	page := receivePage{Day: strings.TrimSpace(c.R.FormValue("day")), Case: strings.TrimSpace(c.R.FormValue("case"))}
	day := natural.Date(page.Day)
	switch {
	case err != nil:
		page.Fault = c.Text("no-zip")
	case !day.OK() || day.Value == "":
		page.Fault = c.Text("office-bad-day")
	case page.Case != "" && !casefile.IDForm.MatchString(page.Case):
		page.Fault = c.Text("bad-id")
	}
	if page.Fault != "" {
		return c.showReceive(http.StatusUnprocessableEntity, page)
	}
	done, err := c.takeIn(f, filepath.Base(head.Filename), office.ReceiveOrder{Day: casefile.Date(day.Value), Pattern: office.ReceptionPattern, Case: casefile.CaseID(page.Case), Store: c.o.Store})
	if err = errors.Join(err, f.Close()); err != nil {
		var told *app.Error
		if errors.As(err, &told) && told.Kind == app.Wrong {
			page.Fault = c.told(told)
			return c.showReceive(http.StatusUnprocessableEntity, page)
		}
		return err
	}
	page.Verdict = c.Verdict(c.o.App, done.Verified)
	if done.Package == "" {
		return c.showReceive(http.StatusUnprocessableEntity, page)
	}
	page.Received, page.On = done, frame.Day(c.Words, string(done.Day))
	if d, name, err := c.stored(string(done.Case)); err == nil {
		page.Due, _ = c.dues(d, name) // none can be told of rules that are not known
	}
	return c.showReceive(http.StatusOK, page)
}

// takeIn receives what is uploaded. It lies in a folder of its own meanwhile.
func (c *call) takeIn(from io.Reader, name string, o office.ReceiveOrder) (done *office.Received, err error) {
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	o.Name = filepath.Join(folder, "package.zip")
	to, err := os.Create(o.Name)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		return nil, app.Unreadable(name, err)
	}
	return office.Receive(c.R.Context(), c.o.App, o)
}

// kinds are what may come in: "ismap-liu/registration".
func (c *call) kinds(chosen string) (all []choice, err error) {
	for _, program := range c.o.App.Programs() {
		_, kinds, err := rulebook.Kinds(c.o.App, app.Text{Program: casefile.Program(program), Day: c.o.Today()})
		if err != nil {
			return nil, err
		}
		for _, k := range kinds {
			value := program + "/" + k.Name
			all = append(all, choice{value, c.In(casefile.Words{Ja: k.Ja, En: k.En}), c.Text("program-" + program), value == chosen})
		}
	}
	return all, nil
}
