package pages

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
)

// paperPage is a form as it will be filed.
type paperPage struct {
	*work
	Form  formLink
	Count int // of papers: one for each subject
	Which int
	Fault []finding
}

// paper shows a form as it will be filed.
func (p *pages) paper(c *call) error {
	w, all, n, err := c.papers()
	if err != nil {
		return err
	}
	d, err := w.Catalog.Definition(c.R.PathValue("form"))
	if err != nil {
		return frame.ErrNoPage
	}
	title := w.In(casefile.Words{Ja: d.Title.Ja, En: d.Title.En})
	page := paperPage{work: w, Form: formLink{d.ID, title}, Count: len(all), Which: n}
	for _, f := range all[n].Faults {
		page.Fault = append(page.Fault, w.sayFinding(f))
	}
	return c.Show(http.StatusOK, "paper", d.ID+" "+title, page)
}

// papers are the papers of the form that the path names, and which of them is asked for.
func (c *call) papers() (*work, []app.Paper, int, error) {
	w, err := c.work()
	if err != nil {
		return nil, nil, 0, err
	}
	all, err := c.p.printed(c.R.Context(), w.Draft, c.R.PathValue("form"))
	if err != nil {
		return nil, nil, 0, err
	}
	if len(all) == 0 {
		return nil, nil, 0, frame.ErrNoPage
	}
	return w, all, c.whichPaper(all), nil
}

// whichPaper is the one by its number (n), or the one that is filled from what holds a place (of).
func (c *call) whichPaper(all []app.Paper) int {
	if n, err := strconv.Atoi(c.R.FormValue("n")); err == nil && n >= 0 && n < len(all) {
		return n
	}
	return max(0, slices.IndexFunc(all, func(x app.Paper) bool { return x.Subject != "" && casefile.Within(c.R.FormValue("of"), x.Subject) }))
}

// paperFile sends the PDF itself.
func (p *pages) paperFile(c *call) error {
	w, all, n, err := c.papers()
	if err != nil {
		return err
	}
	if all[n].Data == nil {
		why := &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "no-paper"}
		for _, f := range all[n].Faults {
			x := w.sayFinding(f)
			why.More = append(why.More, x.Text, x.Repair)
		}
		return why
	}
	return c.Download("application/pdf", all[n].Name+".pdf", all[n].Data)
}

// box is where a value stands on the paper, in points.
type box struct {
	At   string     `json:"at"`   // id of its field
	Part string     `json:"part"` // path of the page where it is filled in
	Page int        `json:"page"`
	Rect [4]float64 `json:"rect"` // left, top, width, height
}

// paperBoxes tells where each value stands on the paper.
func (p *pages) paperBoxes(c *call) error {
	w, all, n, err := c.papers()
	if err != nil {
		return err
	}
	sections := flat(w.sections(nil))
	boxes := []box{}
	for _, b := range all[n].Boxes {
		x := box{At: frame.FieldID(b.Path), Page: b.Page, Rect: [4]float64{b.X, b.Y, b.Width, b.Height}}
		for _, s := range sections {
			if s.owns(b.Path) && w.uses.Holds(pathOf(b.Path)) {
				x.Part = w.PartPath(s.Pointer)
			}
		}
		boxes = append(boxes, x)
	}
	data, err := json.Marshal(boxes)
	c.W.Header().Set("Content-Type", "application/json")
	_, _ = c.W.Write(data) // a reader that is gone
	return err
}
