package server_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/api"
	"yoshiki/cmd/internal/server"
)

// row is how a route is asked so that it answers.
type row struct {
	query, body, contentType string
	want                     int
	match                    bool // If-Match is the ETag of the case
}

// paper is an attachment of the sample, as a URL has it, and textDigest the SHA-256 of "text".
const (
	paper      = "%E4%BA%8B%E5%89%8D%E7%94%B3%E8%AB%8B%E7%B5%90%E6%9E%9C%E9%80%9A%E7%9F%A5%E6%9B%B8%E3%81%AE%E5%86%99%E3%81%97.pdf"
	textDigest = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
)

const bare = "id: bare\nprogram: ismap-liu\nrevision: 2023-11-10\n"

// rows has every operation. One that is missing here fails the test.
var rows = map[string]row{
	"create-case":         {body: bare, contentType: "application/yaml", want: 201},
	"list-cases":          {want: 200},
	"read-case":           {want: 200},
	"replace-case":        {body: "id: small-saas\nprogram: ismap-liu\nrevision: 2023-11-10\n", contentType: "application/yaml", want: 200, match: true},
	"edit-case":           {body: `{"edits":[{"pointer":"/service/name","value":"甲"}]}`, want: 200, match: true},
	"merge-case":          {body: `{"base":"` + strings.Repeat("0", 64) + `","text":"id: small-saas\nprogram: ismap-liu\nrevision: 2023-11-10\n"}`, want: 412},
	"edit-text":           {body: `{"text":"id: bare\nprogram: ismap-liu\nrevision: 2023-11-10\n","edits":[{"pointer":"/service/name","value":"甲"}]}`, want: 200},
	"list-versions":       {want: 200},
	"read-version":        {want: 200},
	"check-case":          {query: "no-files=true", want: 200},
	"check-text":          {query: "no-files=true", body: bare, contentType: "application/yaml", want: 200},
	"list-deadlines":      {want: 200},
	"print-form":          {want: 200},
	"print-text":          {body: bare, contentType: "application/yaml", want: 200},
	"list-boxes":          {want: 200},
	"build-package":       {body: `{"for":"registration","formats":["pdf"],"draft":true}`, want: 201},
	"list-packages":       {want: 200},
	"read-package":        {want: 200},
	"download-package":    {want: 200},
	"download-paper":      {query: "path=data/10-forms/2-4.pdf", want: 200},
	"record-filing":       {body: `{"day":"2026-04-15"}`, want: 204},
	"list-forms":          {want: 200},
	"list-rules":          {want: 200},
	"list-kinds":          {want: 200},
	"new-case":            {want: 200},
	"case-schema":         {want: 200},
	"list-attachments":    {want: 200},
	"download-attachment": {query: "path=small-saas/" + paper, want: 200},
	"upload-attachment":   {query: "path=a.txt", body: "text", contentType: "application/octet-stream", want: 200},
	"begin-upload":        {body: `{"path":"a.txt","size":4,"sha256":"` + textDigest + `"}`, want: 201},
	"read-upload":         {want: 200},
	"continue-upload":     {body: "text", contentType: "application/octet-stream", want: 200},
	"finish-upload":       {want: 200},
	"submit-package":      {want: 422},
	"run-batch":           {body: `{"to":"2023-11-10"}`, want: 200},
	"read-batch":          {want: 200},
	"read-job":            {want: 404},
	"watch-job":           {want: 404},
	"add-webhook":         {body: `{"address":"https://example.jp/hook","events":["job.done"]}`, want: 201},
	"list-webhooks":       {want: 200},
	"remove-webhook":      {want: 404},
	"verify-package":      {want: 200},
	"verify-zip":          {body: "PK", contentType: "application/zip", want: 200},
	"issue-letters":       {body: `{"form":"1-4","letters":[{"case":"small-saas"}]}`, want: 200},
	"list-letters":        {want: 200},
	"list-services":       {want: 200},
	"read-approval":       {want: 200},
	"set-approval":        {body: `{"accounts":false}`, want: 200},
	"list-waiting":        {want: 200},
	"judge-letters":       {body: `{"letters":["pkg-none-letter-0000000000"]}`, want: 422},
}

// operation is a route as the table of routes has it.
type operation struct {
	*huma.Operation
	row
}

// operations are those of a server, each with its row.
func operations(t *testing.T, s *service) map[string]operation {
	t.Helper()
	all := map[string]operation{}
	for path, item := range s.service.API().Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "PUT": item.Put, "POST": item.Post, "PATCH": item.Patch, "DELETE": item.Delete, "HEAD": item.Head, "OPTIONS": item.Options, "TRACE": item.Trace} {
			if op == nil {
				continue
			}
			r, ok := rows[op.OperationID]
			if !ok {
				t.Errorf("%s %s (%s) has no row in the matrix", method, path, op.OperationID)
				continue
			}
			if api.ActionOf(op) == "" {
				t.Errorf("%s %s names no action", method, path)
			}
			all[op.OperationID] = operation{op, r}
		}
	}
	if len(all) != len(rows) {
		t.Errorf("%d operations, %d rows", len(all), len(rows))
	}
	return all
}

// world is a server with a case and a package of one tenant.
type world struct {
	*service
	pack   string // id of a package
	tag    string // of the case
	upload string // id of an upload
}

// begin begins an upload.
func (w *world) begin(t *testing.T) string {
	var u struct{ Upload string }
	w.ask(t, "provider", "POST", "/v1/cases/small-saas/uploads", rows["begin-upload"].body).into(t, 201, &u)
	return u.Upload
}

// whole gives a server all its parts, and what a test wants otherwise.
func whole(t *testing.T, with func(*server.Options)) func(*server.Options) {
	all := remembering(t)
	return func(o *server.Options) {
		all(o)
		if with != nil {
			with(o)
		}
	}
}

func populated(t *testing.T, with func(*server.Options)) *world {
	w := &world{service: start(t, whole(t, with))}
	w.tag = w.put(t, "provider", "small-saas").header.Get("ETag")
	w.attach(t, "small-saas")
	w.upload = w.begin(t)
	var p struct{ ID string }
	w.ask(t, "provider", "POST", "/v1/cases/small-saas/packages", rows["build-package"].body).into(t, 201, &p)
	w.pack = p.ID
	return w
}

// at is where an operation is asked, of a case and a package.
func (w *world) at(op operation, id, pack string) string {
	path := strings.NewReplacer("{id}", id, "{package}", pack, "{form}", "2-4", "{version}", "1", "{upload}", w.upload, "{job}", "999", "{hook}", "none", "{kind}", "registration").Replace(op.Path)
	if op.query != "" {
		path += "?" + op.query
	}
	return path
}

// to asks an operation, of a case and a package.
func (w *world) to(t *testing.T, who string, op operation, id, pack string) reply {
	t.Helper()
	path := w.at(op, id, pack)
	headers := []string{"If-Match", w.tag, "Upload-Offset", "0"}
	if op.contentType != "" {
		headers = append(headers, "Content-Type", op.contentType)
	}
	return w.ask(t, who, op.Method, path, op.body, headers...)
}

// TestMatrix asks every route as everybody: who is not known, who is of another tenant, whose
// role or token does not allow it, and who may. A foreign id answers as a missing one.
func TestMatrix(t *testing.T) {
	w := populated(t, nil)
	for _, id := range slices.Sorted(maps.Keys(operations(t, w.service))) {
		op := operations(t, w.service)[id]
		do := api.ActionOf(op.Operation)
		owned := strings.Contains(op.Path, "{id}") || strings.Contains(op.Path, "{package}")
		if r := w.to(t, "", op, "small-saas", w.pack); r.status != 401 || r.header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s of nobody: %d", id, r.status)
		}
		if r := w.to(t, "nonsense", op, "small-saas", w.pack); r.status != 401 {
			t.Errorf("%s with a token that is none: %d", id, r.status)
		}
		foreign := w.to(t, "other", op, "small-saas", w.pack)
		missing := w.to(t, "other", op, "nowhere-at-all", "pkg-nowhere-at-all-0123456789")
		same := strings.NewReplacer("nowhere-at-all", "ID", "small-saas", "ID", "pkg-nowhere-at-all-0123456789", "ID", w.pack, "ID").Replace
		if owned && (foreign.status != missing.status || foreign.status < 400 || same(string(foreign.body)) != same(string(missing.body))) && id != "replace-case" && id != "merge-case" {
			t.Errorf("%s of another tenant: %d %s; missing: %d %s", id, foreign.status, foreign.body, missing.status, missing.body)
		}
		if owned && foreign.status != 404 {
			t.Errorf("%s of another tenant: %d", id, foreign.status)
		}
		for _, who := range []string{"staff", "operator", "auditor", "admin", "narrow", "provider"} {
			may := do == api.SignedIn || people[who].May(do)
			r := w.to(t, who, op, "small-saas", w.pack)
			if !may && r.status != 403 || may && r.status == 403 {
				t.Errorf("%s of %s: %d, may: %v", id, who, r.status, may)
			}
		}
		if r := fresh(t, w, op); r.status != op.want {
			t.Errorf("%s: %d, want %d: %.500s", id, r.status, op.want, r.body)
		}
	}
}

// fresh asks an operation of somebody who may, of a case that nobody has touched.
func fresh(t *testing.T, w *world, op operation) reply {
	t.Helper()
	for _, who := range []string{"provider", "staff", "operator", "auditor", "admin"} {
		if do := api.ActionOf(op.Operation); do != api.SignedIn && !people[who].May(do) {
			continue
		}
		if op.match {
			tag := w.tag
			defer func() { w.tag = tag }()
			w.tag = w.ask(t, "provider", "GET", "/v1/cases/small-saas", "").header.Get("ETag")
		}
		switch op.OperationID {
		case "read-batch":
			w.to(t, "operator", operations(t, w.service)["run-batch"], "", "").into(t, 200, nil)
		case "continue-upload", "finish-upload":
			w.upload = w.begin(t)
			if op.OperationID == "finish-upload" {
				w.to(t, "provider", operations(t, w.service)["continue-upload"], "small-saas", "").into(t, 200, nil)
			}
		}
		if op.OperationID == "create-case" {
			op.body = strings.Replace(op.body, "bare", "fresh", 1)
		}
		return w.to(t, who, op, "small-saas", w.pack)
	}
	t.Fatalf("%s is for nobody", op.OperationID)
	return reply{}
}
