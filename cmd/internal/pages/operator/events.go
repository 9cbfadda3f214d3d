package operator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"yoshiki/package/rerender"
)

// The pace of events: how often a batch is looked at, over which time its rate is reckoned, and
// how long one stream lasts before the browser asks for another.
const (
	eventPace = 500 * time.Millisecond
	rateOver  = 20 * time.Second
	eventLife = 5 * time.Minute
)

// progress is an event: how far a batch is, in words.
type progress struct {
	State string `json:"state"`
	Done  int    `json:"done"`
	Total int    `json:"total"`
	Count string `json:"count"`
	Rate  string `json:"rate"`
}

// sample is how much was done at a time.
type sample struct {
	at   time.Time
	done int
}

// events tells how far a batch is, until it is over or paused.
func (p *pages) events(c *call) error {
	_, b, err := p.found(c)
	if err != nil {
		return err
	}
	c.W.Header().Set("Content-Type", "text/event-stream")
	c.W.WriteHeader(http.StatusOK)
	var last string
	var seen []sample
	for begun := time.Now(); time.Since(begun) < eventLife; {
		st, err := b.Status(c.R.Context())
		if err != nil {
			return nil // the browser asks again
		}
		now := time.Now()
		if seen = append(seen, sample{now, st.Done}); now.Sub(seen[0].at) > rateOver {
			seen = seen[1:]
		}
		event := progress{stateOf(st), st.Done, st.Total, c.Text("op-done-of", "done", strconv.Itoa(st.Done), "total", strconv.Itoa(st.Total)), c.rate(seen, st)}
		data, err := json.Marshal(event)
		if err != nil {
			return nil
		}
		if string(data) != last {
			last = string(data)
			fmt.Fprintf(c.W, "event: progress\ndata: %s\n\n", data)
			_ = http.NewResponseController(c.W).Flush() // what cannot flush sends it at the end
		}
		if event.State != "running" {
			return nil
		}
		select {
		case <-c.R.Context().Done():
			return nil
		case <-p.Over:
			return nil
		case <-time.After(eventPace):
		}
	}
	return nil
}

// rate says how fast it goes, and how long the rest takes at that.
func (c *call) rate(seen []sample, st *rerender.Status) string {
	first, last := seen[0], seen[len(seen)-1]
	took := last.at.Sub(first.at).Seconds()
	if took < 1 || last.done == first.done {
		return c.Text("op-rate-unknown")
	}
	rate := float64(last.done-first.done) / took
	left := time.Duration(float64(st.Total-st.Done) / rate * float64(time.Second))
	key, n := "op-left-seconds", int(left.Seconds())+1
	if left > 90*time.Second {
		key, n = "op-left-minutes", int(left.Minutes())+1
	}
	return c.Text("op-rate", "rate", strconv.FormatFloat(rate, 'f', 1, 64)) + c.Text(key, "n", strconv.Itoa(n))
}
