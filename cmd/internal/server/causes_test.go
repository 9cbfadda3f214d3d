package server_test

import (
	"net/http"
	"slices"
	"strings"

	"yoshiki/cmd/internal/api"
)

// request is what is asked, right but for what a cause makes wrong.
type request struct {
	who, path, body string
	header          map[string]string
	stops           bool // the body has a part that never comes
}

// cause is what has operations answer a status, in one of the worlds.
type cause struct {
	status int
	world  string
	of     func(op operation) bool
	wrong  func(op operation, r *request)
}

// Which operations.
func every(operation) bool { return true }

func changing(op operation) bool { return op.Method != http.MethodGet }
func bodied(op operation) bool   { return op.MaxBodyBytes > 0 }
func limited(op operation) bool  { return api.ActionOf(op.Operation) != api.SignedIn }

func saying(status string) func(op operation) bool {
	return func(op operation) bool { return op.Responses[status] != nil }
}

func only(ids ...string) func(op operation) bool {
	return func(op operation) bool { return slices.Contains(ids, op.OperationID) }
}

// What is wrong with a request.
func nothing(operation, *request) {}

func asked(who string) func(operation, *request) {
	return func(_ operation, r *request) { r.who = who }
}

func head(name, value string) func(operation, *request) {
	return func(_ operation, r *request) { r.header[name] = value }
}

func query(part string) func(operation, *request) {
	return func(_ operation, r *request) {
		if strings.Contains(r.path, "?") {
			r.path += "&" + part
		} else {
			r.path += "?" + part
		}
	}
}

func sent(body string) func(operation, *request) {
	return func(_ operation, r *request) { r.body = body }
}

// absent names what is not there.
func absent(_ operation, r *request) {
	r.path = strings.NewReplacer("small-saas", "nowhere-at-all", "pkg-", "pkg-nowhere-").Replace(r.path)
	r.body = strings.ReplaceAll(r.body, "small-saas", "nowhere-at-all")
}

const repeatKey = "Idempotency-Key"

// keyed has a key of its own for each operation.
func keyed(name string) func(operation, *request) {
	return func(op operation, r *request) { r.header[repeatKey] = name + op.OperationID }
}

// large is a body beyond what an operation takes, or beyond what can be repeated.
func large(op operation, r *request) {
	if r.body = strings.Repeat(" ", int(op.MaxBodyBytes)); r.body == "" {
		r.body, r.header[repeatKey] = strings.Repeat(" ", 33<<20+1), "large"
	}
}

func stopping(_ operation, r *request) { r.stops, r.header[repeatKey] = true, "stopping" }

// causes are those that can be told for many operations at once.
var causes = []cause{
	{401, "", every, asked("")},
	{403, "", limited, asked("narrow")},
	{403, "signed in", changing, asked("")}, // by a page of another site
	{404, "", func(op operation) bool { return saying("404")(op) && !only("print-text", "read-batch")(op) }, absent},
	{404, "", only("print-text"), query("copy=1000")},
	{404, "", only("read-batch"), asked("other")},
	{422, "", every, query("colour=red")},
	{422, "running", changing, keyed(others)},
	{400, "", bodied, func(_ operation, r *request) { r.body, r.header["Content-Type"] = "{", "application/json" }},
	{400, "", changing, head(repeatKey, strings.Repeat("k", 201))},
	{408, "slow", changing, stopping},
	{408, "slow", func(op operation) bool { return op.RequestBody != nil }, func(_ operation, r *request) { r.stops = true }},
	{408, "slow", saying("202"), func(_ operation, r *request) { r.stops, r.header["Prefer"] = true, "respond-async" }},
	{409, "running", changing, keyed("same-")},
	{409, "", only("create-case"), sent("id: small-saas\nprogram: ismap-liu\nrevision: 2023-11-10\n")},
	{409, "", only("continue-upload"), head("Upload-Offset", "3")},
	{409, "", only("finish-upload"), nothing},
	{409, "", only("record-filing"), sent(`{"day":"2026-04-16"}`)},
	{412, "", only("replace-case", "edit-case"), head("If-Match", `"`+strings.Repeat("0", 64)+`"`)},
	{412, "", only("merge-case"), nothing},
	{413, "", changing, large},
	{413, "", only("continue-upload"), sent("longer than was said")},
	{415, "", func(op operation) bool { return bodied(op) || op.OperationID == "verify-zip" }, head("Content-Type", "text/plain")},
	{428, "", func(op operation) bool { return op.match }, head("If-Match", "")},
	{202, "", saying("202"), head("Prefer", "respond-async")},
	{304, "", saying("304"), head("If-None-Match", "*")},
	{429, "tight", every, nothing},
	{503, "away", every, nothing},
	{503, "mute", every, nothing},
	{500, "failing", func(op operation) bool { return op.OperationID != "verify-zip" }, nothing},
}
