package server_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yoshiki/cmd/internal/api"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/server"
	"yoshiki/storage"
)

// ending is one operation with what it is asked at the end of a story, and what it answers then.
type ending struct {
	*world
	*testing.T
	options server.Options
	all     map[string]operation
	got     seen
}

// answers notes that an operation answers a status.
func (e *ending) answers(id string, want int, r reply) {
	e.Helper()
	e.got.note(e.T, e.all[id], want, r)
}

// rights has operations do what they are for.
func (e *ending) rights() {
	for _, id := range slices.Sorted(maps.Keys(e.all)) {
		if e.all[id].want < 300 {
			e.answers(id, e.all[id].want, fresh(e.T, e.world, e.all[id]))
		}
	}
	e.tag = e.ask(e, "provider", "GET", "/v1/cases/small-saas", "").into(e, 200, nil).header.Get("ETag")
	merge := e.right(e.T, e.all["merge-case"])
	merge.body = strings.Replace(merge.body, strings.Repeat("0", 64), strings.Trim(e.tag, `"`), 1)
	e.answers("merge-case", 200, e.send(e.T, e.all["merge-case"], merge))
	e.submitted("one", "", 200)
	e.submitted("two", `{"day":"2026-04-15","number":"別"}`, 409)
	e.removed()
	e.approved()
	e.worked()
}

// submitted hands a package to the office, which was handed over before or not.
func (e *ending) submitted(id, before string, want int) {
	e.ask(e, "provider", "POST", "/v1/cases", strings.Replace(sample(e, "small-saas"), "id: small-saas", "id: "+id, 1), "Content-Type", "application/yaml").into(e, 201, nil)
	var p struct{ ID string }
	e.ask(e, "provider", "POST", "/v1/cases/"+id+"/packages", `{"for":"prior-application","formats":["pdf"]}`).into(e, 201, &p)
	if before != "" {
		e.ask(e, "provider", "PUT", "/v1/packages/"+p.ID+"/filed", before).into(e, 204, nil)
	}
	e.answers("submit-package", want, e.to(e.T, "provider", e.all["submit-package"], "", p.ID))
}

func (e *ending) removed() {
	var h struct{ ID string }
	e.ask(e, "admin", "POST", "/v1/webhooks", e.all["add-webhook"].body).into(e, 201, &h)
	e.answers("remove-webhook", 204, e.ask(e, "admin", "DELETE", "/v1/webhooks/"+h.ID, ""))
}

func (e *ending) approved() {
	e.ask(e, "staff", "POST", "/v1/cases", "id: judged\nprogram: ismap-liu\nrevision: 2023-11-10\napplicant: {name: 例示クラウド株式会社}\nprior: {date: 2026-03-01}\n", "Content-Type", "application/yaml").into(e, 201, nil)
	e.ask(e, "admin", "PUT", "/v1/approval", `{"accounts":true}`).into(e, 200, nil)
	letter := (&judged{e.service, e.T}).prepare("judged", `{"decision":"eligible"}`)
	e.answers("judge-letters", 204, e.ask(e, "deputy", "POST", "/v1/letters/judgements", `{"letters":["`+letter+`"]}`))
}

// worked has a job done.
func (e *ending) worked() {
	job := e.ask(e, "provider", "POST", "/v1/cases/small-saas/packages", e.all["build-package"].body, "Prefer", "respond-async").into(e, 202, nil).header.Get("Location")
	ctx, stop := context.WithCancel(e.Context())
	ended := make(chan error)
	go func() { ended <- e.service.service.Work(ctx, 1) }()
	e.answers("watch-job", 200, e.ask(e, "provider", "GET", job+"/events", ""))
	e.answers("read-job", 200, e.ask(e, "provider", "GET", job, ""))
	stop()
	if err := <-ended; err != nil {
		e.Error(err)
	}
}

// busy asks while others are at work in the store: a batch of another order, and one who takes
// away all that is there.
func (e *ending) busy() {
	under, err := storage.Under(e.options.Store, "t/tsumugi")
	if err != nil {
		e.Fatal(err)
	}
	m, err := office.Mover(e.options.App, &app.Store{Store: under}, office.RerenderOrder{To: "2023-11-10", Today: "2026-11-22", Dry: true})
	if err == nil {
		_, err = office.Batch(e.Context(), e.options.App, m, &app.Store{Store: under})
	}
	if err != nil {
		e.Fatal(err)
	}
	e.answers("run-batch", 409, e.to(e.T, "operator", e.all["run-batch"], "", ""))
	signs := []string{"collecting"}
	for object, err := range under.List(e.Context(), "") {
		if err != nil {
			e.Fatal(err)
		}
		signs = append(signs, fmt.Sprintf("condemned/%x", sha256.Sum256([]byte(object.Key))))
	}
	for _, sign := range signs {
		if err := under.Put(e.Context(), sign, storage.ContentOf(nil), strings.NewReader("")); err != nil {
			e.Fatal(err)
		}
	}
	e.answers("upload-attachment", 409, e.to(e.T, "provider", e.all["upload-attachment"], "small-saas", ""))
	e.answers("build-package", 409, e.ask(e, "provider", "POST", "/v1/cases/one/packages", `{"for":"prior-application","formats":["pdf","xlsx"]}`))
}

// roomless asks where no file can be written.
func (e *ending) roomless() {
	for _, name := range []string{"TMPDIR", "TMP"} {
		e.Setenv(name, e.upload) // no folder
	}
	for _, id := range []string{"verify-zip", "upload-attachment", "continue-upload"} {
		e.answers(id, 500, e.send(e.T, e.all[id], e.right(e.T, e.all[id])))
	}
}

// damaged asks for what the store has once all of its files are other ones: a case or a package is
// told to be damaged, never to be absent, and lists tell what is damaged.
func (e *ending) damaged() {
	err := filepath.WalkDir(strings.TrimPrefix(e.options.Store.URL, "dir:"), func(name string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		return errors.Join(os.Chmod(name, 0o600), os.WriteFile(name, []byte("damage"), 0o600))
	})
	if err != nil {
		e.Fatal(err)
	}
	again := &world{service: start(e, func(o *server.Options) { *o = e.options }), pack: e.pack, tag: e.tag}
	for id, op := range e.all {
		switch {
		case strings.Contains(op.Path, "{upload}"):
		case only("list-cases", "list-versions", "list-packages", "list-waiting")(op):
			r := again.send(e.T, op, again.right(e.T, op))
			if e.answers(id, 200, r); !strings.Contains(string(r.body), `"damaged":`) {
				e.Errorf("%s: %s tells of no damage", id, r.body)
			}
		case strings.Contains(op.Path, "{id}") || strings.Contains(op.Path, "{package}") || only("issue-letters", "read-approval", "read-batch", "run-batch")(op):
			r := again.send(e.T, op, again.right(e.T, op))
			if e.answers(id, 503, r); !strings.Contains(string(r.body), api.TypePrefix+"damaged") {
				e.Errorf("%s: %s", id, r.body)
			}
		}
	}
}
