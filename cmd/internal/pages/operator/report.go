package operator

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/package/rerender"
)

// The formats of a report, with their media types.
var reportTypes = map[string]string{
	"pdf":  "application/pdf",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"json": "application/json",
}

// report sends the report of a batch that is over, for who signs it off.
func (p *pages) report(c *call) (err error) {
	format := c.R.PathValue("format")
	_, b, err := p.found(c)
	if err != nil {
		return err
	}
	over, err := b.Over(c.R.Context())
	if err != nil {
		return err
	}
	if reportTypes[format] == "" || !over {
		return frame.ErrNoPage
	}
	kept, err := os.CreateTemp("", "yoshiki-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close(), os.Remove(kept.Name())) }()
	r := &rerender.Report{Batch: b.Number, Date: casefile.Date(p.Now().In(app.Japan).Format("2006-01-02")), Target: b.Plan.Target, Made: b.Made, File: kept}
	if b.Plan.Dry {
		r.Batch = 0
	}
	if err := gather(c, b, r); err != nil {
		return err
	}
	name := fmt.Sprintf("batch-%d.%s", b.Number, format)
	if format == "json" {
		c.Attached(reportTypes[format], name)
		w := bufio.NewWriter(c.W)
		return errors.Join(r.WriteJSON(w), w.Flush())
	}
	d, err := r.Document("", c.Words, b.Press.Missing)
	if err != nil {
		return err
	}
	data, err := b.Press.Print(d, format)
	if err != nil {
		return err
	}
	return c.Download(reportTypes[format], name, data)
}

// gather takes up all that is known of a batch.
func gather(c *call, b *rerender.Batch, r *rerender.Report) error {
	for result, err := range b.Told(c.R.Context(), rerender.Share{}) {
		if err != nil {
			return err
		}
		r.Count(result.Outcome)
		if err := r.Add(b.Mover, result); err != nil {
			return err
		}
	}
	return nil
}
