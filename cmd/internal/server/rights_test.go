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

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/server"
	"yoshiki/storage"
)

// rights has operations do what they are for.
func (w *world) rights(t *testing.T, o server.Options, all map[string]operation, got seen) {
	t.Helper()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if all[id].want < 300 {
			got.note(t, all[id], all[id].want, fresh(t, w, all[id]))
		}
	}
	r := w.ask(t, "provider", "GET", "/v1/cases/small-saas", "").into(t, 200, nil)
	w.tag = r.header.Get("ETag")
	merge := w.right(t, all["merge-case"])
	merge.body = strings.Replace(merge.body, strings.Repeat("0", 64), strings.Trim(w.tag, `"`), 1)
	got.note(t, all["merge-case"], 200, w.send(t, all["merge-case"], merge))

	for _, ending := range []struct {
		filed string
		want  int
	}{{"", 200}, {`{"day":"2026-04-15","number":"別"}`, 409}} {
		id := fmt.Sprint("submitted-", ending.want)
		w.ask(t, "provider", "POST", "/v1/cases", strings.Replace(sample(t, "small-saas"), "id: small-saas", "id: "+id, 1), "Content-Type", "application/yaml").into(t, 201, nil)
		var p struct{ ID string }
		w.ask(t, "provider", "POST", "/v1/cases/"+id+"/packages", `{"for":"prior-application","formats":["pdf"]}`).into(t, 201, &p)
		if ending.filed != "" {
			w.ask(t, "provider", "PUT", "/v1/packages/"+p.ID+"/filed", ending.filed).into(t, 204, nil)
		}
		got.note(t, all["submit-package"], ending.want, w.to(t, "provider", all["submit-package"], "", p.ID))
	}

	var h struct{ ID string }
	w.ask(t, "admin", "POST", "/v1/webhooks", all["add-webhook"].body).into(t, 201, &h)
	got.note(t, all["remove-webhook"], 204, w.ask(t, "admin", "DELETE", "/v1/webhooks/"+h.ID, ""))

	w.ask(t, "staff", "POST", "/v1/cases", "id: judged\nprogram: ismap-liu\nrevision: 2023-11-10\napplicant: {name: 例示クラウド株式会社}\nprior: {date: 2026-03-01}\n", "Content-Type", "application/yaml").into(t, 201, nil)
	w.ask(t, "admin", "PUT", "/v1/approval", `{"accounts":true}`).into(t, 200, nil)
	letter := (&judged{w.service, t}).prepare("judged", `{"decision":"eligible"}`)
	got.note(t, all["judge-letters"], 204, w.ask(t, "deputy", "POST", "/v1/letters/judgements", `{"letters":["`+letter+`"]}`))

	job := w.ask(t, "provider", "POST", "/v1/cases/small-saas/packages", all["build-package"].body, "Prefer", "respond-async").into(t, 202, nil).header.Get("Location")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- w.service.service.Work(ctx, 1) }()
	got.note(t, all["watch-job"], 200, w.ask(t, "provider", "GET", job+"/events", ""))
	got.note(t, all["read-job"], 200, w.ask(t, "provider", "GET", job, ""))
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// atLast asks where others are at work in the store, and where no file can be written.
func (w *world) atLast(t *testing.T, o server.Options, all map[string]operation, got seen) {
	t.Helper()
	under, err := storage.Under(o.Store, "t/tsumugi")
	if err != nil {
		t.Fatal(err)
	}
	m, err := office.Mover(o.App, &app.Store{Store: under}, office.RerenderOrder{To: "2023-11-10", Today: "2026-11-22", Dry: true})
	if err == nil {
		_, err = office.Batch(t.Context(), o.App, m, &app.Store{Store: under})
	}
	if err != nil {
		t.Fatal(err)
	}
	got.note(t, all["run-batch"], 409, w.to(t, "operator", all["run-batch"], "", ""))

	signs := []string{"collecting"} // of one who takes away all that is there
	for object, err := range under.List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		signs = append(signs, fmt.Sprintf("condemned/%x", sha256.Sum256([]byte(object.Key))))
	}
	for _, sign := range signs {
		if err := under.Put(t.Context(), sign, storage.ContentOf(nil), strings.NewReader("")); err != nil {
			t.Fatal(err)
		}
	}
	got.note(t, all["upload-attachment"], 409, w.to(t, "provider", all["upload-attachment"], "small-saas", ""))
	build := all["build-package"]
	build.body = `{"for":"prior-application","formats":["pdf","xlsx"]}`
	got.note(t, build, 409, w.to(t, "provider", build, "submitted-200", ""))
	for _, name := range []string{"TMPDIR", "TMP"} {
		t.Setenv(name, w.upload)
	}
	for _, id := range []string{"verify-zip", "upload-attachment", "continue-upload"} {
		got.note(t, all[id], 500, w.send(t, all[id], w.right(t, all[id])))
	}
	w.damage(t, o, all, got)
}

// damage asks for what the store has of cases and packages once all of its files are other ones:
// none is told to be absent.
func (w *world) damage(t *testing.T, o server.Options, all map[string]operation, got seen) {
	t.Helper()
	err := filepath.WalkDir(strings.TrimPrefix(o.Store.URL, "dir:"), func(name string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		return errors.Join(os.Chmod(name, 0o600), os.WriteFile(name, []byte("damage"), 0o600))
	})
	if err != nil {
		t.Fatal(err)
	}
	again := &world{service: start(t, func(other *server.Options) { *other = o }), pack: w.pack, tag: w.tag}
	for id, op := range all {
		switch {
		case strings.Contains(op.Path, "{upload}"):
		case strings.Contains(op.Path, "{id}"):
			got.note(t, op, 503, again.send(t, op, again.right(t, op)))
		case strings.Contains(op.Path, "{package}") || id == "issue-letters" || id == "list-packages" || id == "list-waiting" || id == "read-approval" || id == "read-batch" || id == "run-batch":
			got.note(t, op, 500, again.send(t, op, again.right(t, op)))
		}
	}
}
