package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"time"
)

// logLine is what the log says of a request.
type logLine struct {
	Msg, Tenant string
	Status      int
	Took        time.Duration
}

// logLines are those of all requests.
type logLines []logLine

// logged is what the service has written about requests so far.
func (h *host) logged() (all logLines) {
	h.t.Helper()
	data, err := os.ReadFile(h.log)
	if err != nil {
		h.t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		var l logLine
		if json.Unmarshal(line, &l) == nil && l.Msg == "request" { // the last line may not be whole yet
			all = append(all, l)
		}
	}
	return all
}

// refusals are how long those took that were refused.
func (all logLines) refusals() (took []time.Duration) {
	for _, l := range all {
		if l.Status == http.StatusTooManyRequests || l.Status == http.StatusServiceUnavailable {
			took = append(took, l.Took)
		}
	}
	return took
}

// of are how long those of a tenant took that were done.
func (all logLines) of(tenant string) (took []time.Duration) {
	for _, l := range all {
		if l.Tenant == tenant && l.Status == http.StatusOK {
			took = append(took, l.Took)
		}
	}
	return took
}
